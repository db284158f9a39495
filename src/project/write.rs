//! Write: files are written beside their place and renamed, so that nothing is ever half-written, and one
//! run at a time writes in a workspace.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};
use walkdir::WalkDir;

use super::Project;
use super::tray::Tray;
use crate::config;
use crate::error::{Error, Result};
use crate::span::Extent;

/// How the names of files begin that are not in their place yet; six letters or digits follow.
const BESIDE: &str = ".tolka-";

/// Is held while a run writes; other runs wait for it.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Waits until no other run writes in the workspace, and takes away what a killed one left.
///
/// The lock is advisory and lies on `tolka.toml` itself; it ends with the process, however that ends.
///
/// # Errors
/// Where `tolka.toml` cannot be opened or locked.
pub fn lock(project: &Project) -> Result<Lock> {
    let lock = lock_file(&project.absolute(config::FILE))?;
    sweep(project);
    Ok(lock)
}

/// Waits until no run writes in the workspace that a file is in; none where it is in no workspace.
///
/// # Errors
/// Where its `tolka.toml` cannot be opened or locked.
pub fn lock_around(path: &Path) -> Result<Option<Lock>> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let found = path.ancestors().map(|folder| folder.join(config::FILE));
    let found = found.into_iter().find(|path| path.is_file());
    found.map(|path| lock_file(&path)).transpose()
}

fn lock_file(path: &Path) -> Result<Lock> {
    let file = File::open(path).map_err(|error| Error::io("opening", path, &error))?;
    file.lock()
        .map_err(|error| Error::io("locking", path, &error))?;
    Ok(Lock { _file: file })
}

/// Writes and removes files of a workspace. It knows the folders where it has done so, which need no second look.
#[derive(Debug)]
pub struct Writer<'p> {
    project: &'p Project,
    /// Folders that are there, in the workspace.
    sound: HashSet<PathBuf>,
}

impl<'p> Writer<'p> {
    /// Begins to write in a workspace.
    pub fn new(project: &'p Project) -> Self {
        Writer {
            project,
            sound: HashSet::new(),
        }
    }

    /// Writes a file, making the folders above it.
    ///
    /// # Errors
    /// Where it is read-only, is no file, lies behind a symlink that leaves the workspace, or the system says no;
    /// what stood there stands there still.
    pub fn replace(&mut self, path: &str, text: impl AsRef<[u8]>) -> Result<()> {
        let mut target = self.project.absolute(path);
        let failed = |error: &io::Error| Error::io("writing", Path::new(path), error);
        let mut existing = fs::symlink_metadata(&target).ok();
        if existing.as_ref().is_some_and(fs::Metadata::is_symlink) {
            // A link is written through, not replaced.
            target = target.canonicalize().unwrap_or(target);
            existing = fs::metadata(&target).ok();
        }
        let folder = target.parent().unwrap_or(&self.project.root);
        if !self.sound.contains(folder) {
            fs::create_dir_all(folder).map_err(|error| failed(&error))?;
            self.see(path, folder).map_err(|error| failed(&error))??;
        }
        if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(denied(path, "a folder stands in its place").hint("move the folder away"));
        }
        if existing
            .as_ref()
            .is_some_and(|metadata| metadata.permissions().readonly())
        {
            return Err(
                denied(path, "it is read-only").hint("make it writable, and run the command again")
            );
        }
        put(&target, text.as_ref(), existing.as_ref()).map_err(|error| failed(&error))
    }

    /// Writes a file whose text lies on a tray.
    ///
    /// # Errors
    /// As `replace`, and where the tray cannot be read.
    pub fn replace_from(&mut self, path: &str, tray: &Tray, place: Extent) -> Result<()> {
        let text = tray.take(place);
        let text = text.map_err(|error| Error::io("writing", Path::new(path), &error))?;
        self.replace(path, text)
    }

    /// Removes a file, and the folders above it that are left empty.
    ///
    /// # Errors
    /// Where the system says no.
    pub fn remove(&mut self, path: &str) -> Result<()> {
        let absolute = self.project.absolute(path);
        let failed = |error: &io::Error| Error::io("removing", Path::new(path), error);
        let root = &self.project.root;
        let mut folder = absolute.parent();
        if let Some(folder) = folder.filter(|folder| !self.sound.contains(*folder)) {
            self.see(path, folder).map_err(|error| failed(&error))??;
        }
        fs::remove_file(&absolute).map_err(|error| failed(&error))?;
        while let Some(empty) = folder.filter(|folder| *folder != root) {
            if fs::remove_dir(empty).is_err() {
                break;
            }
            self.sound.remove(empty);
            folder = empty.parent();
        }
        Ok(())
    }

    /// Notes that a folder, that of `path`, is in the workspace, or says that it is not.
    fn see(&mut self, path: &str, folder: &Path) -> io::Result<Result<()>> {
        if !folder.canonicalize()?.starts_with(&self.project.root) {
            return Ok(Err(Error::config(format!(
                "{path}: a symlink leads out of the workspace"
            ))));
        }
        self.sound.insert(folder.to_owned());
        Ok(Ok(()))
    }
}

