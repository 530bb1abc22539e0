//! A plot in SVG: bars by set and engine.

use std::fmt::Write;

/// What one engine reached on one set; `None` when it was not done in time.
pub struct Bar {
    /// Its name for people.
    pub engine: &'static str,
    /// A share, or milliseconds.
    pub value: Option<f64>,
}

/// The bars of one set, under its title.
type Group<'a> = (&'a str, Vec<Bar>);

/// A panel of the plot.
struct Panel<'a> {
    title: &'a str,
    groups: &'a [Group<'a>],
    /// What the lines across say, and how high they are, 0 to 1.
    scale: Vec<(String, f64)>,
    /// How high a bar is, 0 to 1.
    height: fn(f64) -> f64,
}

const WIDTH: f64 = 1160.0;
const LEFT: f64 = 60.0;
const PANEL: f64 = 200.0;
/// From one panel's top to the next one's.
const STEP: f64 = 260.0;
const TOP: f64 = 70.0;

/// Engines and their colours, told apart also by those who see few colours.
const COLOURS: [(&str, &str); 5] = [
    ("Aside", "#0072b2"),
    ("nlp.js", "#e69f00"),
    ("MiniSearch", "#009e73"),
    ("MiniSearch, characters and pairs", "#56b4e9"),
    ("Fuse.js", "#cc79a7"),
];

/// Decades of the logarithmic scale: 0.01 ms to 10 s.
const DECADES: (i32, i32) = (-2, 4);

/// Draws accuracy, training time and the time of half of the answers.
pub fn draw(accuracy: &[Group<'_>], train: &[Group<'_>], answer: &[Group<'_>]) -> String {
    let percents = [0.0, 0.25, 0.5, 0.75, 1.0];
    let percents = percents.map(|share| (format!("{:.0} %", share * 100.0), share));
    let decades = (DECADES.0..=DECADES.1).map(|power| {
        let value = 10_f64.powi(power);
        (format!("{value} ms"), logarithmic(value))
    });
    let panels = [
        (
            "Accuracy",
            accuracy,
            percents.to_vec(),
            (|share| share) as fn(f64) -> f64,
        ),
        (
            "Training, logarithmic",
            train,
            decades.clone().collect(),
            logarithmic,
        ),
        (
            "Half of the answers within, logarithmic",
            answer,
            decades.collect(),
            logarithmic,
        ),
    ];
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        TOP + 3.0 * STEP
    );
    legend(&mut svg);
    for (at, (title, groups, scale, height)) in panels.into_iter().enumerate() {
        let panel = Panel {
            title,
            groups,
            scale,
            height,
        };
        panel.draw(&mut svg, TOP + STEP * at as f64);
    }
    svg + "</svg>\n"
}

/// The height of a time in the panel, 0 to 1.
fn logarithmic(ms: f64) -> f64 {
    let (low, high) = (f64::from(DECADES.0), f64::from(DECADES.1));
    ((ms.max(1e-9).log10() - low) / (high - low)).clamp(0.0, 1.0)
}

fn legend(svg: &mut String) {
    let mut x = LEFT;
    for (engine, colour) in COLOURS {
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"14\" width=\"12\" height=\"12\" fill=\"{colour}\"/>\
             <text x=\"{}\" y=\"24\">{engine}</text>",
            x + 18.0
        );
        x += 60.0 + 7.0 * engine.len() as f64;
    }
}

impl Panel<'_> {
    fn draw(&self, svg: &mut String, top: f64) {
        let _ = writeln!(
            svg,
            "<text x=\"{LEFT}\" y=\"{}\" font-weight=\"bold\">{}</text>",
            top - 10.0,
            self.title
        );
        for (label, height) in &self.scale {
            let y = top + PANEL * (1.0 - height);
            let _ = writeln!(
                svg,
                "<path d=\"M{LEFT} {y:.1}H{}\" stroke=\"#ccc\"/>\
                 <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\" font-size=\"10\">{label}</text>",
                WIDTH - 10.0,
                LEFT - 6.0,
                y + 3.0
            );
        }
        let width = (WIDTH - LEFT - 10.0) / self.groups.len().max(1) as f64;
        for (at, (title, bars)) in self.groups.iter().enumerate() {
            let left = LEFT + width * at as f64;
            let _ = writeln!(
                svg,
                "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\" font-size=\"9\">{title}</text>",
                left + width / 2.0,
                top + PANEL + 16.0
            );
            self.bars(svg, bars, left + width * 0.1, width * 0.8, top);
        }
    }

    fn bars(&self, svg: &mut String, bars: &[Bar], left: f64, width: f64, top: f64) {
        let width = width / bars.len().max(1) as f64;
        for (at, bar) in bars.iter().enumerate() {
            let Some(value) = bar.value else { continue };
            let known = COLOURS.iter().find(|(engine, _)| *engine == bar.engine);
            let colour = known.map_or("#666", |(_, colour)| colour);
            let height = PANEL * (self.height)(value);
            let _ = writeln!(
                svg,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\" fill=\"{colour}\">\
                 <title>{}: {value:.3}</title></rect>",
                left + width * at as f64,
                top + PANEL - height,
                width * 0.9,
                bar.engine
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_their_line_and_are_as_high_as_their_value() {
        let group = |value| {
            let engine = "Aside";
            vec![("set", vec![Bar { engine, value }])]
        };
        let svg = draw(&group(Some(0.5)), &group(Some(10.0)), &group(None));
        assert_eq!(svg.matches("<title>Aside").count(), 2);
        // Half of 200 from the panel's foot; 10 ms are three of six decades.
        assert_eq!(svg.matches("height=\"100.0\"").count(), 2);
    }
}
