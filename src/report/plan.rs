//! Plan: what the edits of articles cost, per locale, for people and machines.

use std::io::{self, Write};

use serde::Serialize;

use super::{count, json};
use crate::cost::{Amount, Cost};
use crate::locale::Locale;

/// Writes the costs for people: the work first, then where it comes from.
pub fn text(out: &mut dyn Write, against: &str, costs: &[(&Locale, Cost)]) -> io::Result<()> {
    if costs.iter().all(|(_, cost)| cost.is_nothing()) {
        return writeln!(out, "No edit since {against} asks for a translation");
    }
    for (locale, cost) in costs {
        writeln!(
            out,
            "{locale}: {} to translate or review",
            amount(cost.work())
        )?;
        let stale = cost.stale.iter();
        let stale = stale.map(|(class, amount)| (format!("stale by {class}"), *amount));
        let lines = std::iter::once(("new".to_owned(), cost.new))
            .chain(stale)
            .chain([("drafts to confirm".to_owned(), cost.drafts)])
            .chain([("carried, nothing to do".to_owned(), cost.carried)]);
        for (what, n) in lines.filter(|(_, n)| 0 < n.segments) {
            writeln!(out, "    {what}: {}", amount(n))?;
        }
    }
    Ok(())
}

fn amount(amount: Amount) -> String {
    format!(
        "{}, {}",
        count(amount.segments, "segment"),
        count(amount.words, "word")
    )
}

#[derive(Serialize)]
struct Json<'a> {
    schema: &'static str,
    against: &'a str,
    revision: &'a str,
    locales: Vec<JsonLocale<'a>>,
}

#[derive(Serialize)]
struct JsonLocale<'a> {
    locale: &'a str,
    work: Amount,
    #[serde(flatten)]
    cost: &'a Cost,
}

/// Writes the costs as `tolka.plan/1`. `revision` is the hash that `against` stands for.
pub fn plan_json(
    out: &mut dyn Write,
    against: &str,
    revision: &str,
    costs: &[(&Locale, Cost)],
) -> io::Result<()> {
    let locales = costs.iter().map(|(locale, cost)| JsonLocale {
        locale: locale.as_str(),
        work: cost.work(),
        cost,
    });
    let report = Json {
        schema: "tolka.plan/1",
        against,
        revision,
        locales: locales.collect(),
    };
    json::write(out, &report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Class;
    use crate::report::fixture::{valid, written};

    #[test]
    fn costs_read_well_and_are_as_published() {
        let amount = |segments, words| Amount { segments, words };
        let (es, sv): (Locale, Locale) = ("es".parse().unwrap(), "sv".parse().unwrap());
        let cost = Cost {
            new: amount(1, 7),
            stale: [(Class::Number, amount(2, 1_200))].into(),
            drafts: amount(1, 5),
            carried: Amount::default(),
        };
        let costs = [(&es, cost), (&sv, Cost::default())];
        assert_eq!(
            written(|out| text(out, "main", &costs)),
            "es: 4 segments, 1,212 words to translate or review\n    new: 1 segment, 7 words\n    stale by number: 2 segments, 1,200 words\n    drafts to confirm: 1 segment, 5 words\nsv: 0 segments, 0 words to translate or review\n"
        );
        let report = valid(|out| plan_json(out, "main", &"0".repeat(40), &costs));
        assert_eq!(report["locales"][0]["stale"]["number"]["words"], 1_200);
        assert_eq!(
            written(|out| text(out, "main", &costs[1..])),
            "No edit since main asks for a translation\n"
        );
    }
}
