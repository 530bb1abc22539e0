//! Writes `fold` into the Chinese language packs as `src/text/fold.rs` reads it:
//! `cargo run --example pack_fold -p aside-engine -- <pairs.json>`, where the argument holds
//! OpenCC's `TSCharacters` as one JSON object. What `tests/data/fold_left_out.txt` lists stays out.
//!
//! Left out are 552 characters: all that neither Big5's first plane (the common characters of
//! Taiwan) nor GB 2312's first level (those of the mainland) calls common and that one of the two
//! sets lacks altogether; and of the 483 that are rare in both, the 183 that cost the most bits.

use std::collections::BTreeMap;

/// Simplified forms that Traditional text uses too, as characters of their own.
const SHARED: &str = "扣出同真修板即逾搜玩念托克后里干系台几只才云余丑谷范郁面松斗制准周折占并布志杰家幸私局扎吊雇游注卷舍向回升征致合困夸奸姜秋曲朱栗核梁欲沈沾涌灶皂累荐表采雕咸岩胡症冬吁划杯群峰床晒咽千卜岳旋御愈戚挨据巨弥洒蒙蔑尸吃径粽秘佣";

fn main() {
    let root = env!("CARGO_MANIFEST_DIR");
    let path = std::env::args().nth(1).expect("the path of the pairs");
    let text = std::fs::read_to_string(path).expect("the pairs");
    let pairs: BTreeMap<char, char> = serde_json::from_str(&text).expect("an object of pairs");
    let left_out = std::fs::read_to_string(format!("{root}/tests/data/fold_left_out.txt"))
        .expect("the list of what is left out");
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (&traditional, &simplified) in pairs.iter().filter(|pair| !left_out.contains(*pair.0)) {
        let row = members.entry(u32::from(simplified)).or_default();
        row.push(u32::from(traditional));
    }
    let packed = pack(&members);
    println!("{} bytes", packed.len());
    for lang in ["zh-Hans", "zh-Hant"] {
        put(
            &format!("{root}/../../www/packs/{lang}.json"),
            &base64(&packed),
        );
    }
}

/// Puts the table in place of the one that the pack has.
fn put(path: &str, packed: &str) {
    let pack = std::fs::read_to_string(path).expect("a pack");
    let (before, after) = pack
        .split_once("\"fold\": \"")
        .expect("a pack with a table");
    let (_, after) = after.split_once('"').expect("the end of the table");
    std::fs::write(path, format!("{before}\"fold\": \"{packed}\"{after}")).expect("written");
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let byte = |place: usize| u32::from(*group.get(place).unwrap_or(&0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place) & 63) as usize];
            let padding = place > group.len();
            text.push(if padding { '=' } else { char::from(digit) });
        }
    }
    text
}

fn pack(members: &BTreeMap<u32, Vec<u32>>) -> Vec<u8> {
    let mut writer = Writer::default();
    let mut before = 0x4e00;
    let mut history = 0_u32;
    for simplified in 0x4e00..0x9fa6 {
        let row = members.get(&simplified);
        let crowd = (history & 0xff).count_ones() * 2 + (history & 1);
        let member = u32::from(row.is_some());
        writer.bit(crowd, member);
        history = history << 1 | member;
        let Some(row) = row else { continue };
        let shared = SHARED.chars().any(|c| u32::from(c) == simplified);
        writer.bit(20, u32::from(shared));
        for (place, &traditional) in row.iter().enumerate() {
            let far = step(traditional, before);
            let near = step(traditional, simplified);
            let choice = u32::from(writer.cost(near, 320) + 0.5 < writer.cost(far, 0));
            writer.bit(21, choice);
            let (step, base) = if choice == 1 { (near, 320) } else { (far, 0) };
            for (context, bit) in decisions(step, base) {
                writer.bit(context, bit);
            }
            writer.bit(22, u32::from(place + 1 < row.len()));
            before = traditional;
        }
    }
    writer.finish()
}

fn step(to: u32, from: u32) -> i64 {
    i64::from(to) - i64::from(from)
}

/// The decisions that spell a step, each with its context.
fn decisions(step: i64, base: u32) -> Vec<(u32, u32)> {
    let distance = u32::try_from(step.unsigned_abs()).expect("small");
    let size = 32 - distance.leading_zeros();
    let head = size << 1 | u32::from(step < 0);
    let mut found = Vec::new();
    let mut node = 1;
    for place in (0..5).rev() {
        let bit = head >> place & 1;
        found.push((base + 32 + node, bit));
        node = node << 1 | bit;
    }
    for place in 1..size {
        let bit = distance >> (size - 1 - place) & 1;
        found.push((base + 64 + size * 16 + place, bit));
    }
    found
}

/// The binary range encoder of LZMA.
struct Writer {
    low: u64,
    range: u32,
    odds: Vec<u16>,
    bytes: Vec<u8>,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            low: 0,
            range: 1 << 24,
            odds: vec![2048; 640],
            bytes: Vec::new(),
        }
    }
}

impl Writer {
    fn bit(&mut self, context: u32, bit: u32) {
        let odds = &mut self.odds[context as usize];
        let bound = (self.range >> 12) * u32::from(*odds);
        if bit == 0 {
            self.range = bound;
            *odds += (4096 - *odds) >> 5;
        } else {
            self.low += u64::from(bound);
            self.range -= bound;
            *odds -= *odds >> 5;
        }
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.shift();
        }
    }

    fn shift(&mut self) {
        if self.low >> 32 > 0 {
            for byte in self.bytes.iter_mut().rev() {
                *byte = byte.wrapping_add(1);
                if *byte != 0 {
                    break;
                }
            }
        }
        self.bytes.push((self.low >> 24 & 0xff) as u8);
        self.low = self.low << 8 & 0xffff_ffff;
    }

    /// Bits that a step would cost now.
    fn cost(&self, step: i64, base: u32) -> f64 {
        let cost = |(context, bit): (u32, u32)| {
            let zero = f64::from(self.odds[context as usize]) / 4096.0;
            -(if bit == 0 { zero } else { 1.0 - zero }).log2()
        };
        decisions(step, base).into_iter().map(cost).sum()
    }

    fn finish(mut self) -> Vec<u8> {
        for _ in 0..4 {
            self.shift();
        }
        self.bytes.remove(0); // the decoder starts with three bytes, this one is always 0
        while self.bytes.last() == Some(&0) {
            self.bytes.pop();
        }
        self.bytes
    }
}
