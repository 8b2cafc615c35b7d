//! A person at the settings: both systems connected by typing what it takes.

use crate::{page::Page, servers::Servers};

impl Page {
    /// Connects both systems in the settings, and reads them.
    pub(crate) async fn connect(&self, servers: &Servers) {
        self.press("Settings").await;
        self.connect_connectwise(servers).await;
        self.connect_c3(servers).await;
        self.press("Refresh").await;
        self.says("Both systems were read").await;
    }

    async fn connect_connectwise(&self, servers: &Servers) {
        self.press("ConnectWise Manage").await;
        self.choose("Site", "Own host").await;
        self.fill("Host", servers.connectwise("url")).await;
        self.fill("Company id", servers.connectwise("company"))
            .await;
        self.fill("Client id", servers.connectwise("client_id"))
            .await;
        self.fill("Public key", servers.connectwise("public_key"))
            .await;
        self.fill("Private key", servers.connectwise("private_key"))
            .await;
        self.press("Save and check").await;
        self.says("Connected to").await;
    }

    async fn connect_c3(&self, servers: &Servers) {
        self.press("C3").await;
        self.press("By token address").await;
        self.fill("API address", servers.c3("api_url")).await;
        self.fill("Token address", servers.c3("token_url")).await;
        self.fill("Client id", servers.c3("client_id")).await;
        self.fill("Resource", servers.c3("resource")).await;
        self.fill("Scope", servers.c3("scope")).await;
        self.fill("Client secret", servers.c3("client_secret"))
            .await;
        self.press("Save and check").await;
        self.says("C3 accepts the credentials").await;
    }

    /// Takes mappings from a file, having read what that would do.
    pub(crate) async fn import_mappings(&self, file: &str) {
        self.press("Settings").await;
        self.press("Data").await;
        let path = self.is_there("input[placeholder='Path of the file']").await;
        path.send_keys(file).await.unwrap();
        self.press("See what it would do").await;
        self.says("The file would bring").await;
        self.says("Nothing is left out.").await;
        self.press("Import").await;
        self.says("The file brought").await;
    }
}
