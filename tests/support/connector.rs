//! The clients over the network with less patience than in production, for
//! servers that never answer.

use connectwise::{Credentials, Limits, Site};
use secrecy::SecretString;
use std::{sync::Arc, time::Duration};
use workflow::{
    live::Network,
    ports::{C3, ConnectWise, Connector},
    settings::{C3Settings, ConnectWiseSettings},
};

/// Gives up on an answer after this long: far longer than loopback takes on a
/// busy machine, short enough to wait for.
const PATIENCE: Duration = Duration::from_secs(2);

/// Real clients whose waits are short.
#[derive(Debug, Clone, Copy, Default)]
pub struct ShortWaits;

impl Connector for ShortWaits {
    fn connectwise(
        &self,
        settings: &ConnectWiseSettings,
        private_key: SecretString,
    ) -> Result<Arc<dyn ConnectWise>, connectwise::Error> {
        let limits = Limits {
            request_timeout: PATIENCE,
            retry_base: Duration::from_millis(5),
            retry_cap: Duration::from_millis(50),
            requests_per_minute: None,
            ..Limits::default()
        };
        let credentials = Credentials {
            company: settings.company.clone(),
            public_key: settings.public_key.clone(),
            private_key,
            client_id: settings.client_id.clone(),
        };
        let site = Site::parse(&settings.site)?;
        Ok(Arc::new(connectwise::Client::new(
            site,
            credentials,
            limits,
        )?))
    }

    fn c3(
        &self,
        settings: &C3Settings,
        client_secret: SecretString,
    ) -> Result<Arc<dyn C3>, c3::Error> {
        Network.c3(settings, client_secret)
    }
}
