//! Nothing that is typed or written makes the engine fail, read more than it says, or answer more
//! than the length allows. `hostile_bodies` says what must hold; the inputs are made here, the same
//! ones every time.

mod hostile_bodies;

use hostile_bodies::Kit;

/// Inputs made at random beside the known nasty ones.
const RANDOM: usize = 400;

/// Letters of many kinds to mix.
const ALPHABETS: [&str; 14] = [
    "abcdefghij XYZ",
    "我想退货订单多少钱怎么",
    "點解唔使貨幾時",
    "0123456789.,:-/$%",
    "#*_-`[]()>|=~\\\n\n ",
    "\u{0}\u{1}\u{7}\u{8}\u{1b}\u{7f}\u{85}",
    "\u{fffd}\u{feff}\u{fffe}\u{ffff}\u{10ffff}",
    "\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}",
    "h\u{336}\u{489}\u{334}e\u{300}\u{30f}\u{36f}",
    "😀👩‍👩‍👧‍👦🏳️‍🌈👍🏽❤️",
    "где мой заказ",
    "أين طلبي שלום",
    "ᏣᎳᎩ ᚠᚢᚦ 𐎀𐎁 ꙮ",
    "ｆｕｌｌ　ｗｉｄｔｈ１２３㈱①",
];

fn each_input(body: &mut dyn FnMut(&str)) {
    for (unit, times) in [
        ("", 1),
        (" \n\t\u{3000}", 1),
        ("a", 100_000),
        ("我", 34_000),
        ("9", 100_000),
        ("😀", 1),
        ("a\u{301}", 30_000),
        ("点点 ", 10_000),
        ("[](", 20_000),
        ("[a](b) ", 15_000),
        ("# \n", 30_000),
        ("# a\nb\n", 20_000),
        ("|", 100_000),
        ("- a\n", 25_000),
        ("---\n", 25_000),
        ("```\n", 25_000),
        ("> ", 50_000),
        ("1.", 50_000),
        ("\r\n", 50_000),
        ("三百", 20_000),
        ("two thousand ", 8_000),
        ("a@b.c ", 17_000),
        ("!?", 50_000),
        ("'", 100_000),
        ("<b>", 30_000),
        ("\\", 100_000),
        ("\u{202e}abc", 20_000),
        ("\u{fffd}", 33_000),
    ] {
        body(&unit.repeat(times));
    }
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for _ in 0..RANDOM {
        body(&random.text());
    }
}

/// Marsaglia's xorshift: the same texts on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % end.max(1)
    }

    /// Up to some 5,000 characters; most are short. Runs of one alphabet, of one sign, mixed.
    fn text(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..1 + self.below(8) {
            let alphabet: Vec<char> = ALPHABETS[self.below(ALPHABETS.len())].chars().collect();
            let one = self.below(4) == 0;
            let mut sign = alphabet[self.below(alphabet.len())];
            let most = [8, 40, 600][self.below(3)];
            for _ in 0..self.below(most) {
                text.push(sign);
                if !one {
                    sign = alphabet[self.below(alphabet.len())];
                }
            }
        }
        text
    }
}

#[test]
fn any_text_is_read() {
    let kit = Kit::new();
    each_input(&mut |input| hostile_bodies::text(&kit, input));
}

#[test]
fn any_text_is_classified_and_learned_from() {
    let kit = Kit::new();
    each_input(&mut |input| hostile_bodies::classifier(&kit, input));
}

#[test]
fn any_question_gets_a_verdict() {
    let kit = Kit::new();
    each_input(&mut |input| hostile_bodies::knowledge(&kit, input));
}

#[test]
fn any_text_has_its_entities_inside_it() {
    let kit = Kit::new();
    each_input(&mut |input| hostile_bodies::entities(&kit, input));
}

#[test]
fn any_text_has_a_mood() {
    let kit = Kit::new();
    each_input(&mut |input| hostile_bodies::mood(&kit, input));
}

#[test]
fn any_document_is_read() {
    let kit = Kit::new();
    each_input(&mut |input| hostile_bodies::document(&kit, input));
}

#[test]
fn any_question_to_the_assistant_is_answered_once() {
    let mut assistant = hostile_bodies::demo();
    each_input(&mut |input| hostile_bodies::assistant(&mut assistant, input));
}

#[test]
fn a_text_in_no_known_language_means_nothing() {
    let kit = Kit::new();
    for text in [
        "",
        "   ",
        "\u{0}\u{7}\u{1b}",
        "\u{202e}\u{200f}",
        "😀",
        "🏳️‍🌈🏳️‍🌈",
        "\u{fffd}\u{fffd}",
        "где мой заказ",
        "أين طلبي",
        "איפה ההזמנה שלי",
        "फिर से भेजो",
        "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",
        "สั่งซื้อของฉันอยู่ที่ไหน",
        "내 주문 어디",
        "q\u{336}z\u{489}x\u{30f}v",
        "……？？！！",
    ] {
        assert!(!kit.means_something(text), "{text:?}");
    }
    assert!(kit.means_something("where is my order"));
}
