//! One request and its answer over a plain socket, since a server library would
//! not break a connection on demand. Each connection carries one request.

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use url::Url;

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let pair = self.query.iter().find(|(key, _)| key == name)?;
        Some(&pair.1)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub(crate) fn is_discovery(&self) -> bool {
        self.path.starts_with("/login/")
    }
}

/// What the stub does with a request.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    Answer(u16, Vec<(&'static str, String)>, String),
    /// Closes the connection without a word.
    Drop,
    /// Begins a successful answer and closes the connection within it.
    CutShort,
    /// Never answers.
    Silence,
}

pub(crate) fn json(status: u16, body: impl Into<String>) -> Reply {
    let kind = ("Content-Type", "application/json".to_owned());
    Reply::Answer(status, vec![kind], body.into())
}

pub(crate) fn with(status: u16, header: (&'static str, &str), body: &str) -> Reply {
    Reply::Answer(
        status,
        vec![(header.0, header.1.to_owned())],
        body.to_owned(),
    )
}

pub(crate) async fn receive(socket: &mut TcpStream) -> Option<Seen> {
    let mut text = Vec::new();
    let end = loop {
        if let Some(at) = text.windows(4).position(|part| part == b"\r\n\r\n") {
            break at + 4;
        }
        if socket.read_buf(&mut text).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(text[..end].to_vec()).unwrap();
    let (method, target) = head.split_once(' ').unwrap();
    let target = target.split(' ').next().unwrap();
    let url = Url::parse("http://stub").unwrap().join(target).unwrap();
    let mut seen = Seen {
        method: method.to_owned(),
        path: url.path().to_owned(),
        query: url.query_pairs().into_owned().collect(),
        head: head.clone(),
        body: String::new(),
    };
    let length = seen
        .header("content-length")
        .map_or(0, |n| n.parse().unwrap());
    while text.len() < end + length {
        socket.read_buf(&mut text).await.ok()?;
    }
    seen.body = String::from_utf8(text[end..].to_vec()).unwrap();
    Some(seen)
}

pub(crate) async fn send(socket: &mut TcpStream, reply: Reply) {
    let answer = match reply {
        Reply::Answer(status, headers, body) => {
            let headers = headers
                .iter()
                .map(|(name, value)| format!("{name}: {value}\r\n"));
            let (headers, length) = (headers.collect::<String>(), body.len());
            format!(
                "HTTP/1.1 {status} Stub\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}"
            )
        }
        Reply::CutShort => "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[{\"id\":1,".to_owned(),
        Reply::Drop => return,
        Reply::Silence => return std::future::pending().await,
    };
    // The client may have gone away, which is its right.
    let _ = socket.write_all(answer.as_bytes()).await;
    let _ = socket.shutdown().await;
}
