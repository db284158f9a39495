//! Outline: the shape of an article and its anchors, both from one reading: who asks for one of them mostly asks for the
//! other too.
//!
//! It must not know what either is compared with.

use super::Format;
use super::anchors::{Anchors, Finder, anchors};
use super::dialect::each_event;
use super::structure::{Placed, shape_of, structure};

/// Is an article without its words.
#[derive(Debug, Default)]
pub struct Outline {
    /// Its shape.
    pub shapes: Vec<Placed>,
    /// Its links to places of its own, and these places.
    pub anchors: Anchors,
}

/// Says what of an outline is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The shape alone; there are no anchors then.
    Shape,
    /// All of it.
    All,
}

/// Reads an article.
pub fn outline(source: &str, format: Format, wanted: Wanted) -> Outline {
    let wants_anchors = wanted == Wanted::All;
    if format != Format::Markdown {
        return Outline {
            shapes: structure(source, format),
            anchors: if wants_anchors {
                anchors(source, format)
            } else {
                Anchors::default()
            },
        };
    }
    let mut shapes = Vec::new();
    let mut finder = Finder::default();
    each_event(source, |event, range| {
        let offset = range.start;
        shapes.extend(shape_of(event).map(|shape| Placed { shape, offset }));
        if wants_anchors {
            finder.take(source, event, range);
        }
    });
    Outline {
        shapes,
        anchors: finder.anchors,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reading_finds_what_two_find() {
        let markdown =
            "---\ntitle: A\n---\n# A `b`\n\n- [c](#a-b) ![d](e)\n\n[^1] <a id=f>g</a>\n\n[^1]: h\n";
        let html = "<h1 id=a>A</h1><p><a href=\"#a\">a</a>";
        for (source, format) in [
            (markdown, Format::Markdown),
            (html, Format::Html),
            ("A\n", Format::Text),
        ] {
            let both = outline(source, format, Wanted::All);
            let shapes = |placed: &[Placed]| format!("{placed:?}");
            assert_eq!(shapes(&both.shapes), shapes(&structure(source, format)));
            assert_eq!(both.anchors, anchors(source, format));
            assert_eq!(
                outline(source, format, Wanted::Shape).anchors,
                Anchors::default()
            );
        }
    }
}
