//! The page: its packages and its build, each made anew only when what it is made from changed.

use crate::shell::{Done, npm, root, run, step};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What the page's packages are installed from.
const PACKAGES: &[&str] = &["package.json", "package-lock.json", ".npmrc"];
/// What the page is built from.
const SOURCES: &[&str] = &["package-lock.json", "index.html", "vite.config.ts", "tsconfig.json", "src", "isolation"];

/// Installs the page's packages, if they are not those of the lock file.
pub(crate) fn install() -> Done {
    unless_same("node_modules/.installed-from", PACKAGES, || step("install the page's packages", || run(npm(&["ci"]))))
}

/// Builds the page, if something it is built from changed.
pub(crate) fn build() -> Done {
    install()?;
    unless_same("dist/.built-from", SOURCES, || step("build the page", || run(npm(&["run", "build", "--silent"]))))
}

/// Does the work unless its stamp says that it was done from the same files.
fn unless_same(stamp: &str, files: &[&str], work: impl FnOnce() -> Done) -> Done {
    let ui = root().join("ui");
    let stamp = ui.join(stamp);
    let now = digest(&ui, files).map_err(|error| format!("The page's files cannot be read: {error}."))?;
    if fs::read_to_string(&stamp).is_ok_and(|before| before == now) {
        return Ok(());
    }
    work()?;
    fs::write(&stamp, now).map_err(|error| format!("{} cannot be written: {error}.", stamp.display()))
}

fn digest(ui: &Path, files: &[&str]) -> io::Result<String> {
    let mut all = Vec::new();
    for file in files {
        collect(&ui.join(file), &mut all)?;
    }
    all.sort();
    let mut hasher = DefaultHasher::new();
    for file in all {
        file.hash(&mut hasher);
        fs::read(&file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), found)?;
        }
    } else if path.exists() {
        found.push(path.to_path_buf());
    }
    Ok(())
}
