//! Line by line through a document.

use super::inline::{inline, write_joined};
use super::lines::{heading, is_rule, is_short, item, split};
use super::{MAX_PASSAGE, MAX_PASSAGES, Passage};
use crate::catalog::entry::note;
use crate::catalog::rich::{self, Href, Node};
use crate::lang::{Lang, joined, parted};
use crate::money::digits;
use crate::raw::{Problem, Problems};

/// Bytes of a title or heading; the rest is cut.
const MAX_HEADING: usize = 200;
/// Refused links of one document that are told of.
const MAX_REFUSED: u32 = 20;

/// A part that is still open.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Paragraph,
    /// An item of a list; `true` when numbered.
    Item(bool),
}

pub(super) struct Reader<'a> {
    problems: Problems<'a>,
    plain: bool,
    pub(super) lang: Option<Lang>,
    pub(super) link: Option<Href>,
    title: Option<String>,
    line: i64,
    /// The line on which the open block of code began.
    fence: Option<i64>,
    blank_before: bool,
    /// Level and words of the headings above.
    headings: Vec<(usize, String)>,
    open: Open,
    /// The words of the open part, and how many lines they came from.
    words: String,
    lines: usize,
    body: Vec<Node>,
    /// Characters in the body.
    length: usize,
    passages: Vec<(Vec<String>, Vec<Node>)>,
    dropped: bool,
    refused: u32,
}

impl<'a> Reader<'a> {
    pub(super) fn new(problems: Problems<'a>, plain: bool) -> Self {
        Reader {
            problems,
            plain,
            lang: None,
            link: None,
            title: None,
            line: 0,
            fence: None,
            blank_before: true,
            headings: Vec::new(),
            open: Open::Nothing,
            words: String::new(),
            lines: 0,
            body: Vec::new(),
            length: 0,
            passages: Vec::new(),
            dropped: false,
            refused: 0,
        }
    }

    pub(super) fn read(&mut self, text: &str) {
        let mut rest = self.front_matter(text);
        if let Some(at) = text.find('\u{fffd}') {
            let before = text.get(..at).unwrap_or_default();
            self.line = 1 + before.bytes().filter(|b| *b == b'\n').count() as i64;
            self.note("holds a sign that cannot be read", "Save the file as UTF-8");
            self.line = 0;
        }
        let skipped = text.len() - rest.len();
        let above = text.get(..skipped).unwrap_or_default();
        self.line = above.bytes().filter(|b| *b == b'\n').count() as i64;
        while !rest.is_empty() {
            let (line, after) = parted(rest, b'\n').unwrap_or((rest, ""));
            let next_is_blank = parted(after, b'\n')
                .map_or(after, |(next, _)| next)
                .trim()
                .is_empty();
            self.line += 1;
            self.line(line.trim_end(), next_is_blank);
            self.blank_before = line.trim().is_empty();
            rest = after;
        }
        self.close();
        if let Some(line) = self.fence {
            self.line = line;
            self.note(
                "begins a block of code that has no end",
                "Close it with ```",
            );
        }
    }

