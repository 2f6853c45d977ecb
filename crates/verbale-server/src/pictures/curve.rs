//! Cooperation and conflict between two countries over time, with encounters and demands marked.

use super::months::{round, ticks};
use super::{ACCENT, AGAINST, FOR, INK, Picture, RULE, run_of_months};
use crate::read::Pulse;
use crate::words;
use maud::html;
use std::collections::BTreeMap;

const WIDTH: f64 = 1080.0;
const HEIGHT: f64 = 210.0;
const MIDDLE: f64 = 100.0;
const REACH: f64 = 66.0;
const MONTHS: usize = 120;

#[derive(Default, Clone)]
struct Bar {
    up: f64,
    down: f64,
    events: u64,
    encounters: u64,
    demands: u64,
}

/// Sums a month (a year, over ten years) of what either did to the other; marks from months with their numbers.
pub(crate) fn curve(
    names: (&str, &str),
    pulses: &[Pulse],
    encounters: &[(String, u64)],
    demands: &[(String, u64)],
    link: &dyn Fn(&str) -> String,
) -> Option<Picture> {
    let months = pulses
        .iter()
        .map(|p| &p.month)
        .chain(encounters.iter().map(|e| &e.0))
        .chain(demands.iter().map(|d| &d.0));
    let dated: Vec<&String> = months.filter(|m| !m.is_empty()).collect();
    let (first, last) = (dated.iter().min()?, dated.iter().max()?);
    let all = run_of_months(first, last);
    let by_year = all.len() > MONTHS || all.is_empty();
    let key = |m: &str| match (by_year, m.len()) {
        (true, _) => m.get(..4).unwrap_or(m).to_owned(),
        (false, 4) => format!("{m}-01"),
        _ => m.to_owned(),
    };
    let mut bars: BTreeMap<String, Bar> = all.iter().map(|m| (key(m), Bar::default())).collect();
    for p in pulses {
        let bar = bars.entry(key(&p.month)).or_default();
        bar.up += p.cooperation;
        bar.down += p.conflict;
        bar.events += p.events;
    }
    for (m, n) in encounters.iter().filter(|(m, _)| !m.is_empty()) {
        bars.entry(key(m)).or_default().encounters += n;
    }
    for (m, n) in demands.iter().filter(|(m, _)| !m.is_empty()) {
        bars.entry(key(m)).or_default().demands += n;
    }
    let most = bars.values().map(|b| b.up.max(-b.down)).fold(1.0, f64::max);
    let step = WIDTH / bars.len() as f64;
    let tall = |v: f64| (v.abs() / most).sqrt() * REACH;
    let wide = (step * 0.8).min(26.0);
    let content = html! {
        text.axis x="0" y="12" fill=(INK) { "encounters" }
        text.axis x="0" y="30" fill=(FOR) { "cooperation" }
        text.axis x="0" y="176" fill=(AGAINST) { "conflict" }
        text.axis x="0" y="190" fill=(INK) { "demands" }
        line.rule x1="0" x2=(WIDTH) y1=(MIDDLE) y2=(MIDDLE) stroke=(RULE) {}
        @for (n, (m, b)) in bars.iter().enumerate() {
            @let x = n as f64 * step;
            @let middle = x + step / 2.0;
            @let left = round(middle - wide / 2.0);
            @if b.events + b.encounters + b.demands > 0 {
                a href=(link(m)) {
                    title {
                        (words::month(m)) ": cooperation " (round(b.up)) ", conflict " (round(b.down)) ", "
                        (words::count(b.events, "event", "events")) ", "
                        (words::count(b.encounters, "encounter", "encounters")) ", "
                        (words::count(b.demands, "demand", "demands"))
                    }
                    rect.hit x=(round(x)) y="0" width=(round(step)) height=(HEIGHT - 16.0) fill="transparent" {}
                    rect.for x=(left) y=(round(MIDDLE - tall(b.up))) width=(round(wide)) height=(round(tall(b.up))) fill=(FOR) {}
                    rect.against x=(left) y=(MIDDLE) width=(round(wide)) height=(round(tall(b.down))) fill=(AGAINST) {}
                    @if b.encounters > 0 { circle.mark cx=(round(middle)) cy="20" r=(size(b.encounters)) fill=(ACCENT) {} }
                    @if b.demands > 0 { circle.demand cx=(round(middle)) cy="182" r=(size(b.demands)) fill="none" stroke=(AGAINST) stroke-width="1.5" {} }
                }
            }
        }
        @for (x, text) in ticks(&bars.keys().map(String::as_str).collect::<Vec<_>>(), step) {
            text.axis x=(round(x)) y="206" fill=(INK) { (text) }
        }
    };
    let (up, down) = bars.values().fold((0.0, 0.0), |(u, d), b| (u + b.up, d + b.down));
    let unit = if by_year { "year" } else { "month" };
    Some(Picture {
        title: format!("Cooperation and conflict between {} and {} by {unit}", names.0, names.1),
        description: format!(
            "From {} to {}: weights of cooperation add up to {:.1}, of conflict to {:.1}. Marks above are encounters, below demands.",
            words::month(first),
            words::month(last),
            up,
            down
        ),
        width: WIDTH as u32,
        height: HEIGHT as u32,
        content,
        head: vec![unit, "cooperation", "conflict", "events", "encounters", "demands"],
        rows: bars
            .iter()
            .map(|(m, b)| {
                let figures = [b.events, b.encounters, b.demands].map(|n| n.to_string());
                [m.clone(), format!("{:.1}", b.up), format!("{:.1}", b.down)]
                    .into_iter()
                    .chain(figures)
                    .collect()
            })
            .collect(),
    })
}

/// A mark's radius.
fn size(n: u64) -> f64 {
    round((n as f64).sqrt().mul_add(1.2, 1.8).min(7.0))
}
