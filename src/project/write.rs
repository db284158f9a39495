//! Write: files are written beside their place and renamed, so that nothing is ever half-written, and one
//! run at a time writes in a workspace.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use tempfile::Builder;

use super::Project;
use crate::config;
use crate::error::{Error, Result};

/// Is held while a run writes; other runs wait for it.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Waits until no other run writes in the workspace.
///
/// The lock is advisory and lies on `tolka.toml` itself; it ends with the process, however that ends.
///
/// # Errors
/// Where `tolka.toml` cannot be opened or locked.
pub fn lock(project: &Project) -> Result<Lock> {
    let path = project.absolute(config::FILE);
    let file = File::open(&path).map_err(|error| Error::io("opening", &path, &error))?;
    file.lock()
        .map_err(|error| Error::io("locking", &path, &error))?;
    Ok(Lock { _file: file })
}

/// Writes a file of the workspace, making the folders above it.
///
/// # Errors
/// Where it is read-only, is no file, lies behind a symlink that leaves the workspace, or the system says no;
/// what stood there stands there still.
pub fn replace(project: &Project, path: &str, text: &str) -> Result<()> {
    let absolute = project.absolute(path);
    let failed = |error: &std::io::Error| Error::io("writing", Path::new(path), error);
    let folder = absolute.parent().unwrap_or(&project.root);
    fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    // A link is written through, not replaced.
    let target = absolute.canonicalize().unwrap_or_else(|_| absolute.clone());
    let folder = target
        .parent()
        .unwrap_or(&project.root)
        .canonicalize()
        .map_err(|error| failed(&error))?;
    if !folder.starts_with(&project.root) {
        return Err(Error::config(format!(
            "{path}: a symlink leads out of the workspace"
        )));
    }
    let existing = fs::metadata(&target).ok();
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
    let mut builder = Builder::new();
    builder.prefix(".tolka-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .tempfile_in(&folder)
        .map_err(|error| failed(&error))?;
    file.write_all(text.as_bytes())
        .map_err(|error| failed(&error))?;
    if let Some(metadata) = existing {
        fs::set_permissions(file.path(), metadata.permissions()).map_err(|error| failed(&error))?;
    }
    file.persist(&target)
        .map_err(|error| failed(&error.error))?;
    Ok(())
}

/// Writes a file that stands anywhere, such as those that git hands to a merge driver.
///
/// # Errors
/// Where the system says no.
pub fn plain(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|error| Error::io("writing", path, &error))
}

/// Removes a file of the workspace, and the folders above it that are left empty.
///
/// # Errors
/// Where the system says no.
pub fn remove(project: &Project, path: &str) -> Result<()> {
    let absolute = project.absolute(path);
    let failed = |error: &std::io::Error| Error::io("removing", Path::new(path), error);
    let folder = absolute
        .parent()
        .unwrap_or(&project.root)
        .canonicalize()
        .map_err(|error| failed(&error))?;
    if !folder.starts_with(&project.root) {
        return Err(Error::config(format!(
            "{path}: a symlink leads out of the workspace"
        )));
    }
    fs::remove_file(&absolute).map_err(|error| Error::io("removing", Path::new(path), &error))?;
    let mut folder = absolute.parent();
    while let Some(empty) = folder.filter(|folder| **folder != project.root) {
        if fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
    Ok(())
}

/// Writes a file that must not be there yet.
///
/// # Errors
/// Where it is there, or the system says no.
pub fn create(path: &Path, text: &str) -> Result<()> {
    let failed = |error: &std::io::Error| Error::io("writing", path, error);
    let mut file = File::create_new(path).map_err(|error| failed(&error))?;
    file.write_all(text.as_bytes())
        .map_err(|error| failed(&error))
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
