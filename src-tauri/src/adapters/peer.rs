//! Who is at the other end of a connection on this computer.

use std::net::SocketAddr;

/// Whether the process at the other end runs in this account. Where the system cannot tell, it is taken at its word: the
/// ticket's path is a secret of its own.
#[cfg(target_os = "linux")]
pub(crate) fn is_this_account(ours: SocketAddr, theirs: SocketAddr) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(table) = std::fs::read_to_string("/proc/net/tcp") else { return false };
    let Ok(own) = std::fs::metadata("/proc/self") else { return false };
    owner(&table, theirs, ours) == Some(own.uid())
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn is_this_account(_ours: SocketAddr, _theirs: SocketAddr) -> bool {
    true
}

/// The account of the socket with these ends, as the kernel's table has it.
#[cfg(target_os = "linux")]
fn owner(table: &str, local: SocketAddr, remote: SocketAddr) -> Option<u32> {
    let (local, remote) = (as_written(local)?, as_written(remote)?);
    table.lines().skip(1).find_map(|line| {
        let mut fields = line.split_ascii_whitespace();
        let ends = (fields.nth(1)?, fields.next()?);
        (ends == (local.as_str(), remote.as_str())).then(|| fields.nth(4)?.parse().ok())?
    })
}

/// An address as the table writes it: the four bytes as the processor holds them, and the port.
#[cfg(target_os = "linux")]
fn as_written(address: SocketAddr) -> Option<String> {
    match address {
        SocketAddr::V4(v4) => Some(format!("{:08X}:{:04X}", u32::from_ne_bytes(v4.ip().octets()), v4.port())),
        SocketAddr::V6(_) => None,
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::net::{TcpListener, TcpStream};

    #[test]
    fn our_own_connection_is_of_this_account() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (server, theirs) = listener.accept().unwrap();
        assert!(is_this_account(server.local_addr().unwrap(), theirs));
        drop(client);
    }

    #[test]
    fn another_accounts_socket_is_told_apart() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   \
            0: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000 65534        0 1 1\n";
        let here = |port| SocketAddr::from(([127, 0, 0, 1], port));
        assert_eq!(owner(table, here(50000), here(8080)), Some(65534));
        assert_eq!(owner(table, here(50001), here(8080)), None);
    }
}
