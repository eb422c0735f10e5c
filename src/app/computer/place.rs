//! Where the window stands: kept from one start to the next, and put right when the screen it stood on is gone.
//!
//! Everything is in physical pixels, as Windows and X11 place windows: points mean nothing across screens of different scales.

use serde::{Deserialize, Serialize};

/// Where a window stands when it is neither maximised nor minimised, and whether it is maximised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowPlace {
    /// Left edge of the frame.
    pub x: i32,
    /// Top edge of the frame.
    pub y: i32,
    /// Width of the inside.
    pub width: i32,
    /// Height of the inside.
    pub height: i32,
    /// Scale of the screen it stood on, in percent.
    pub scale: i32,
    /// Fills the screen.
    pub maximised: bool,
}

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Pixels across.
    pub width: i32,
    /// Pixels down.
    pub height: i32,
    /// Its scale in percent.
    pub scale: i32,
}

/// The size of the first window, in points.
const USUAL: (i32, i32) = (1366, 728);

/// The smallest window, in points: what a 1366×768 screen at 150 % leaves.
pub const SMALLEST: (i32, i32) = (800, 420);

/// Points taken by frame and task bar.
const TAKEN: (i32, i32) = (16, 88);

/// So much of the title bar has to be seen, in points, for a window to be got hold of.
const HANDLE: (i32, i32) = (120, 24);

impl Screen {
    fn pixels(&self, points: i32) -> i32 {
        points * self.scale.max(50) / 100
    }

    /// The largest inside of a window here.
    fn room(&self) -> (i32, i32) {
        (self.width - self.pixels(TAKEN.0), self.height - self.pixels(TAKEN.1))
    }

    /// How much of the window's title bar is seen here, across and down.
    fn handle(&self, place: &WindowPlace) -> (i32, i32) {
        let across = (place.x.saturating_add(place.width).min(self.x + self.width)).saturating_sub(place.x.max(self.x));
        let down =
            (place.y.saturating_add(self.pixels(32)).min(self.y + self.height)).saturating_sub(place.y.max(self.y));
        (across, down)
    }

    fn can_be_got_hold_of(&self, place: &WindowPlace) -> bool {
        let (across, down) = self.handle(place);
        across >= self.pixels(HANDLE.0) && down >= self.pixels(HANDLE.1)
    }

    fn centred(&self, (width, height): (i32, i32), maximised: bool) -> WindowPlace {
        let (widest, highest) = self.room();
        let (width, height) = (width.min(widest), height.min(highest));
        let x = self.x + (self.width - width) / 2;
        let y = self.y + (highest - height) / 2;
        WindowPlace { x, y, width, height, scale: self.scale, maximised }
    }
}

/// Where the window shall stand: where it stood, as far as the screens that are there now allow.
///
/// The first of `screens` is the main one; without any the place is left as it is.
pub fn fitted(kept: Option<WindowPlace>, screens: &[Screen]) -> Option<WindowPlace> {
    let main = screens.first()?;
    let usual = (main.pixels(USUAL.0), main.pixels(USUAL.1));
    let Some(kept) = kept.filter(|kept| kept.width > 0 && kept.height > 0) else {
        // A small screen is filled at once.
        let (widest, highest) = main.room();
        return Some(main.centred(usual, usual.0 > widest || usual.1 > highest));
    };
    let seen = |screen: &&Screen| screen.can_be_got_hold_of(&kept);
    let Some(screen) = screens.iter().filter(seen).max_by_key(|screen| screen.handle(&kept)) else {
        return Some(main.centred(scaled(&kept, main), kept.maximised));
    };
    let (width, height) = scaled(&kept, screen);
    let (widest, highest) = screen.room();
    let (width, height) = (width.min(widest), height.min(highest));
    // A window that became smaller keeps its corner; one that reaches out is drawn in.
    let most = (screen.x + widest - width).max(screen.x);
    let lowest = (screen.y + highest - height).max(screen.y);
    let (x, y) = (kept.x.clamp(screen.x - screen.pixels(8), most), kept.y.clamp(screen.y, lowest));
    Some(WindowPlace { x, y, width, height, scale: screen.scale, maximised: kept.maximised })
}

