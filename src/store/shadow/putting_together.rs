//! Keeps the batches few: neighbours of a like size become one, as long as that is not larger than memory holds.
//!
//! ```text
//!   1 1 1 … 1   sixteen batches of some changes      ── put together ──►  16
//!   16 16 … 16  sixteen of some tens                 ── put together ──►  256   and so on, up to the most
//! ```
//! **Invariant:** a batch grows sixteenfold each time it is written anew, so that a change is written few times.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Shadow, ids_of, lines_of};
use crate::{domain::history::History, store::StoreError};

/// So many batches of a like size are put together.
const ALIKE: usize = 16;

/// An id has 64 digits, and stands on a line of its own.
const ID_BYTES: u64 = 65;

impl Shadow {
    /// Puts small batches together where there are many; what `history` has as erased is left out.
    pub(super) fn put_together(&self, history: &History) -> Result<(), StoreError> {
        for like in 0..=magnitude(self.most_in_batch) {
            let mut alike = Vec::new();
            for batch in self.batches()? {
                let n = n_changes(&batch)?;
                if magnitude(n) == like {
                    alike.push((batch, n));
                }
            }
            let groups = neighbours(alike, self.most_in_batch);
            if groups.iter().map(Vec::len).sum::<usize>() >= ALIKE {
                for group in groups {
                    self.put_group_together(group, history)?;
                }
            }
        }
        Ok(())
    }

    fn put_group_together(&self, group: Vec<PathBuf>, history: &History) -> Result<(), StoreError> {
        let mut known = Vec::new();
        for batch in group {
            // A line that is not understood cannot be written anew: its batch stays as it is.
            let is_known = lines_of(&batch)?.all(|line| line.is_ok());
            if is_known {
                known.push(batch);
            }
        }
        if known.len() > 1 { self.rewrite(&known, history) } else { Ok(()) }
    }
}

/// Batches are of a like size where one has less than sixteen times the changes of the other.
fn magnitude(n: usize) -> u32 {
    n.max(1).ilog(ALIKE)
}

/// How many changes a batch has, as its ids say.
fn n_changes(batch: &Path) -> Result<usize, StoreError> {
    match fs::metadata(ids_of(batch)) {
        Ok(meta) => Ok((meta.len() / ID_BYTES) as usize),
        // The computer stopped before they were written, or another window has just put the batch together.
        Err(_) => Ok(lines_of(batch)?.count()),
    }
}

/// Neighbours that fit into one batch; what fits with no neighbour stays alone, and is not among them.
fn neighbours(batches: Vec<(PathBuf, usize)>, most: usize) -> Vec<Vec<PathBuf>> {
    let mut groups: Vec<(Vec<PathBuf>, usize)> = Vec::new();
    for (batch, n) in batches {
        match groups.last_mut() {
            Some((group, sum)) if *sum + n <= most => {
                group.push(batch);
                *sum += n;
            }
            Some(_) | None => groups.push((vec![batch], n)),
        }
    }
    groups.into_iter().map(|(group, _)| group).filter(|group| group.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_put_together_only_as_far_as_they_fit() {
        let sizes = [11, 9, 20, 1, 15, 4, 1];
        let batches: Vec<_> = sizes.iter().zip('a'..).map(|(n, name)| (PathBuf::from(name.to_string()), *n)).collect();
        let all = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(neighbours(batches, 20), [all(&["a", "b"]), all(&["d", "e", "f"])]);
    }
}
