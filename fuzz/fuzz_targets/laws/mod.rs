//! What holds for an article of any format, whatever its bytes and its translations.

use tolka::assemble::{Choice, Style, assemble};
use tolka::document::structure::{Placed, Shape, difference, structure};
use tolka::document::{Document, Format, Settings, Unit};
use tolka::prove::broken_laws;
use tolka::segment::Rules;

/// Fails where `source` breaks a law of articles, or where `text` in the place of every segment changes the blocks.
pub fn hold(source: &str, text: &str, format: Format) {
    let settings = Settings {
        unit: Unit::Sentence,
        front_matter: vec!["title".to_owned(), "description".to_owned()],
        protect: Vec::new(),
        rules: Rules::new("en"),
    };
    let (document, _) = Document::parse(source, format, &settings);
    assert_eq!(broken_laws(&document), []);
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    let choices = vec![Choice::Text(text); document.segments.len()];
    let built = assemble(&document, &choices, Style::default()).text;
    let found = difference(&blocks(source, format), &blocks(&built, format));
    assert_eq!(found, None, "{built}");
}

fn blocks(source: &str, format: Format) -> Vec<Placed> {
    let mut shapes = structure(source, format);
    let is_inline =
        |shape: &Shape| matches!(shape, Shape::Link | Shape::Image | Shape::FootnoteReference(_));
    shapes.retain(|placed| !is_inline(&placed.shape));
    shapes
}
