//! `icons`: the program's icons, drawn anew from the one picture that is kept by hand.
//!
//! The bundler draws them in every size that any system asks for; those that Accord's bundles
//! take are kept.

use std::fs;

use crate::error::Error;
use crate::house::{self, House};
use crate::window;

/// Where the icons lie.
const FOLDER: &str = "src-tauri/icons";

/// The ones that are kept.
const KEPT: [&str; 6] = [
    "32x32.png",
    "128x128.png",
    "128x128@2x.png",
    "icon.png",
    "icon.icns",
    "icon.ico",
];

/// Draws the icons.
pub(crate) fn icons(house: &House) -> Result<(), Error> {
    window::fetch(house)?;
    let drawn = tempfile::tempdir()?;
    let mut draw = house.tauri(&["icon", "icons/icon.svg", "--output"]);
    draw.arg(drawn.path());
    house::finish(draw)?;
    for name in KEPT {
        fs::copy(drawn.path().join(name), house.path(FOLDER).join(name))?;
    }
    Ok(())
}