/// The size on a screen of perhaps another scale, never below the smallest.
fn scaled(kept: &WindowPlace, screen: &Screen) -> (i32, i32) {
    let here = |pixels: i32| i64::from(pixels) * i64::from(screen.scale) / i64::from(kept.scale.max(50));
    let size = |pixels: i32, least: i32| i32::try_from(here(pixels)).unwrap_or(least).max(screen.pixels(least));
    (size(kept.width, SMALLEST.0), size(kept.height, SMALLEST.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAPTOP: Screen = Screen { x: 0, y: 0, width: 1366, height: 768, scale: 100 };
    const BIG: Screen = Screen { x: 1366, y: -200, width: 2560, height: 1440, scale: 125 };

    fn place(x: i32, y: i32, width: i32, height: i32, scale: i32) -> WindowPlace {
        WindowPlace { x, y, width, height, scale, maximised: false }
    }

    #[track_caller]
    fn check_inside(place: WindowPlace, screen: Screen) {
        let inside = place.x >= screen.x - screen.pixels(8)
            && place.y >= screen.y
            && place.x + place.width <= screen.x + screen.width
            && place.y + place.height <= screen.y + screen.height;
        assert!(inside, "{place:?} on {screen:?}");
    }

    #[test]
    fn the_first_window_is_centred_and_fills_a_small_screen() {
        let first = fitted(None, &[BIG]).unwrap();
        assert_eq!((first.width, first.height, first.maximised), (1707, 910, false));
        check_inside(first, BIG);
        let small = fitted(None, &[LAPTOP]).unwrap();
        assert!(small.maximised, "1366x768 is filled");
        check_inside(small, LAPTOP);
        assert_eq!(fitted(None, &[]), None);
    }

    #[test]
    fn a_window_comes_back_where_it_stood() {
        let kept = place(1500, 100, 1600, 900, 125);
        assert_eq!(fitted(Some(kept), &[LAPTOP, BIG]), Some(kept));
        let maximised = WindowPlace { maximised: true, ..kept };
        assert_eq!(fitted(Some(maximised), &[LAPTOP, BIG]), Some(maximised), "and as large");
    }

    #[test]
    fn a_window_whose_screen_is_gone_comes_to_the_main_one_in_its_scale() {
        let kept = place(1500, 100, 1600, 900, 125);
        let now = fitted(Some(kept), &[LAPTOP]).unwrap();
        check_inside(now, LAPTOP);
        assert_eq!((now.width, now.height, now.scale), (1280, 680, 100));
    }

    #[test]
    fn a_window_larger_than_its_screen_is_made_to_fit() {
        let kept = place(300, 200, 1366, 728, 100);
        let half = Screen { width: 1280, height: 720, scale: 125, ..LAPTOP };
        let now = fitted(Some(kept), &[half]).unwrap();
        check_inside(now, half);
        // 1366x768 at 150 % leaves less than the smallest window wants.
        let tight = Screen { scale: 150, ..LAPTOP };
        check_inside(fitted(Some(kept), &[tight]).unwrap(), tight);
    }

    #[test]
    fn a_window_out_of_sight_comes_back() {
        for kept in [
            place(-32000, -32000, 1200, 700, 100),
            place(5000, 5000, 1200, 700, 100),
            place(100, 760, 1200, 700, 100),
            place(-1150, 10, 1200, 700, 100),
        ] {
            check_inside(fitted(Some(kept), &[LAPTOP]).unwrap(), LAPTOP);
        }
    }

    #[test]
    fn nonsense_in_the_file_harms_nothing() {
        for kept in [place(i32::MIN / 2, 0, 0, 0, 0), place(0, 0, 1, 1, -7), place(0, 0, i32::MAX / 2, 5, 1)] {
            check_inside(fitted(Some(kept), &[LAPTOP]).unwrap(), LAPTOP);
        }
    }
}
