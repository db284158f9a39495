//! The check `output`.

use super::facts::{Output, OutputState};
use super::scene::Scene;
use super::sheet::Remark;
use super::{Check, Docs, Look};
use crate::finding::Severity;

/// Finds outputs that are not as `build` would write them.
pub static CHECK: Check = Check {
    id: "output",
    summary: "Finds localized articles and pages that are not as `tolka build` would write them",
    docs: Docs {
        what: "Compares the folder of the outputs with what `tolka build` would write today: files that are not \
there, files with other bytes, and files that it once wrote and would no more. A workspace that holds no record \
of a build (`out/.tolka`) has no findings: its outputs are made elsewhere.",
        why: "Where the outputs are committed, the published article is theirs, not the translation's. A \
warning, because `tolka build --check` is the gate for it.",
        example: "
```output out/es/accord.md
differs
```

> out/es/accord.md is not what \"tolka build\" would write",
        todo: "Run `tolka build` and commit what it writes.",
        sources: "- tolka's own: the record of the outputs",
    },
    severity: Severity::Warning,
    look: Look::Whole(look),
};

fn look<'s>(scene: &'s Scene<'s>) -> Vec<Remark<'s>> {
    scene.facts.outputs.iter().map(remark).collect()
}

fn remark(output: &Output) -> Remark<'_> {
    let path = &output.path;
    let message = match output.state {
        OutputState::Missing => format!("{path} is not built"),
        OutputState::Differs => format!("{path} is not what \"tolka build\" would write"),
        OutputState::LeftOver => format!("{path} is left over from an earlier build"),
    };
    Remark {
        locale: output.locale.as_ref(),
        article: output.article.clone(),
        id: None,
        path: path.clone(),
        region: None,
        message,
        help: "run \"tolka build\"".to_owned(),
        fix: None,
        ignores: Vec::new(),
        is_minor: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::facts::Facts;
    use crate::check::levels::Levels;
    use crate::check::testing::{lines, with_workspace};

    fn check(states: &[OutputState], expect: &[&str]) {
        let outputs = states.iter().map(|state| Output {
            path: "out/es/a.md".into(),
            locale: "es".parse().ok(),
            article: Some("source/a.md".into()),
            state: *state,
        });
        let facts = Facts {
            outputs: outputs.collect(),
            ..Facts::default()
        };
        with_workspace(&[], |workspace| {
            let findings = crate::check::run(workspace, &facts, &Levels::default());
            assert_eq!(lines(&findings, "output"), expect);
        });
    }

    #[test]
    fn fires_on_each_state() {
        check(&[OutputState::Missing], &["- - out/es/a.md is not built"]);
        check(
            &[OutputState::Differs],
            &["- - out/es/a.md is not what \"tolka build\" would write"],
        );
        check(
            &[OutputState::LeftOver],
            &["- - out/es/a.md is left over from an earlier build"],
        );
    }

    #[test]
    fn silent_where_the_outputs_are_fresh() {
        check(&[], &[]);
    }
}
