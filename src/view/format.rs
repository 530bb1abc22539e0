//! Amounts, shares and times, written by the browser's `Intl` in the reader's way.

use aside_engine::lang::Lang;
use aside_engine::money::Money;
use aside_engine::time::{DAY, MINUTE, Moment};
use js_sys::{Array, Date, Function, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

/// An amount with its currency, to the last digit; cents are left out where there are none.
pub fn money(lang: &Lang, money: Money) -> String {
    let mut how =
        "NumberFormat;style=currency;trailingZeroDisplay=stripIfInteger;currency=".to_owned();
    how.push_str(money.currency.code());
    format(lang, &how, &JsValue::from_str(&money.to_decimal()))
}

/// A share given in basis points, as per cent.
pub fn percent(lang: &Lang, basis_points: i64) -> String {
    let share = basis_points as f64 / 10_000.0;
    format(
        lang,
        "NumberFormat;style=percent;maximumFractionDigits=2",
        &share.into(),
    )
}

/// A day and time: "today" and its neighbours by name, a weekday within a week, else the date.
pub fn when(lang: &Lang, moment: Moment) -> String {
    let date = Date::new(&(moment.utc_ms as f64).into());
    let now = Date::new_0();
    let days = local_day(&date) - local_day(&now);
    if days == 0 {
        let mut today = format(lang, "RelativeTimeFormat;numeric=auto", &0.into());
        today.push(' ');
        today.push_str(&format(
            lang,
            "DateTimeFormat;hour=numeric;minute=2-digit",
            &date,
        ));
        return today;
    }
    let how = if days.abs() < 7 {
        "DateTimeFormat;weekday=long;hour=numeric;minute=2-digit"
    } else if date.get_full_year() == now.get_full_year() {
        "DateTimeFormat;month=long;day=numeric;hour=numeric;minute=2-digit"
    } else {
        "DateTimeFormat;year=numeric;month=long;day=numeric;hour=numeric;minute=2-digit"
    };
    format(lang, how, &date)
}

/// A time of day from minutes since midnight; full hours without minutes.
pub fn clock(lang: &Lang, minutes: u16) -> String {
    // Any day without a change of clocks does.
    let (hour, minute) = (i32::from(minutes / 60), i32::from(minutes % 60));
    let date = Date::new_with_year_month_day_hr_min(2024, 0, 15, hour, minute);
    let how = if minute == 0 {
        "DateTimeFormat;hour=numeric"
    } else {
        "DateTimeFormat;hour=numeric;minute=2-digit"
    };
    format(lang, how, &date)
}

/// Days since 1970 on the calendar of this browser.
fn local_day(date: &Date) -> i32 {
    let local = date.get_time() - date.get_timezone_offset() * MINUTE as f64;
    (local / DAY as f64).floor() as i32
}

/// What an `Intl` class makes of a value; `how` is its name and options, `NumberFormat;style=percent`.
/// Empty only in a browser without it, which is none that reads our style sheet.
fn format(lang: &Lang, how: &str, value: &JsValue) -> String {
    let say = || {
        let formatter = formatter(lang.tag(), how)?;
        let method = Reflect::get(&formatter, &"format".into()).ok()?;
        // The unit is for relative times; the other classes take one argument and leave it alone.
        let text = method
            .unchecked_into::<Function>()
            .call2(&formatter, value, &"day".into());
        text.ok()?.as_string()
    };
    say().unwrap_or_default()
}

thread_local! {
    /// Formatters, which are costly to make, by what they were made of; a handful of languages
    /// times five kinds.
    static MADE: RefCell<Vec<(String, JsValue)>> = const { RefCell::new(Vec::new()) };
}

fn formatter(tag: &str, how: &str) -> Option<JsValue> {
    let name = tag.to_owned() + how;
    MADE.with_borrow_mut(|all| {
        if let Some((_, formatter)) = all.iter().find(|(have, _)| *have == name) {
            return Some(formatter.clone());
        }
        // A tag that the browser finds odd throws; its own language stands in.
        let formatter = make(&tag.into(), how).or_else(|| make(&JsValue::UNDEFINED, how))?;
        all.push((name, formatter.clone()));
        Some(formatter)
    })
}

fn make(tag: &JsValue, how: &str) -> Option<JsValue> {
    let mut parts = how.split(';');
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &parts.next()?.into())
        .ok()?
        .unchecked_into();
    let options = Object::new();
    for (key, value) in parts.filter_map(|part| part.split_once('=')) {
        Reflect::set(&options, &key.into(), &value.into()).ok()?;
    }
    Reflect::construct(&class, &Array::of2(tag, &options)).ok()
}
