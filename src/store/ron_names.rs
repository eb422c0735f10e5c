//! Which bytes stand in names: looked up, for a big file has millions of them.

/// Bytes that can be asked for.
pub(super) struct Bytes([bool; 256]);

/// All that stand in names.
pub(super) static IN_NAMES: Bytes = Bytes::of(b"_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

/// Those of names in which nothing else needs to be looked at, as nearly all are.
pub(super) static LOWER: Bytes = Bytes::of(b"_abcdefghijklmnopqrstuvwxyz");

impl Bytes {
    #[expect(clippy::indexing_slicing, reason = "a byte is below 256, and the compiler works it out")]
    const fn of(mut bytes: &[u8]) -> Self {
        let mut is_in = [false; 256];
        while let [byte, rest @ ..] = bytes {
            is_in[*byte as usize] = true;
            bytes = rest;
        }
        Self(is_in)
    }

    /// Whether the byte is one of them.
    pub(super) fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)) == Some(&true)
    }

    /// Whether every byte of the text is one of them.
    pub(super) fn has_all(&self, text: &str) -> bool {
        text.bytes().all(|byte| self.has(byte))
    }
}
