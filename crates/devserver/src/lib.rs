//! A static server on 127.0.0.1 for the demo and the browser tests.
//!
//! It records what is asked of it, so that a test can hold the product's promise about the network,
//! and it can be told to fail: wrong answers, slow answers, cut answers, no answers at all.
//!
//! Every answer closes its connection. That makes "offline" honest: once the server has stopped, no
//! kept-alive connection can still be served behind the test's back.

mod files;
mod http;

use std::collections::BTreeMap;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context, Result};

use files::Found;
use http::Answer;

/// How often a hanging answer looks whether the server was stopped meanwhile.
const HANG_STEP: Duration = Duration::from_millis(20);

/// What to serve, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The directory behind `/`.
    pub root: PathBuf,
    /// Further directories, or single files, by address prefix (`/aside/`, `/aside-sw.js`); the
    /// longest prefix that fits wins.
    pub mounts: Vec<(String, PathBuf)>,
    /// The port to try first; a free one is taken when it is busy or not given.
    pub port: Option<u16>,
    /// Further headers for HTML pages. The content policy has [`Server::set_policy`].
    pub headers: Vec<(String, String)>,
    /// Whether to remember each request for [`Server::requests`].
    pub record: bool,
}

/// One request that arrived, in order of arrival.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD`, ...
    pub method: String,
    /// The address as asked for, with its query.
    pub path: String,
    /// Header names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// Counts from 0 since the start or the last [`Server::clear`].
    pub order: usize,
}

impl Request {
    /// The value of a header, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// What goes wrong with an address, from [`Server::fault`] on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Answers with this status and an empty body.
    Status(u16),
    /// Answers 200 with these bytes under this content type.
    Body(Vec<u8>, String),
    /// Waits this many milliseconds, then answers as usual.
    Hang(u64),
    /// Announces the whole length, sends the first half, and hangs up.
    Truncate,
}

/// A running server. Dropping it stops it.
pub struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
    listening: Mutex<Option<Listening>>,
}