/// Tells whether one of some files of the workspace is a symlink or stands behind one: two of them may be one file then.
pub fn has_links<'f>(project: &Project, mut files: impl Iterator<Item = &'f str>) -> bool {
    let mut seen: HashSet<&str> = HashSet::new();
    files.any(|path| {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = seen.insert(folder).then(|| project.absolute(folder));
        let is_behind = folder.is_some_and(|folder| {
            let mut inside = folder.ancestors().take_while(|own| *own != project.root);
            inside.any(Path::is_symlink)
        });
        is_behind || project.absolute(path).is_symlink()
    })
}

/// Writes a file that stands anywhere, such as those that git hands to a merge driver.
///
/// # Errors
/// Where the system says no; what stood there stands there still.
pub fn plain(path: &Path, text: &str) -> Result<()> {
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let existing = fs::metadata(&target).ok();
    put(&target, text.as_bytes(), existing.as_ref())
        .map_err(|error| Error::io("writing", path, &error))
}

/// Writes a text beside its place and puts it there in one step.
fn put(target: &Path, text: &[u8], existing: Option<&fs::Metadata>) -> io::Result<()> {
    let folder = target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = beside(folder.unwrap_or(Path::new(".")))?;
    file.write_all(text)?;
    if let Some(metadata) = existing {
        fs::set_permissions(file.path(), metadata.permissions())?;
    }
    file.persist(target).map_err(|error| error.error)?;
    Ok(())
}

/// Makes a file that goes away unless it is put in its place.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(BESIDE);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Takes away what a run left beside its files that was killed while it wrote.
fn sweep(project: &Project) {
    let paths = &project.config.paths;
    for folder in [&paths.locales, &paths.out] {
        let walk = WalkDir::new(project.absolute(folder));
        let is_left = |entry: &walkdir::DirEntry| {
            let name = entry.file_name().to_string_lossy();
            let rest = name.strip_prefix(BESIDE);
            entry.file_type().is_file()
                && rest.is_some_and(|rest| {
                    rest.len() == 6 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
                })
        };
        for entry in walk
            .into_iter()
            .filter_map(std::result::Result::ok)
            .filter(is_left)
        {
            // One that stays is hidden, and in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Writes a file that must not be there yet.
///
/// # Errors
/// Where it is there, or the system says no.
pub fn create(path: &Path, text: &str) -> Result<()> {
    let failed = |error: &io::Error| Error::io("writing", path, error);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = beside(folder.unwrap_or(Path::new("."))).map_err(|error| failed(&error))?;
    file.write_all(text.as_bytes())
        .map_err(|error| failed(&error))?;
    file.persist_noclobber(path)
        .map_err(|error| failed(&error.error))?;
    Ok(())
}

/// Makes a folder and those above it.
///
/// # Errors
/// Where the system says no.
pub fn folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| Error::io("making the folder", path, &error))
}

fn denied(path: &str, reason: &str) -> Error {
    Error {
        kind: crate::error::Kind::Io,
        message: format!("writing {path}: {reason}"),
        hint: None,
    }
}
