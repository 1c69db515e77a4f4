//! Outputs appear whole or not at all: each is written under a temporary name, and only when all are there do they take
//! the place of the previous ones.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Mutex;

use super::BuildError;

/// Outputs on their way. Dropped unfinished, it removes its temporary files and leaves the previous outputs alone.
pub(super) struct Publication {
    folder: PathBuf,
    waiting: Mutex<Vec<PathBuf>>,
}

impl Publication {
    /// Opens the folder, making it where it does not exist.
    pub(super) fn begin(folder: PathBuf) -> Result<Self, BuildError> {
        fs::create_dir_all(&folder).map_err(|error| BuildError::output(&folder, error))?;
        Ok(Self { folder, waiting: Mutex::new(Vec::new()) })
    }

    /// Writes one output under its temporary name.
    pub(super) fn write(
        &self,
        name: &str,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), BuildError> {
        let temporary = self.temporary(name);
        if let Ok(mut waiting) = self.waiting.lock() {
            waiting.push(temporary.clone());
        }
        let written = || -> io::Result<()> {
            let mut sink = BufWriter::with_capacity(1 << 16, File::create(&temporary)?);
            content(&mut sink)?;
            // Unwrapping the buffer reports what a drop would swallow: the last block on a full disk.
            sink.into_inner().map_err(io::IntoInnerError::into_error)?.sync_data()
        };
        written().map_err(|error| BuildError::output(self.folder.join(name), error))
    }

    /// Puts all outputs in place and gives their paths, in the order of `names`.
    pub(super) fn finish<'a>(self, names: impl Iterator<Item = &'a str>) -> Result<Vec<PathBuf>, BuildError> {
        let names: Vec<&str> = names.collect();
        let paths: Vec<PathBuf> = names.iter().map(|name| self.folder.join(name)).collect();
        // A file that another program holds open refuses to be opened for writing: better before anything is replaced.
        for path in &paths {
            match OpenOptions::new().append(true).open(path) {
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(BuildError::output(path, error)),
            }
        }
        for (name, path) in names.iter().zip(&paths) {
            fs::rename(self.temporary(name), path).map_err(|error| BuildError::output(path, error))?;
        }
        Ok(paths)
    }

    fn temporary(&self, name: &str) -> PathBuf {
        self.folder.join(format!(".{name}.new"))
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        let waiting = match self.waiting.get_mut() {
            Ok(waiting) => waiting,
            Err(poisoned) => poisoned.into_inner(),
        };
        for path in waiting {
            // Gone already where the output is in place; and where it cannot be removed, nothing better can be done here.
            let _ = fs::remove_file(path);
        }
    }
}
