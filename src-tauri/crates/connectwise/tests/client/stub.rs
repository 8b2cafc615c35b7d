//! A ConnectWise of a few lines, on loopback, that answers as told, or breaks
//! off, and remembers what it was asked.
//!
//! What it was asked and what it answers is in [`crate::talk`].

use crate::talk::{Reply, Seen, json, receive, send};
use connectwise::{Client, Credentials, Limits, Site};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Barrier, Notify},
    task::JoinHandle,
};

pub(crate) const PUBLIC_KEY: &str = "public-key-7";
pub(crate) const PRIVATE_KEY: &str = "private-key-8";
pub(crate) const CLIENT_ID: &str = "client-guid-9";
/// `acme+public-key-7:private-key-8` in base64.
pub(crate) const TOKEN: &str = "YWNtZStwdWJsaWMta2V5LTc6cHJpdmF0ZS1rZXktOA==";

type Script = dyn Fn(&Seen, usize) -> Reply + Send + Sync;

#[derive(Default)]
struct Memory {
    seen: Mutex<Vec<Seen>>,
    present: Mutex<(usize, usize)>,
    arrived: Notify,
}

/// The stub; it ends with its drop.
pub(crate) struct Stub {
    pub(crate) address: SocketAddr,
    memory: Arc<Memory>,
    task: JoinHandle<()>,
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Stub {
    /// A stub that asks `script` about each request; the number counts the
    /// requests of the same kind before it: lookings for the API, or others.
    pub(crate) async fn bare(
        script: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::start(Arc::new(script), None).await
    }

    /// A stub whose API is found under `v1`.
    pub(crate) async fn api(
        script: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::bare(found_at("v1", script)).await
    }

    /// The same, that answers only when `barrier` is full.
    pub(crate) async fn gated(
        barrier: Arc<Barrier>,
        script: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::start(Arc::new(found_at("v1", script)), Some(barrier)).await
    }

    /// A stub that answers every call of the API in the same way.
    pub(crate) async fn always(reply: Reply) -> Self {
        Self::api(move |_, _| reply.clone()).await
    }

    async fn start(script: Arc<Script>, barrier: Option<Arc<Barrier>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let memory = Arc::new(Memory::default());
        let shared = Arc::clone(&memory);
        let task = tokio::spawn(async move {
            let mut connections = tokio::task::JoinSet::new();
            while let Ok((socket, _)) = listener.accept().await {
                let (script, memory) = (Arc::clone(&script), Arc::clone(&shared));
                let barrier = barrier.clone();
                connections.spawn(async move { serve(socket, &*script, &memory, barrier).await });
            }
        });
        Self {
            address,
            memory,
            task,
        }
    }

    /// What was asked of the API, in order.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        let seen = self.memory.seen.lock().unwrap();
        seen.iter()
            .filter(|seen| !seen.is_discovery())
            .cloned()
            .collect()
    }

    /// How often it was asked where its API is.
    pub(crate) fn discoveries(&self) -> usize {
        let seen = self.memory.seen.lock().unwrap();
        seen.iter().filter(|seen| seen.is_discovery()).count()
    }

    /// The most requests that were there at the same time.
    pub(crate) fn at_once(&self) -> usize {
        self.memory.present.lock().unwrap().1
    }

    /// Waits for a next request.
    pub(crate) async fn arrived(&self) {
        self.memory.arrived.notified().await;
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn client(&self) -> Client {
        self.client_with(limits())
    }

    pub(crate) fn client_with(&self, limits: Limits) -> Client {
        client(&self.url(), limits)
    }
}

pub(crate) fn client(site: &str, limits: Limits) -> Client {
    Client::new(Site::parse(site).unwrap(), credentials(), limits).unwrap()
}

pub(crate) fn credentials() -> Credentials {
    Credentials {
        company: "acme".to_owned(),
        public_key: PUBLIC_KEY.to_owned(),
        private_key: PRIVATE_KEY.into(),
        client_id: CLIENT_ID.to_owned(),
    }
}

/// Bounds under which a retry costs next to nothing.
pub(crate) fn limits() -> Limits {
    Limits {
        request_timeout: Duration::from_secs(20),
        get_tries_max: 3,
        retry_base: Duration::from_millis(2),
        retry_cap: Duration::from_millis(4),
        ..Limits::default()
    }
}

/// The same, impatient with a server that says nothing.
pub(crate) fn impatient() -> Limits {
    Limits {
        request_timeout: Duration::from_millis(150),
        ..limits()
    }
}

pub(crate) fn company_info(codebase: &str) -> Reply {
    json(
        200,
        format!(r#"{{"CompanyName":"Acme","Codebase":"{codebase}/","IsCloud":"True"}}"#),
    )
}

fn found_at(
    codebase: &'static str,
    script: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static,
) -> impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static {
    move |seen, count| {
        if seen.is_discovery() {
            company_info(codebase)
        } else {
            script(seen, count)
        }
    }
}

async fn serve(
    mut socket: TcpStream,
    script: &Script,
    memory: &Memory,
    barrier: Option<Arc<Barrier>>,
) {
    let Some(seen) = receive(&mut socket).await else {
        return;
    };
    let discovery = seen.is_discovery();
    let count = {
        let mut all = memory.seen.lock().unwrap();
        let same = |other: &&Seen| other.is_discovery() == discovery;
        let count = all.iter().filter(same).count();
        all.push(seen.clone());
        count
    };
    memory.arrived.notify_one();
    let reply = script(&seen, count);
    if let Some(barrier) = barrier.filter(|_| !discovery) {
        {
            let mut present = memory.present.lock().unwrap();
            present.0 += 1;
            present.1 = present.1.max(present.0);
        }
        barrier.wait().await;
        memory.present.lock().unwrap().0 -= 1;
    }
    send(&mut socket, reply).await;
}
