//! Output into a pipe that may be closed at the other end, as `| head` does once it has enough.

use std::io::{ErrorKind, Result, Write};

/// A stream after whose closing everything goes nowhere: what a subcommand changes does not hang on who reads its words.
#[derive(Debug)]
pub struct Pipe<W> {
    stream: W,
    is_closed: bool,
}

impl<W: Write> Pipe<W> {
    /// Writes to a stream as long as somebody reads it.
    pub fn new(stream: W) -> Self {
        Self { stream, is_closed: false }
    }

    fn noting<T>(&mut self, done: Result<T>, instead: T) -> Result<T> {
        match done {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(instead)
            }
            other => other,
        }
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        if self.is_closed {
            return Ok(bytes.len());
        }
        let written = self.stream.write(bytes);
        self.noting(written, bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        if self.is_closed {
            return Ok(());
        }
        let flushed = self.stream.flush();
        self.noting(flushed, ())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Error;

    use super::*;

    struct Fails(ErrorKind);

    impl Write for Fails {
        fn write(&mut self, _bytes: &[u8]) -> Result<usize> {
            Err(Error::from(self.0))
        }

        fn flush(&mut self) -> Result<()> {
            Err(Error::from(self.0))
        }
    }

    #[test]
    fn a_closed_pipe_takes_everything_and_a_full_disk_is_an_error_still() {
        let mut closed = Pipe::new(Fails(ErrorKind::BrokenPipe));
        assert!(closed.write_all(b"one\ntwo\n").is_ok() && closed.flush().is_ok() && closed.is_closed);
        let mut full = Pipe::new(Fails(ErrorKind::StorageFull));
        assert!(full.write_all(b"one").is_err() && full.flush().is_err() && !full.is_closed);
    }
}