impl Server {
    /// Starts to serve.
    ///
    /// # Errors
    /// When the root is no directory, or no port of 127.0.0.1 can be had.
    pub fn start(options: Options) -> Result<Self> {
        anyhow::ensure!(
            options.root.is_dir(),
            "{} is not a directory to serve",
            options.root.display()
        );
        let listener = bind(options.port)?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            options,
            policy: Mutex::default(),
            faults: Mutex::default(),
            requests: Mutex::default(),
        });
        let listening = Listening::begin(listener, &shared);
        Ok(Self {
            shared,
            address,
            listening: Mutex::new(Some(listening)),
        })
    }

    /// The address without a slash at its end: `http://127.0.0.1:8400`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The port that it serves on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// What was asked so far, when recording.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.requests).clone()
    }

    /// Forgets the recorded requests.
    pub fn clear(&self) {
        lock(&self.shared.requests).clear();
    }

    /// From now on `path` (without query) fails in this way.
    pub fn fault(&self, path: &str, fault: Fault) {
        lock(&self.shared.faults).insert(path.to_owned(), fault);
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        lock(&self.shared.faults).clear();
    }

    /// The `Content-Security-Policy` of HTML pages from now on; `None` sends none.
    pub fn set_policy(&self, policy: Option<&str>) {
        *lock(&self.shared.policy) = policy.map(ToOwned::to_owned);
    }

    /// Refuses every connection from now on: what a browser sees is a network that is gone.
    pub fn stop(&self) {
        if let Some(listening) = lock(&self.listening).take() {
            listening.end(self.address);
        }
    }

    /// Serves again on the same port after [`Server::stop`].
    ///
    /// # Errors
    /// When another program has taken the port meanwhile.
    pub fn restart(&self) -> Result<()> {
        let mut listening = lock(&self.listening);
        if listening.is_none() {
            let listener = TcpListener::bind(self.address)
                .with_context(|| format!("cannot take {} again", self.address))?;
            *listening = Some(Listening::begin(listener, &self.shared));
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

struct Shared {
    options: Options,
    policy: Mutex<Option<String>>,
    faults: Mutex<BTreeMap<String, Fault>>,
    requests: Mutex<Vec<Request>>,
}

/// The thread that accepts connections, and the flag that ends it and all that it has started.
struct Listening {
    ended: Arc<AtomicBool>,
    accepting: JoinHandle<()>,
}

impl Listening {
    fn begin(listener: TcpListener, shared: &Arc<Shared>) -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        let (flag, shared) = (Arc::clone(&ended), Arc::clone(shared));
        let accepting = thread::spawn(move || {
            for stream in listener.incoming() {
                if flag.load(Ordering::SeqCst) {
                    break;
                }
                let Ok(stream) = stream else { continue };
                let (flag, shared) = (Arc::clone(&flag), Arc::clone(&shared));
                // A browser keeps spare connections open, so each gets a thread of its own.
                thread::spawn(move || {
                    // A client that goes away early is its own business.
                    let _ = serve(stream, &shared, &flag);
                });
            }
        });
        Self { ended, accepting }
    }

    fn end(self, address: SocketAddr) {
        self.ended.store(true, Ordering::SeqCst);
        // Wakes the accepting thread; when that fails, the thread is no longer waiting.
        let _ = TcpStream::connect(address);
        let _ = self.accepting.join();
    }
}

fn bind(port: Option<u16>) -> Result<TcpListener> {
    let on = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    port.map_or_else(|| on(0), |port| on(port).or_else(|_| on(0)))
        .context("no port of 127.0.0.1 is free")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn serve(mut stream: TcpStream, shared: &Shared, ended: &AtomicBool) -> Result<()> {
    let Some(mut request) = http::read(&stream)? else {
        return Ok(());
    };
    if ended.load(Ordering::SeqCst) {
        return Ok(());
    }
    if shared.options.record {
        let mut requests = lock(&shared.requests);
        request.order = requests.len();
        requests.push(request.clone());
    }
    let path = request.path.split(['?', '#']).next().unwrap_or_default();
    let fault = lock(&shared.faults).get(path).cloned();
    if let Some(Fault::Hang(milliseconds)) = fault
        && !hang(milliseconds, ended)
    {
        return Ok(());
    }
    let answer = match &fault {
        Some(Fault::Status(status)) => Answer::empty(*status),
        Some(Fault::Body(bytes, kind)) => Answer::ok(kind, bytes.clone()),
        _ => shared.answer(&request, path),
    };
    let cut = matches!(fault, Some(Fault::Truncate));
    stream.write_all(&answer.to_bytes(request.method == "HEAD", cut))?;
    http::close(&stream);
    Ok(())
}

/// Waits; false when the server was stopped meanwhile.
fn hang(milliseconds: u64, ended: &AtomicBool) -> bool {
    let mut left = Duration::from_millis(milliseconds);
    while !left.is_zero() && !ended.load(Ordering::SeqCst) {
        let step = left.min(HANG_STEP);
        thread::sleep(step);
        left -= step;
    }
    !ended.load(Ordering::SeqCst)
}

impl Shared {
    fn answer(&self, request: &Request, path: &str) -> Answer {
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return Answer::empty(405);
        }
        let accepted = request.header("accept-encoding").unwrap_or_default();
        match files::find(&self.options, path) {
            Found::File(file) => files::answer(&file, accepted).map_or_else(
                |_| Answer::empty(500),
                |answer| self.with_page_headers(answer),
            ),
            Found::Moved(to) => Answer::empty(308).with("Location", &to),
            Found::Refused => Answer::empty(403),
            Found::Nothing => Answer::text(404, "There is nothing at this address.\n"),
        }
    }

    fn with_page_headers(&self, mut answer: Answer) -> Answer {
        if !answer.is_html() {
            return answer;
        }
        for (name, value) in &self.options.headers {
            answer = answer.with(name, value);
        }
        match lock(&self.policy).as_deref() {
            Some(policy) => answer.with("Content-Security-Policy", policy),
            None => answer,
        }
    }
}
