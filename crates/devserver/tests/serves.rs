//! The server over plain sockets, as a browser would speak to it.
#![allow(missing_docs, reason = "tests are named, not documented")]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use aside_devserver::{Fault, Options, Server};

/// A directory of this test alone, fresh each time.
fn directory(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(path.join("site/shop")).unwrap();
    fs::create_dir_all(path.join("bundle")).unwrap();
    fs::write(path.join("secret.txt"), "secret").unwrap();
    fs::write(path.join("site/index.html"), "<p>home").unwrap();
    fs::write(path.join("site/shop/index.html"), "<p>shop").unwrap();
    fs::write(path.join("site/a b.json"), "{\"a\": 1}").unwrap();
    fs::write(path.join("bundle/aside-0123abcd.wasm"), "wasm").unwrap();
    fs::write(path.join("bundle/aside-0123abcd.wasm.br"), "br").unwrap();
    fs::write(path.join("bundle/aside-0123abcd.wasm.gz"), "gz").unwrap();
    path
}

fn serve(name: &str) -> Server {
    let path = directory(name);
    Server::start(Options {
        root: path.join("site"),
        mounts: vec![("/aside/".to_owned(), path.join("bundle"))],
        headers: vec![("X-Demo".to_owned(), "yes".to_owned())],
        record: true,
        ..Options::default()
    })
    .unwrap()
}

fn ask(server: &Server, head: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    write!(stream, "{head}\r\nHost: x\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn get(server: &Server, path: &str) -> String {
    ask(server, &format!("GET {path} HTTP/1.1"))
}

#[test]
fn a_directory_answers_with_its_index_page_and_the_page_headers() {
    let server = serve("index");
    server.set_policy(Some("default-src 'none'"));
    let answer = get(&server, "/shop/");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(answer.ends_with("<p>shop"), "{answer}");
    assert!(answer.contains("Content-Security-Policy: default-src 'none'\r\n"));
    assert!(answer.contains("X-Demo: yes\r\n"));
    assert!(answer.contains("Cache-Control: no-cache\r\n"));
    assert!(get(&server, "/shop").contains("Location: /shop/\r\n"));
}

#[test]
fn data_has_its_type_and_no_page_headers() {
    let server = serve("data");
    server.set_policy(Some("default-src 'none'"));
    let answer = get(&server, "/a%20b.json?v=1");
    assert!(
        answer.contains("Content-Type: application/json\r\n"),
        "{answer}"
    );
    assert!(!answer.contains("Content-Security-Policy"), "{answer}");
}

#[test]
fn a_hashed_file_is_compressed_when_accepted_and_kept_for_good() {
    let server = serve("compressed");
    let plain = get(&server, "/aside/aside-0123abcd.wasm");
    assert!(plain.ends_with("\r\n\r\nwasm") && plain.contains("immutable"));
    assert!(plain.contains("Content-Type: application/wasm\r\n"));
    let head = "GET /aside/aside-0123abcd.wasm HTTP/1.1\r\nAccept-Encoding: gzip, br;q=1";
    let packed = ask(&server, head);
    assert!(packed.contains("Content-Encoding: br\r\n") && packed.ends_with("\r\n\r\nbr"));
}

#[test]
fn no_address_leaves_what_is_served() {
    let server = serve("traversal");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/aside/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%zz",
        "secret.txt",
    ] {
        let answer = get(&server, path);
        assert!(answer.starts_with("HTTP/1.1 403 "), "{path}: {answer}");
    }
    assert!(get(&server, "/absent.txt").starts_with("HTTP/1.1 404 "));
    assert!(ask(&server, "POST / HTTP/1.1").starts_with("HTTP/1.1 405 "));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_does_not_lead_out() {
    let server = serve("links");
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("links");
    std::os::unix::fs::symlink(path.join("secret.txt"), path.join("site/link.txt")).unwrap();
    assert!(get(&server, "/link.txt").starts_with("HTTP/1.1 403 "));
}

#[test]
fn requests_are_recorded_in_order_with_query_and_headers() {
    let server = serve("record");
    get(&server, "/?a=1");
    ask(&server, "GET /nothing HTTP/1.1\r\nX-Who: Me");
    let requests = server.requests();
    let seen: Vec<_> = requests
        .iter()
        .map(|r| (r.order, r.path.as_str()))
        .collect();
    assert_eq!(seen, [(0, "/?a=1"), (1, "/nothing")]);
    assert_eq!(requests[1].header("x-who"), Some("Me"));
    server.clear();
    assert!(server.requests().is_empty());
}

#[test]
fn a_fault_shows_until_it_is_cleared() {
    let server = serve("faults");
    server.fault("/a%20b.json", Fault::Status(404));
    assert!(get(&server, "/a%20b.json").starts_with("HTTP/1.1 404 "));
    let page = Fault::Body(b"<p>no".to_vec(), "text/html".to_owned());
    server.fault("/a%20b.json", page);
    assert!(get(&server, "/a%20b.json?x").ends_with("<p>no"));
    server.fault("/a%20b.json", Fault::Truncate);
    let cut = get(&server, "/a%20b.json");
    assert!(
        cut.contains("Content-Length: 8\r\n") && cut.ends_with("\r\n\r\n{\"a\""),
        "{cut}"
    );
    server.clear_faults();
    assert!(get(&server, "/a%20b.json").ends_with("{\"a\": 1}"));
}

#[test]
fn a_hanging_answer_comes_late_and_not_at_all_once_stopped() {
    let server = serve("hang");
    server.fault("/", Fault::Hang(150));
    let before = now();
    assert!(get(&server, "/").ends_with("<p>home"));
    assert!(before.elapsed() >= Duration::from_millis(150));

    server.fault("/", Fault::Hang(60_000));
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    write!(stream, "GET / HTTP/1.1\r\n\r\n").unwrap();
    std::thread::sleep(Duration::from_millis(50));
    server.stop();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert_eq!(answer, "");
}

#[test]
fn stopping_refuses_even_spare_connections_and_restarting_keeps_the_port() {
    let server = serve("stop");
    let port = server.port();
    let mut spare = TcpStream::connect(("127.0.0.1", port)).unwrap();
    get(&server, "/"); // by now the spare connection has been accepted
    server.stop();
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    let mut answer = String::new();
    let sent = write!(spare, "GET / HTTP/1.1\r\n\r\n");
    assert!(sent.is_err() || spare.read_to_string(&mut answer).is_err() || answer.is_empty());
    server.restart().unwrap();
    assert_eq!(server.port(), port);
    assert!(get(&server, "/").ends_with("<p>home"));
}

#[test]
fn a_busy_port_falls_to_a_free_one() {
    let first = serve("busy");
    let second = Server::start(Options {
        root: directory("busy-second").join("site"),
        port: Some(first.port()),
        ..Options::default()
    })
    .unwrap();
    assert_ne!(first.port(), second.port());
    assert!(get(&second, "/").ends_with("<p>home"));
}

#[allow(
    clippy::disallowed_methods,
    reason = "a test of waiting has to look at the clock"
)]
fn now() -> Instant {
    Instant::now()
}
