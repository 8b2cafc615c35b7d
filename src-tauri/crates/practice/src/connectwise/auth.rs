//! Who may ask: Basic credentials of an API member, and the client id.
//!
//! The user name is the login company, a plus sign and the public key. Nothing
//! here knows what a member may do; rights are in [`super::endpoint`] and can be
//! taken away by [`crate::faults`].

use super::{errors::Refusal, exchange::Call};
use base64::{Engine, prelude::BASE64_STANDARD};

/// The site's login company and its one API member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// The company id that people log in with; case-sensitive.
    pub company: String,
    /// The short code that companyinfo answers; not the login company.
    pub company_code: String,
    /// The company's display name.
    pub company_name: String,
    /// The member's public key.
    pub public_key: String,
    /// The member's private key. Practice only: it opens nothing but this server.
    pub private_key: String,
    /// The registered client id.
    pub client_id: String,
}

impl Default for Access {
    fn default() -> Self {
        Self {
            company: "practice".to_owned(),
            company_code: "PRC".to_owned(),
            company_name: "Practice Partner".to_owned(),
            public_key: "PracticePublic01".to_owned(),
            private_key: "PracticePrivate1".to_owned(),
            client_id: "5d1f4a52-0d3b-4f0e-9a51-70726163746c".to_owned(),
        }
    }
}

impl Access {
    /// Lets a call in, or says what is wrong with its headers.
    pub(crate) fn admit(&self, call: &Call) -> Result<(), Refusal> {
        if !self
            .client_id
            .eq_ignore_ascii_case(call.header("clientid").trim())
        {
            return Err(Refusal::ClientId);
        }
        let (user, password) = credentials(call).ok_or(Refusal::Unauthorized)?;
        let (company, key) = user.split_once('+').ok_or(Refusal::Unauthorized)?;
        if company != self.company {
            return Err(Refusal::CannotRoute);
        }
        if key == self.public_key && password == self.private_key {
            Ok(())
        } else {
            Err(Refusal::Unauthorized)
        }
    }
}

fn credentials(call: &Call) -> Option<(String, String)> {
    let (scheme, encoded) = call.header("authorization").split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = BASE64_STANDARD.decode(encoded.trim()).ok()?;
    let (user, password) = std::str::from_utf8(&decoded).ok()?.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connectwise::testing::call;

    fn admit(credentials: &str, client_id: &str) -> Result<(), Refusal> {
        let mut call = call("GET", "/", "");
        let basic = format!("Basic {}", BASE64_STANDARD.encode(credentials));
        call.headers.insert("authorization", basic.parse().unwrap());
        call.headers.insert("clientid", client_id.parse().unwrap());
        Access::default().admit(&call)
    }

    #[test]
    fn each_part_is_checked() {
        let client_id = Access::default().client_id;
        let right = "practice+PracticePublic01:PracticePrivate1";
        assert_eq!(admit(right, &client_id), Ok(()));
        assert_eq!(admit(right, &client_id.to_uppercase()), Ok(()));
        assert_eq!(admit(right, ""), Err(Refusal::ClientId));
        let cases = [
            ("practice+PracticePublic01:wrong", Refusal::Unauthorized),
            ("practice+wrong:PracticePrivate1", Refusal::Unauthorized),
            ("PracticePublic01:PracticePrivate1", Refusal::Unauthorized),
            (
                "Practice+PracticePublic01:PracticePrivate1",
                Refusal::CannotRoute,
            ),
            ("no colon", Refusal::Unauthorized),
        ];
        for (credentials, refusal) in cases {
            assert_eq!(
                admit(credentials, &client_id),
                Err(refusal),
                "{credentials}"
            );
        }
    }
}
