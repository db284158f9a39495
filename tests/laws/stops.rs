//! Laws 10 and 11: a sync that was stopped, a file that could not be written, a locale that was left behind: the next
//! sync ends where an undisturbed one does, or as near to it as what is known allows, and never calls a text current
//! that was made from other English.

use proptest::prelude::*;

use crate::many::{Fate, Many, history};

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_interrupted_sync_converges(times in history(3)) {
        let before = Many::new(&times[0]).sync().translate(&["es", "ru"]);
        let edited = before.with_articles(&times[1]);
        let expect = edited.sync();
        expect.assert_honest();
        expect.assert_nothing_lost(&before);
        for n in 0..edited.n_writes() {
            let stopped = edited.sync_where(|at, _| if at == n { Fate::Stop } else { Fate::Write });
            prop_assert_eq!(&stopped.sync().files, &expect.files, "stopped before write {}", n);
            // Somebody edits on before anybody syncs again.
            let later = stopped.with_articles(&times[2]);
            later.assert_honest();
            let later = later.sync();
            later.assert_honest();
            later.assert_nothing_lost(&before);
            prop_assert_eq!(later.sync(), later);
        }
    }

    #[test]
    fn a_locale_left_behind_catches_up(times in history(4), refused in 0..4usize, n_old in 0..3usize) {
        let mut states = vec![Many::new(&times[0]).sync().translate(&["es", "ru"])];
        for articles in &times[1..] {
            let last = states.last().unwrap();
            states.push(last.with_articles(articles).sync().translate(&["es", "ru"]));
        }
        // The files of one locale are those of an older revision: a branch, a backup, a careless checkout.
        let mut behind = states[3].clone();
        behind.files.retain(|path, _| !path.starts_with("locales/es/"));
        let old = states[n_old].files.iter().filter(|(path, _)| path.starts_with("locales/es/"));
        behind.files.extend(old.map(|(path, raw)| (path.clone(), raw.clone())));
        check_catches_up(&behind, &states[n_old]);
        // One file could not be written for a while, and the others moved on.
        let mut world = states[0].clone();
        for articles in &times[1..] {
            let edited = world.with_articles(articles);
            let es: Vec<String> = edited.files.keys().filter(|path| path.starts_with("locales/es/")).cloned().collect();
            let locked = es.get(refused % es.len().max(1)).cloned();
            world = edited.sync_where(|_, path| if Some(path) == locked.as_deref() { Fate::Refuse } else { Fate::Write });
            world.assert_honest();
        }
        check_catches_up(&world, &world.clone());
    }
}

/// Syncs a workspace whose locale es holds what `old` holds of it.
fn check_catches_up(behind: &Many, old: &Many) {
    behind.assert_honest();
    let caught_up = behind.sync();
    caught_up.assert_honest();
    caught_up.assert_nothing_lost(old);
    assert_eq!(caught_up.sync(), caught_up, "it is caught up at once");
    let said = |many: &Many| {
        let mut known = many.known();
        known.sort();
        known
    };
    assert_eq!(
        said(behind),
        said(&caught_up),
        "what was said before is what is said after"
    );
}
