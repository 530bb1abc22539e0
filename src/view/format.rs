//! Amounts, shares and times, written by the browser's `Intl` in the reader's way.
//!
//! A formatter is costly to make and is kept. Every call may throw (an odd language tag, an old
//! browser), so all go through `Reflect`, and a plain form stands in.

use aside_engine::lang::Lang;
use aside_engine::money::Money;
use aside_engine::time::{DAY, MINUTE, Moment};
use js_sys::{Array, Date, Function, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

/// An amount with its currency, to the last digit; cents are left out where there are none.
pub fn money(lang: &Lang, money: Money) -> String {
    let code = money.currency.code();
    let options = [
        ("style", "currency"),
        ("currency", code),
        ("trailingZeroDisplay", "stripIfInteger"),
    ];
    let amount = JsValue::from_str(&money.to_decimal());
    format(lang, "NumberFormat", &options, &[&amount]).unwrap_or_else(|| money.to_string())
}

/// A share given in basis points, as per cent.
pub fn percent(lang: &Lang, basis_points: i64) -> String {
    let share = basis_points as f64 / 10_000.0;
    let options = [("style", "percent"), ("maximumFractionDigits", "2")];
    format(lang, "NumberFormat", &options, &[&share.into()])
        .unwrap_or_else(|| format!("{}%", basis_points / 100))
}

/// A day and time: "today" and its neighbours by name, a weekday within a week, else the date.
pub fn when(lang: &Lang, moment: Moment) -> String {
    let date = date_of(moment.utc_ms as f64);
    let now = date_of(Date::now());
    let days = local_day(&date) - local_day(&now);
    let clock = [("hour", "numeric"), ("minute", "2-digit")];
    if days == 0 {
        let today = [("numeric", "auto")];
        let name = format(
            lang,
            "RelativeTimeFormat",
            &today,
            &[&days.into(), &"day".into()],
        );
        let time = format(lang, "DateTimeFormat", &clock, &[&date]);
        if let (Some(name), Some(time)) = (name, time) {
            return format!("{name} {time}");
        }
    }
    let day: &[(&str, &str)] = if days.abs() < 7 {
        &[("weekday", "long")]
    } else if date.get_full_year() == now.get_full_year() {
        &[("month", "long"), ("day", "numeric")]
    } else {
        &[("year", "numeric"), ("month", "long"), ("day", "numeric")]
    };
    let options = [day, &clock].concat();
    format(lang, "DateTimeFormat", &options, &[&date])
        .unwrap_or_else(|| String::from(date.to_iso_string()))
}

/// A time of day from minutes since midnight; full hours without minutes.
pub fn clock(lang: &Lang, minutes: u16) -> String {
    // Any day without a change of clocks does.
    let (hour, minute) = (i32::from(minutes / 60), i32::from(minutes % 60));
    let date = Date::new_with_year_month_day_hr_min(2024, 0, 15, hour, minute);
    let parts = if minute == 0 { 1 } else { 2 };
    let options = [("hour", "numeric"), ("minute", "2-digit")];
    let options = options.get(..parts).unwrap_or(&options);
    format(lang, "DateTimeFormat", options, &[&date])
        .unwrap_or_else(|| format!("{hour:02}:{minute:02}"))
}

fn date_of(utc_ms: f64) -> Date {
    Date::new(&utc_ms.into())
}

/// Days since 1970 on the calendar of this browser.
fn local_day(date: &Date) -> i32 {
    let local = date.get_time() - date.get_timezone_offset() * MINUTE as f64;
    (local / DAY as f64).floor() as i32
}

fn format(lang: &Lang, kind: &str, options: &[(&str, &str)], args: &[&JsValue]) -> Option<String> {
    let formatter = formatter(lang, kind, options)?;
    let method = Reflect::get(&formatter, &"format".into()).ok()?;
    let args: Array = args.iter().collect();
    let text = method.dyn_into::<Function>().ok()?.apply(&formatter, &args);
    text.ok()?.as_string()
}

thread_local! {
    /// Formatters by what they were made of; a handful of languages times five kinds.
    static MADE: RefCell<Vec<(String, JsValue)>> = const { RefCell::new(Vec::new()) };
}

fn formatter(lang: &Lang, kind: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let mut name = format!("{kind} {}", lang.tag());
    for (key, value) in options {
        name.push_str(key);
        name.push_str(value);
    }
    let made = MADE.with_borrow(|all| {
        let found = all.iter().find(|(have, _)| *have == name);
        found.map(|(_, formatter)| formatter.clone())
    });
    if made.is_some() {
        return made;
    }
    let formatter = make(lang, kind, options)?;
    MADE.with_borrow_mut(|all| all.push((name, formatter.clone())));
    Some(formatter)
}

fn make(lang: &Lang, kind: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &kind.into()).ok()?.dyn_into().ok()?;
    let object = Object::new();
    for (key, value) in options {
        Reflect::set(&object, &(*key).into(), &(*value).into()).ok()?;
    }
    let tags = Array::of1(&lang.tag().into());
    Reflect::construct(&class, &Array::of2(&tags, &object)).ok()
}
