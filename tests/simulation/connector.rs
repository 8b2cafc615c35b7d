//! Hands a run its clients: the simulated systems, whatever the settings say.

use crate::{c3::SimulatedC3, connectwise::SimulatedConnectWise, world::Shared};
use secrecy::SecretString;
use std::sync::Arc;
use workflow::{
    ports::{C3, ConnectWise, Connector},
    settings::{C3Settings, ConnectWiseSettings},
};

/// The way to the simulated systems.
#[derive(Debug)]
pub(crate) struct SimulatedConnector(pub(crate) Shared);

impl Connector for SimulatedConnector {
    fn connectwise(
        &self,
        _settings: &ConnectWiseSettings,
        _private_key: SecretString,
    ) -> Result<Arc<dyn ConnectWise>, connectwise::Error> {
        Ok(Arc::new(SimulatedConnectWise(self.0.clone())))
    }

    fn c3(
        &self,
        _settings: &C3Settings,
        _client_secret: SecretString,
    ) -> Result<Arc<dyn C3>, c3::Error> {
        Ok(Arc::new(SimulatedC3(self.0.clone())))
    }
}
