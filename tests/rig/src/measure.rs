//! What a running program takes of the computer.

use std::collections::BTreeMap;

/// The memory a process and everything it started hold, shared pages split among their holders (PSS), in bytes.
#[must_use]
pub fn memory_of_tree(root: u32) -> u64 {
    tree(root).into_iter().map(memory).sum()
}

/// A process and everything it started, and what those started.
#[must_use]
pub fn tree(root: u32) -> Vec<u32> {
    let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(process) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        if let Some(parent) = parent(process) {
            children.entry(parent).or_default().push(process);
        }
    }
    let mut found = vec![root];
    let mut next = 0;
    while let Some(process) = found.get(next).copied() {
        found.extend(children.get(&process).into_iter().flatten());
        next += 1;
    }
    found
}

/// Whether a process runs: one that has ended with all its threads and waits to be asked after does not.
#[must_use]
pub fn is_alive(process: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let ended = stat.rsplit_once(')').is_none_or(|(_, rest)| rest.trim_start().starts_with(['Z', 'X']));
    // A thread that is still writing keeps the process's files open after its first thread is gone.
    let threads = || std::fs::read_dir(format!("/proc/{process}/task")).map_or(0, Iterator::count);
    !ended || threads() > 1
}

fn parent(process: u32) -> Option<u32> {
    stat(process, 1)
}

/// The group a process is in.
#[must_use]
pub fn group(process: u32) -> Option<u32> {
    stat(process, 2)
}

fn stat(process: u32, field: usize) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name stands in parentheses and may hold anything; state, parent and group follow it.
    stat.rsplit_once(')')?.1.split_ascii_whitespace().nth(field)?.parse().ok()
}

fn memory(process: u32) -> u64 {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let kilobytes = rollup.lines().find_map(|line| line.strip_prefix("Pss:")?.trim().strip_suffix(" kB"));
    kilobytes.and_then(|number| number.trim().parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// The middle of some measurements; the mean of the two middle ones when their number is even.
///
/// # Panics
/// When there is none.
#[must_use]
pub fn median(mut values: Vec<f64>) -> f64 {
    assert!(!values.is_empty(), "there is something to take the middle of");
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { (values[middle - 1] + values[middle]) / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
    }

    #[test]
    fn this_process_holds_memory_and_is_its_own_tree() {
        let own = std::process::id();
        assert!(tree(own).contains(&own) && is_alive(own) && !is_alive(u32::MAX));
        assert!(memory_of_tree(own) > 0);
    }
}