    /// Lines `key: value` between two `---` at the very top; gives what comes after them.
    fn front_matter<'t>(&mut self, text: &'t str) -> &'t str {
        let first = parted(text, b'\n').filter(|(first, _)| first.trim_end() == "---");
        let Some((_, mut rest)) = first else {
            return text;
        };
        let mut told = Vec::new();
        while let Some((line, after)) = parted(rest, b'\n') {
            rest = after;
            if line.trim_end() == "---" {
                for (key, value) in told {
                    self.tell(key, value);
                }
                return rest;
            }
            told.extend(parted(line, b':'));
        }
        text
    }

    fn tell(&mut self, key: &str, value: &str) {
        let value = value.trim().trim_matches(['"', '\'']);
        match key.trim() {
            "title" => self.title = Some(rich::cut(value, MAX_HEADING).to_owned()),
            "lang" => self.lang = Some(Lang::new(value)),
            "url" => self.link = Href::parse(value),
            _ => {}
        }
    }

    fn line(&mut self, line: &str, next_is_blank: bool) {
        let words = line.trim_start_matches(['>', ' ', '\t']);
        if words.starts_with("```") || words.starts_with("~~~") {
            self.close();
            self.fence = match self.fence {
                Some(_) => None,
                None => Some(self.line),
            };
        } else if words.is_empty() {
            self.close();
        } else if self.fence.is_some() {
            self.add(words);
        } else if let Some((level, heading)) = heading(words) {
            self.head(level, heading);
        } else if is_rule(words) {
            self.rule(words);
        } else if let Some(row) = words.strip_prefix('|') {
            self.row(row);
        } else if let Some((numbered, item)) = item(words) {
            self.close();
            self.open = Open::Item(numbered);
            self.add(item);
        } else if self.plain && self.blank_before && is_short(words) && self.heads(next_is_blank) {
            self.head(2, words);
        } else {
            if self.open == Open::Nothing {
                self.open = Open::Paragraph;
            }
            self.add(words);
        }
    }

    /// Whether a line that stands alone in a `.txt` is a heading: the last line of a document is
    /// none.
    fn heads(&self, next_is_blank: bool) -> bool {
        next_is_blank && self.open == Open::Nothing
    }

    fn add(&mut self, words: &str) {
        write_joined(&mut self.words, words.trim());
        self.lines += 1;
    }

    /// A line of nothing but `=` or `-` makes a heading of one line above it.
    fn rule(&mut self, line: &str) {
        let underlines = line.starts_with(['=', '-']);
        if underlines && self.open == Open::Paragraph && self.lines == 1 {
            let words = std::mem::take(&mut self.words);
            self.lines = 0;
            self.open = Open::Nothing;
            self.head(if line.starts_with('=') { 1 } else { 2 }, &words);
        } else {
            self.close();
        }
    }

    /// A row of a table becomes an item, its cells apart.
    fn row(&mut self, row: &str) {
        self.close();
        if row.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ')) {
            return;
        }
        for cell in row.trim_end_matches('|').split('|') {
            if !self.words.is_empty() {
                self.words.push_str(" · ");
            }
            self.words.push_str(cell.trim());
        }
        self.open = Open::Item(false);
        self.close();
    }

    fn head(&mut self, level: usize, words: &str) {
        self.close();
        self.flush();
        let words = rich::plain(&inline(rich::cut(words, MAX_HEADING), &mut |_| {}));
        while self
            .headings
            .last()
            .is_some_and(|(above, _)| *above >= level)
        {
            self.headings.pop();
        }
        if !words.is_empty() {
            self.title.get_or_insert_with(|| words.clone());
            self.headings.push((level, words));
        }
    }

    /// Ends the open part: a long one in several pieces, parted between sentences.
    fn close(&mut self) {
        let words = std::mem::take(&mut self.words);
        let open = std::mem::replace(&mut self.open, Open::Nothing);
        self.lines = 0;
        let mut rest = words.as_str();
        while !rest.is_empty() {
            let (piece, after) = split(rest);
            self.piece(open, piece);
            rest = after;
        }
    }

    fn piece(&mut self, open: Open, piece: &str) {
        let mut refused = None;
        let nodes = inline(piece, &mut |address| refused = Some(address.to_owned()));
        if let Some(address) = refused.filter(|_| self.refused < MAX_REFUSED) {
            self.refused += 1;
            let what = ["links to ", rich::cut(&address, 60), ", which no link may"];
            self.note(
                &joined(&what),
                "Use https, http, mailto, tel or a place on your site",
            );
        }
        let length = rich::plain(&nodes).chars().count();
        if length == 0 {
            return;
        }
        if self.length + length > MAX_PASSAGE {
            self.flush();
        }
        self.length += length;
        match (open, self.body.last_mut()) {
            (Open::Item(numbered), Some(Node::List(same, items))) if *same == numbered => {
                items.push(nodes);
            }
            (Open::Item(numbered), _) => self.body.push(Node::List(numbered, vec![nodes])),
            _ => self.body.push(Node::Paragraph(nodes)),
        }
    }

    /// Ends the passage.
    fn flush(&mut self) {
        let body = std::mem::take(&mut self.body);
        self.length = 0;
        if body.is_empty() {
            return;
        }
        if self.passages.len() < MAX_PASSAGES {
            let path = self.headings.iter().map(|(_, words)| words.clone());
            self.passages.push((path.collect(), body));
        } else if !self.dropped {
            self.dropped = true;
            self.note(
                "holds more than 1000 passages",
                "Split it into several documents",
            );
        }
    }

    #[inline(never)]
    fn note(&mut self, what: &str, remedy: &'static str) {
        note(
            &mut self.problems,
            &["line ", &digits(self.line)],
            &[what],
            remedy,
        );
    }

    pub(super) fn finish(mut self, named: &str) -> (Vec<Passage>, Vec<Problem>) {
        self.flush();
        if self.passages.is_empty() {
            let remedy = "Write its words as plain text or Markdown";
            note(&mut self.problems, &[], &["holds no text"], remedy);
        }
        let title = self.title.as_deref().unwrap_or(named);
        let mut passages = Vec::new();
        for (path, body) in self.passages {
            let mut source = title.to_owned();
            for heading in path.iter().filter(|heading| *heading != title) {
                source.push_str(" › ");
                source.push_str(heading);
            }
            passages.push(Passage {
                lang: self.lang.clone(),
                source,
                link: self.link.clone(),
                body,
            });
        }
        (passages, self.problems.into_list())
    }
}
