//! The disk as SQLite sees it: one file system for all disks, which a path such as `/7/journal.sqlite` chooses between. The
//! only file with code the compiler cannot check.
#![allow(unsafe_code, reason = "SQLite asks for a table of C functions")]

use crate::lossy::{Act, Fault, Lossy};
use rusqlite::ffi;
use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::PathBuf;
use std::sync::{Mutex, Once, PoisonError};

/// Its name.
pub(crate) const NAME: &str = "power-loss";
/// The same for C.
const NAME_FOR_C: &CStr = c"power-loss";

/// The disks that are mounted, by number.
static DISKS: Mutex<BTreeMap<u64, Lossy>> = Mutex::new(BTreeMap::new());

/// A disk that SQLite can reach for as long as this lives.
pub(crate) struct Mounted(u64);

impl Mounted {
    pub(crate) fn new(disk: &Lossy) -> Self {
        register();
        disks(|disks| disks.insert(disk.number(), disk.clone()));
        Self(disk.number())
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        disks(|disks| disks.remove(&self.0));
    }
}

/// Where a file of a disk is.
pub(crate) fn path(disk: &Lossy, name: &str) -> PathBuf {
    format!("/{}/{name}", disk.number()).into()
}

fn disks<T>(with: impl FnOnce(&mut BTreeMap<u64, Lossy>) -> T) -> T {
    with(&mut DISKS.lock().unwrap_or_else(PoisonError::into_inner))
}

/// The disk and the name of a path.
fn locate(path: &str) -> Option<(Lossy, &str)> {
    let (number, name) = path.strip_prefix('/')?.split_once('/')?;
    Some((disks(|disks| disks.get(&number.parse().ok()?).cloned())?, name))
}

/// An open file, behind the head that SQLite reads.
#[repr(C)]
struct Handle {
    head: ffi::sqlite3_file,
    open: *mut Open,
}

struct Open {
    disk: Lossy,
    file: u64,
    /// The next sync is also the folder's, as SQLite does it for logs it may have made.
    sync_folder: bool,
    /// Goes when it is closed.
    name_to_remove: Option<String>,
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 1,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(lock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: without a name, SQLite gives its usual file system, which lives as long as the program.
        let usual = unsafe { ffi::sqlite3_vfs_find(std::ptr::null()) };
        if usual.is_null() {
            return;
        }
        // SAFETY: it is not null, and nothing changes it while its plain fields and functions are copied.
        let mut ours = unsafe { std::ptr::read(usual) };
        ours.iVersion = 1;
        ours.szOsFile = c_int::try_from(size_of::<Handle>()).unwrap_or(c_int::MAX);
        ours.pNext = std::ptr::null_mut();
        ours.zName = NAME_FOR_C.as_ptr();
        // Random numbers, sleeping and the time stay the usual ones.
        ours.xOpen = Some(open);
        ours.xDelete = Some(delete);
        ours.xAccess = Some(access);
        ours.xFullPathname = Some(full_pathname);
        // SAFETY: the box is never freed, so that SQLite may keep it; it is not the default.
        unsafe { ffi::sqlite3_vfs_register(Box::into_raw(Box::new(ours)), 0) };
    });
}

/// The text of a path from SQLite.
///
/// # Safety
/// `path` is null or a C text that lives while the result is used.
unsafe fn text<'a>(path: *const c_char) -> Option<&'a str> {
    if path.is_null() {
        return None;
    }
    // SAFETY: the caller promises a C text.
    unsafe { CStr::from_ptr(path) }.to_str().ok()
}

