//! One test program for everything that crosses a folder.
#![expect(clippy::expect_used, reason = "a test may stop here")]

mod tidy;
