#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use super::*;

const PDF: &[u8] = b"%PDF-1.7\nsynthetic";
const LIMIT: u64 = 1024;

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("desk-files-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn refusal(path: &Path) -> FileRefusal {
    read(path, LIMIT).err().unwrap()
}

#[test]
fn a_file_is_read_for_what_it_holds() {
    let folder = Folder::new("good");
    let content = read(&folder.file("notes.pdf", PDF), LIMIT).unwrap();
    assert_eq!((content.kind, &*content.bytes), (ContentType::Pdf, PDF));
    assert!(read(&folder.file("picture.JPEG", b"\xff\xd8\xff\xe0"), LIMIT).is_ok());
    assert!(read(&folder.file("no ending", PDF), LIMIT).is_ok());
}

#[test]
fn a_file_that_is_not_what_it_seems_is_refused() {
    let folder = Folder::new("odd");
    assert_eq!(refusal(&folder.file("labs.heic", b"\0\0\0\x18ftypheic")), FileRefusal::WrongType);
    assert_eq!(refusal(&folder.file("page.pdf", b"<html>")), FileRefusal::WrongType);
    assert_eq!(refusal(&folder.file("scan.png", PDF)), FileRefusal::EndingDiffers);
    assert_eq!(refusal(&folder.file("empty.pdf", b"")), FileRefusal::Empty);
    let large = [PDF, &[0; 1024]].concat();
    assert_eq!(refusal(&folder.file("large.pdf", &large)), FileRefusal::TooLarge);
    assert_eq!(refusal(&folder.0.join("gone.pdf")), FileRefusal::Unreadable);
    assert_eq!(refusal(&folder.0), FileRefusal::NotAFile);
}

#[cfg(unix)]
#[test]
fn a_link_a_device_and_a_pipe_are_refused_at_once() {
    let folder = Folder::new("special");
    let target = folder.file("target.pdf", PDF);
    let link = folder.0.join("link.pdf");
    std::os::unix::fs::symlink(target, &link).unwrap();
    assert_eq!(refusal(&link), FileRefusal::Symlink);
    assert_eq!(refusal(Path::new("/dev/zero")), FileRefusal::NotAFile);
    let pipe = folder.0.join("pipe.pdf");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    assert_eq!(refusal(&pipe), FileRefusal::NotAFile);
}

#[cfg(unix)]
#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let folder = Folder::new("moving");
    let path = folder.file("moving.pdf", PDF);
    let before = std::fs::metadata(&path).unwrap();
    assert!(stood_still(&before, &std::fs::metadata(&path).unwrap()));
    let later = before.modified().unwrap() + std::time::Duration::from_secs(5);
    File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
    assert!(!stood_still(&before, &std::fs::metadata(&path).unwrap()));
}
