//! The check `dead-config`.

use super::scene::Scene;
use super::sheet::Remark;
use super::{Check, Docs, Look};
use crate::finding::{Region, Severity};
use crate::span::Position;

/// Finds what `tolka.toml` says in vain.
pub static CHECK: Check = Check {
    id: "dead-config",
    summary: "Finds settings of tolka.toml that match nothing",
    docs: Docs {
        what: "Names what stands in `tolka.toml` and has no effect on anything that is there: a glob of `include`, \
`exclude` or `[[locale.L.articles]]` that matches no file, a regex of `protect` or a preset that matches nothing in any \
article, a key of `front-matter` that no article has, a word of `[segment.words]` that stands in no article, the words of \
another language than the articles', a dictionary of a locale that the project does not have, a locale without a single \
file, a check of texts that is off and would find nothing.",
        why: "A glob with a letter wrong protects nothing, asks nothing, leaves nothing out, and looks as if it did.",
        example: "
```config tolka.toml
exclude: \"drafts/**\" matches no file
```

> exclude: \"drafts/**\" matches no file",
        todo: "Mend the setting, or take it away.",
        sources: "- tolka's own: [the keys of tolka.toml](../config.md)",
    },
    severity: Severity::Warning,
    look: Look::Whole(look),
};

fn look<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    let dead = scene.facts.dead.iter().map(|dead| {
        let start = dead.position;
        let end = Position {
            column: start.column + dead.n_columns.max(1),
            ..start
        };
        Remark {
            locale: None,
            article: None,
            id: None,
            path: scene.facts.config.clone(),
            region: Some(Region { start, end }),
            message: dead.message.clone(),
            help: "mend it, or take it away".to_owned(),
            fix: None,
            ignores: Vec::new(),
            is_minor: false,
        }
    });
    dead.collect()
}

#[cfg(test)]
mod tests {
    use crate::check::facts::{Dead, Facts};
    use crate::check::levels::{Level, Levels};
    use crate::check::testing::{lines, with_workspace};
    use crate::check::{find, run};
    use crate::span::Position;

    #[test]
    fn what_is_dead_is_said_at_its_place_unless_it_is_off() {
        let facts = Facts {
            config: "tolka.toml".to_owned(),
            dead: vec![Dead {
                position: Position {
                    line: 7,
                    column: 12,
                },
                n_columns: 11,
                message: "exclude: \"drafts/**\" matches no file".to_owned(),
            }],
            ..Facts::default()
        };
        let mut levels = Levels::default();
        let findings = with_workspace(&[], |workspace| run(workspace, &facts, &levels));
        assert_eq!(
            lines(&findings, "dead-config"),
            ["- 7:12-7:23 exclude: \"drafts/**\" matches no file"]
        );
        levels.checks.insert("dead-config".to_owned(), Level::Off);
        let findings = with_workspace(&[], |workspace| run(workspace, &facts, &levels));
        assert!(lines(&findings, "dead-config").is_empty());
        assert!(!find("dead-config").unwrap().can_be_ignored());
    }
}
