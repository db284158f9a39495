//! Tray: texts that wait to be written or said, in a file without a name, so that memory need not hold them.
//!
//! Separate because it is no part of a workspace: nobody finds it there, and it is gone with the process, however that
//! ends. Where no such file can be made or written, the texts are held after all: a tray saves memory and never fails
//! for want of room.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::span::Extent;

/// How many bytes are held before they are put into the file.
const N_HELD: usize = 1024 * 1024;

/// Is where texts wait.
#[derive(Debug)]
pub struct Tray {
    /// The folder whose disk has the file.
    folder: PathBuf,
    laid: Mutex<Laid>,
}

#[derive(Debug, Default)]
struct Laid {
    file: Option<File>,
    /// How many bytes the file has.
    n_stored: u64,
    /// What comes behind them.
    held: Vec<u8>,
    /// Whether no file can be made or written.
    is_diskless: bool,
}

impl Tray {
    /// Makes an empty tray on the disk of a folder.
    pub fn new(folder: &Path) -> Self {
        Tray {
            folder: folder.to_owned(),
            laid: Mutex::default(),
        }
    }

    /// Lays a text down.
    pub fn lay(&self, text: &[u8]) -> Extent {
        let mut laid = self.laid();
        let start = laid.n_stored + laid.held.len() as u64;
        laid.held.extend_from_slice(text);
        if N_HELD <= laid.held.len() && !laid.is_diskless {
            laid.is_diskless = laid.store(&self.folder).is_err();
        }
        Extent {
            start,
            len: text.len(),
        }
    }

    /// Returns the text that waits at a place.
    ///
    /// # Errors
    /// What the system says where it cannot be read.
    pub fn take(&self, place: Extent) -> io::Result<Vec<u8>> {
        let mut laid = self.laid();
        let mut text = vec![0; place.len];
        match place.start.checked_sub(laid.n_stored) {
            Some(at) => {
                let at = usize::try_from(at).map_err(io::Error::other)?;
                text.copy_from_slice(&laid.held[at..at + place.len]);
            }
            None => {
                let file = laid
                    .file
                    .as_mut()
                    .ok_or(io::Error::from(io::ErrorKind::NotFound))?;
                file.seek(SeekFrom::Start(place.start))?;
                file.read_exact(&mut text)?;
            }
        }
        Ok(text)
    }

    fn laid(&self) -> MutexGuard<'_, Laid> {
        // Whoever panicked left places that nobody asks for.
        self.laid.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Laid {
    /// Puts what is held into the file.
    fn store(&mut self, folder: &Path) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(tempfile::tempfile_in(folder)?),
        };
        file.seek(SeekFrom::Start(self.n_stored))?;
        file.write_all(&self.held)?;
        self.n_stored += self.held.len() as u64;
        self.held.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lays texts of some sizes, and takes them again in another order.
    fn check(tray: &Tray, sizes: &[usize]) {
        let texts = sizes
            .iter()
            .enumerate()
            .map(|(at, n)| vec![b'a' + u8::try_from(at % 26).unwrap(); *n]);
        let texts: Vec<Vec<u8>> = texts.collect();
        let places: Vec<Extent> = texts.iter().map(|text| tray.lay(text)).collect();
        for (text, place) in texts.iter().zip(&places).rev() {
            assert!(*text == tray.take(*place).unwrap());
        }
    }

    #[test]
    fn what_was_laid_down_is_taken_in_any_order() {
        let folder = tempfile::tempdir().unwrap();
        let tray = Tray::new(folder.path());
        let sizes = [0, 1, N_HELD - 1, 5, N_HELD * 2, 0, 7, 300];
        check(&tray, &sizes);
        assert!(tray.laid().file.is_some() && !tray.laid().held.is_empty());
        check(&tray, &sizes);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn without_a_disk_it_holds_everything() {
        let folder = tempfile::tempdir().unwrap();
        let tray = Tray::new(&folder.path().join("nowhere"));
        check(&tray, &[3, N_HELD * 2, 4, N_HELD]);
        assert!(tray.laid().file.is_none());
    }
}
