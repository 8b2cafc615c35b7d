//! An updater signature, verified as an installed copy will: with the public key of the
//! configuration, and for the version that the release says it is. The arithmetic is
//! minisign's own.

use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::version;
use crate::error::Error;
use crate::house;

/// Verifies the signature beside a file.
pub(super) fn verify(file: &Path, configuration: &Value) -> Result<(), Error> {
    let unsigned = || Error::Unsigned {
        file: file.to_owned(),
    };
    let mut beside = file.as_os_str().to_owned();
    beside.push(".sig");
    let signature = fs::read_to_string(&beside).map_err(|_| unsigned())?;
    let key = configuration["plugins"]["updater"]["pubkey"].as_str();
    // Both are minisign's files, packed as base64.
    let folder = tempfile::tempdir()?;
    let unpacked = |name: &str, packed: &str| {
        let path = folder.path().join(name);
        let bytes = STANDARD.decode(packed.trim()).map_err(|_| unsigned())?;
        fs::write(&path, bytes)?;
        Ok::<_, Error>(path)
    };
    let key = unpacked("key", key.unwrap_or_default())?;
    let signature = unpacked("signature", &signature)?;
    let mut command = Command::new("minisign");
    // Of a sound signature only the comment that it covers is printed.
    command.arg("-VQ").arg("-p").arg(key);
    command.arg("-x").arg(signature).arg("-m").arg(file);
    let comment = house::said(&mut command).map_err(|error| match error {
        Error::Failed { .. } => unsigned(),
        error => error,
    })?;
    let wanted = version(configuration);
    if signed_version(&comment) != Some(wanted) {
        return Err(Error::SignedForAnother {
            file: file.to_owned(),
            comment: comment.trim().to_owned(),
            version: wanted.to_owned(),
        });
    }
    println!("signed for {wanted}: {}", file.display());
    Ok(())
}

/// The version that a signature's comment names.
fn signed_version(comment: &str) -> Option<&str> {
    let mut fields = comment.trim().split('\t');
    fields.find_map(|field| field.strip_prefix("version:"))
}

#[cfg(test)]
mod tests {
    use super::{signed_version, verify};
    use crate::error::Error;
    use serde_json::json;
    use std::fs;

    /// Made once with the bundler's own signer, for `a release\n` as version 9.9.9; the
    /// private key is gone.
    const KEY: &str = include_str!("signature/key.pub");
    const SIGNATURE: &str = include_str!("signature/release.sig");

    fn outcome(content: &str, signature: &str, version: &str) -> Result<(), Error> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("release");
        fs::write(&file, content).unwrap();
        fs::write(folder.path().join("release.sig"), signature).unwrap();
        let updater = json!({ "updater": { "pubkey": KEY.trim() } });
        verify(&file, &json!({ "version": version, "plugins": updater }))
    }

    #[test]
    fn a_sound_signature_holds_and_an_altered_file_or_another_version_is_told() {
        outcome("a release\n", SIGNATURE, "9.9.9").unwrap();
        let altered = outcome("a rélease\n", SIGNATURE, "9.9.9");
        assert!(matches!(altered, Err(Error::Unsigned { .. })));
        let another = outcome("a release\n", SIGNATURE, "9.9.8");
        assert!(matches!(another, Err(Error::SignedForAnother { .. })));
    }

    #[test]
    fn what_is_no_signature_is_told_before_any_tool_is_asked() {
        let nonsense = outcome("a release\n", "§", "9.9.9");
        assert!(matches!(nonsense, Err(Error::Unsigned { .. })));
    }

    #[test]
    fn the_version_is_read_from_the_comment() {
        let comment = "timestamp:1\tfile:accord.deb\tversion:1.2.3\n";
        assert_eq!(signed_version(comment), Some("1.2.3"));
        assert_eq!(signed_version("timestamp:1\tfile:version"), None);
    }
}
