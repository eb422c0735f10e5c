//! Two seconds of processor time and 300 MB: what reading may take, whatever is read.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicUsize, Ordering},
};

/// Seconds of processor time, under a build that checks and counts everything.
const MOST_SECONDS: f64 = 2.0;

/// Bytes that may be in use at once.
const MOST_BYTES: usize = 300 << 20;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

struct Counting;

fn taken(n_bytes: usize) {
    let now = IN_USE.fetch_add(n_bytes, Ordering::Relaxed) + n_bytes;
    MOST.fetch_max(now, Ordering::Relaxed);
}

// SAFETY: everything is the system's; here it is only counted.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        taken(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(place, layout) };
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        taken(size);
        IN_USE.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

fn seconds() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: it writes into the place it is given.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut time) };
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Runs a reader, and ends the program where it takes more than it may.
pub fn within_limits(read: impl FnOnce()) {
    let (before, start) = (IN_USE.load(Ordering::Relaxed), seconds());
    MOST.store(before, Ordering::Relaxed);
    read();
    let (took, most) = (seconds() - start, MOST.load(Ordering::Relaxed).saturating_sub(before));
    assert!(took < MOST_SECONDS, "it took {took:.1} s");
    assert!(most < MOST_BYTES, "it took {} MB", most >> 20);
}