/// What is open behind a handle.
///
/// # Safety
/// `file` is one that [`open`] made and [`close`] has not closed; SQLite uses it from one thread at a time.
unsafe fn opened<'a>(file: *mut ffi::sqlite3_file) -> &'a mut Open {
    // SAFETY: SQLite gives back the memory `open` filled, which is a `Handle` whose `open` came from a box.
    unsafe { &mut *(*file.cast::<Handle>()).open }
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    let handle = file.cast::<Handle>();
    // SAFETY: SQLite gives memory of `szOsFile` bytes. Null methods say that there is nothing to close.
    unsafe { (*handle).head.pMethods = std::ptr::null() };
    // SAFETY: a path from SQLite is null or a C text.
    let Some(path) = (unsafe { text(path) }) else { return ffi::SQLITE_CANTOPEN };
    let Some((disk, name)) = locate(path) else { return ffi::SQLITE_CANTOPEN };
    let wants = |flag: c_int| flags & flag != 0;
    if disk.find(name).is_none() && (!wants(ffi::SQLITE_OPEN_CREATE) || disk.act(&Act::Create(name)).is_err()) {
        return ffi::SQLITE_CANTOPEN;
    }
    let Some(found) = disk.find(name) else { return ffi::SQLITE_CANTOPEN };
    let is_log = wants(ffi::SQLITE_OPEN_WAL) || wants(ffi::SQLITE_OPEN_MAIN_JOURNAL);
    let name_to_remove = wants(ffi::SQLITE_OPEN_DELETEONCLOSE).then(|| name.to_owned());
    let sync_folder = is_log && wants(ffi::SQLITE_OPEN_CREATE);
    let how = if disk.is_read_only() { ffi::SQLITE_OPEN_READONLY } else { flags };
    // SAFETY: where it is not null, SQLite wants one number there.
    if let Some(out_flags) = unsafe { out_flags.as_mut() } {
        *out_flags = how;
    }
    let open = Box::into_raw(Box::new(Open { disk, file: found, sync_folder, name_to_remove }));
    // SAFETY: as above; from here on the handle is whole.
    unsafe {
        (*handle).open = open;
        (*handle).head.pMethods = &raw const METHODS;
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, path: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: a path from SQLite is null or a C text.
    let Some((disk, name)) = (unsafe { text(path) }).and_then(locate) else { return ffi::SQLITE_IOERR_DELETE };
    if disk.find(name).is_none() {
        return ffi::SQLITE_IOERR_DELETE_NOENT;
    }
    if disk.act(&Act::Remove(name)).is_err() {
        return ffi::SQLITE_IOERR_DELETE;
    }
    if sync_folder != 0 && disk.act(&Act::SyncFolder).is_err() {
        return ffi::SQLITE_IOERR_DIR_FSYNC;
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn access(_: *mut ffi::sqlite3_vfs, path: *const c_char, _: c_int, found: *mut c_int) -> c_int {
    // SAFETY: a path from SQLite is null or a C text.
    let there = (unsafe { text(path) }).and_then(locate).and_then(|(disk, name)| {
        let file = disk.find(name)?;
        // As the usual one: an empty log does not count as one.
        (disk.len(file) > 0).then_some(())
    });
    // SAFETY: SQLite wants one number there.
    unsafe { *found = c_int::from(there.is_some()) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_pathname(
    _: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    len: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: a path from SQLite is a C text.
    let bytes = unsafe { CStr::from_ptr(path) }.to_bytes_with_nul();
    if usize::try_from(len).is_ok_and(|len| len >= bytes.len()) {
        // SAFETY: there is room for `len` bytes, and the two do not overlap.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr().cast(), out, bytes.len()) };
        ffi::SQLITE_OK
    } else {
        ffi::SQLITE_CANTOPEN
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let handle = file.cast::<Handle>();
    // SAFETY: `open` made the box, and SQLite closes a file once.
    let open = unsafe { Box::from_raw((*handle).open) };
    if let Some(name) = &open.name_to_remove {
        // A file that stays is nobody's any more.
        let _ = open.disk.act(&Act::Remove(name));
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, into: *mut c_void, len: c_int, at: i64) -> c_int {
    let (Ok(len), Ok(at)) = (usize::try_from(len), usize::try_from(at)) else { return ffi::SQLITE_IOERR_READ };
    // SAFETY: SQLite gives memory of `len` bytes for this call alone.
    let into = unsafe { std::slice::from_raw_parts_mut(into.cast::<u8>(), len) };
    into.fill(0);
    // SAFETY: the file is open.
    let open = unsafe { opened(file) };
    if open.disk.read(open.file, at, into) == len { ffi::SQLITE_OK } else { ffi::SQLITE_IOERR_SHORT_READ }
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, len: c_int, at: i64) -> c_int {
    let (Ok(len), Ok(at)) = (usize::try_from(len), usize::try_from(at)) else { return ffi::SQLITE_IOERR_WRITE };
    // SAFETY: SQLite gives `len` bytes that do not change during this call.
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), len) };
    // SAFETY: the file is open.
    let open = unsafe { opened(file) };
    match open.disk.act(&Act::Write(open.file, at, bytes)) {
        Ok(()) => ffi::SQLITE_OK,
        Err(Fault::Full) => ffi::SQLITE_FULL,
        Err(_) => ffi::SQLITE_IOERR_WRITE,
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, len: i64) -> c_int {
    let Ok(len) = usize::try_from(len) else { return ffi::SQLITE_IOERR_TRUNCATE };
    // SAFETY: the file is open.
    let open = unsafe { opened(file) };
    done(open.disk.act(&Act::Resize(open.file, len)), ffi::SQLITE_IOERR_TRUNCATE)
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: the file is open.
    let open = unsafe { opened(file) };
    if let Err(_fault) = open.disk.act(&Act::Sync(open.file)) {
        return ffi::SQLITE_IOERR_FSYNC;
    }
    if std::mem::take(&mut open.sync_folder) && open.disk.act(&Act::SyncFolder).is_err() {
        open.sync_folder = true;
        return ffi::SQLITE_IOERR_DIR_FSYNC;
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    // SAFETY: the file is open.
    let open = unsafe { opened(file) };
    // SAFETY: SQLite wants one number there.
    unsafe { *size = i64::try_from(open.disk.len(open.file)).unwrap_or(i64::MAX) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn lock(_: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(_: *mut ffi::sqlite3_file, found: *mut c_int) -> c_int {
    // SAFETY: SQLite wants one number there.
    unsafe { *found = 0 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    4096
}

unsafe extern "C" fn characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    // What SQLite takes for granted of every disk.
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

fn done(result: Result<(), Fault>, otherwise: c_int) -> c_int {
    result.map_or(otherwise, |()| ffi::SQLITE_OK)
}
