//! Room for what a thread is about to read.

/// So many bytes are asked for at once: more than one job of a parallel reader makes.
const ROOM: usize = 4 << 20;

/// Lets the memory of this thread grow by one long step, before many short texts are put into it.
///
/// The C library of most Linux systems (glibc 2.36 `sysmalloc`) lets the memory of every thread but the first grow page by
/// page: opening 100,000 issues asked the system 148,000 times. What is given back here stays with the thread, and nothing
/// of it is touched; from the first time on the library also keeps what else of that size is given back.
pub(super) fn make_room() {
    if cfg!(all(target_os = "linux", target_env = "gnu")) {
        let mut room: Vec<u8> = Vec::new();
        // Where there is none, reading goes on page by page.
        room.try_reserve_exact(ROOM).ok();
        drop(std::hint::black_box(room));
    }
}
