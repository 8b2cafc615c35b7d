//! `run`: the whole job, from C3's history to ConnectWise's agreements, in practice mode.
//!
//! The practice servers and each command are processes of their own, as they are for a user;
//! nothing here reaches into Accord's code. The data folder is thrown away afterwards, and
//! the secrets go by the environment, so that no credential store is touched.

mod accord;
mod job;
mod names;
mod retelling;
mod server;
mod story;
mod walk;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::house::{self, House};
use crate::prepare::{self, Purpose};

use accord::Accord;
use server::Server;

/// Builds `accord` and does the whole job with it, telling what happens.
pub(crate) fn run(house: &House) -> Result<(), Error> {
    prepare::prepare(&[Purpose::Build])?;
    let binary = build(house)?;
    let folder = tempfile::Builder::new()
        .prefix("accord-practice-")
        .tempdir()?;
    walk_with(vec![binary.into()], folder.path())
}

/// Does the whole job with a program and a data folder: the program's words begin every command.
pub(crate) fn walk_with(program: Vec<OsString>, data: &Path) -> Result<(), Error> {
    let accord = Accord::new(program, data);
    let (_server, opening) = Server::start(&accord)?;
    walk::walk(&accord.knowing(&opening), &opening, &mut io::stdout())
}

/// Builds the command line, and says where the program lies.
fn build(house: &House) -> Result<PathBuf, Error> {
    let mut command = house.cargo(&["build", "--locked", "--package", "cli", "--bin", "accord"]);
    command.arg("--message-format=json-render-diagnostics");
    let messages = house::said(&mut command)?;
    house::executable(messages.as_bytes(), "accord").ok_or(Error::NoAccord)
}
