//! What the tests of wire faults are made of: a server that plays scripts, calls to it, faults, and an authority.

pub(crate) mod alone;
pub(crate) mod calls;
pub(crate) mod faults;
pub(crate) mod script;
pub(crate) mod server;
pub(crate) mod trust;
