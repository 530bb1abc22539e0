//! As much of HTTP/1.1 as a static server needs: one request, one answer, then the connection ends.

use std::io::{BufRead, BufReader, Read};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use anyhow::Result;

use crate::Request;

/// The longest request head in bytes; a browser's is about 1 KB.
const HEAD_LIMIT: u64 = 64 * 1024;
/// How long a spare connection may stay silent.
const PATIENCE: Duration = Duration::from_secs(60);

/// Reads a request's head; `None` when the client sent nothing that is one.
pub(crate) fn read(stream: &TcpStream) -> Result<Option<Request>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream.take(HEAD_LIMIT)).lines();
    let Some(first) = lines.next().transpose()? else {
        return Ok(None);
    };
    let mut words = first.split(' ');
    let (Some(method), Some(path)) = (words.next(), words.next()) else {
        return Ok(None);
    };
    let mut headers = Vec::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    Ok(Some(Request {
        method: method.to_owned(),
        path: path.to_owned(),
        headers,
        order: 0,
    }))
}

/// Ends a connection without a reset: what the client still sends is read away first.
pub(crate) fn close(stream: &TcpStream) {
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.set_read_timeout(Some(Duration::from_secs(1)));
    let mut rest = Vec::new();
    let _ = stream.take(HEAD_LIMIT).read_to_end(&mut rest);
}

/// What is sent back.
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    pub(crate) fn ok(kind: &str, body: Vec<u8>) -> Self {
        let headers = vec![("Content-Type".to_owned(), kind.to_owned())];
        Self {
            status: 200,
            headers,
            body,
        }
    }

    pub(crate) fn text(status: u16, text: &str) -> Self {
        let answer = Self::ok("text/plain; charset=utf-8", text.as_bytes().to_vec());
        Self { status, ..answer }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self::text(status, "")
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn is_html(&self) -> bool {
        self.headers
            .iter()
            .any(|(name, value)| name == "Content-Type" && value.starts_with("text/html"))
    }

    /// The answer on the wire; without its body for `HEAD`, with only half of it when `cut`.
    pub(crate) fn to_bytes(&self, head_only: bool, cut: bool) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!(
            "Content-Length: {}\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
            self.body.len()
        ));
        let length = match (head_only, cut) {
            (true, _) => 0,
            (false, true) => self.body.len() / 2,
            (false, false) => self.body.len(),
        };
        let mut bytes = head.into_bytes();
        bytes.extend(self.body.iter().take(length));
        bytes
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        308 => "Permanent Redirect",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        500 => "Internal Server Error",
        _ => "Other",
    }
}
