//! Element: what each element of HTML is to a translator: where a block begins, what it is called, what is no prose.
//!
//! Separate because these are tables of the standard; it must not know how a document is read.

use super::tree::Kind;

/// Tells what an element is. One that nobody knows stands in a line of text, as browsers have it.
pub(crate) fn kind(name: &str) -> Kind {
    match name {
        "area" | "base" | "basefont" | "bgsound" | "col" | "embed" | "frame" | "hr" | "input"
        | "link" | "meta" | "param" | "source" | "track" => Kind::VoidBlock,
        "br" | "img" | "image" | "wbr" => Kind::Void,
        "address" | "article" | "aside" | "audio" | "blockquote" | "body" | "button" | "canvas"
        | "caption" | "center" | "colgroup" | "datalist" | "dd" | "details" | "dialog" | "dir"
        | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form"
        | "frameset" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "head" | "header" | "hgroup"
        | "html" | "iframe" | "label" | "legend" | "li" | "listing" | "main" | "marquee"
        | "menu" | "meter" | "nav" | "noembed" | "noframes" | "noscript" | "object" | "ol"
        | "optgroup" | "option" | "output" | "p" | "picture" | "plaintext" | "pre" | "progress"
        | "script" | "search" | "section" | "select" | "style" | "summary" | "table" | "tbody"
        | "td" | "template" | "textarea" | "tfoot" | "th" | "thead" | "title" | "tr" | "ul"
        | "video" | "xmp" => Kind::Block,
        _ => Kind::Inline,
    }
}

/// Tells whether the inside of an element is no prose.
pub(crate) fn is_verbatim(name: &str) -> bool {
    matches!(
        name,
        "code"
            | "iframe"
            | "listing"
            | "math"
            | "noembed"
            | "noframes"
            | "plaintext"
            | "pre"
            | "script"
            | "style"
            | "svg"
            | "textarea"
            | "xmp"
    )
}

/// Names what stands in a block element.
pub(crate) fn context(name: &str) -> Option<&'static str> {
    Some(match name {
        "h1" => "heading 1",
        "h2" => "heading 2",
        "h3" => "heading 3",
        "h4" => "heading 4",
        "h5" => "heading 5",
        "h6" => "heading 6",
        "li" => "list item",
        "td" | "th" => "table cell",
        "caption" | "figcaption" => "caption",
        "dt" => "term",
        "dd" => "definition",
        "title" => "title",
        "summary" => "summary",
        "legend" => "legend",
        "label" => "label",
        "button" => "button",
        "option" | "optgroup" => "option",
        // Nothing of an outer item or cell reaches in here.
        "blockquote" | "body" | "section" | "article" | "aside" | "table" | "ul" | "ol" | "dl"
        | "html" | "details" | "figure" | "form" | "menu" => "paragraph",
        _ => return None,
    })
}

/// Names the prose in an attribute of an element.
pub(crate) fn attribute_context(element: &str, attribute: &str) -> Option<&'static str> {
    Some(match (element, attribute) {
        ("img" | "area" | "input" | "image", "alt") => "alt text",
        (_, "title") => "title attribute",
        ("input" | "textarea", "placeholder") => "placeholder",
        (_, "aria-label") => "aria-label",
        (_, "aria-description") => "aria-description",
        ("optgroup" | "option" | "track", "label") => "label",
        _ => return None,
    })
}

/// Names the prose in the `content` of a `<meta>` by its `name` or `property`.
pub(crate) fn meta_context(name: &str) -> Option<&'static str> {
    Some(match &*name.trim().to_ascii_lowercase() {
        "description" => "description",
        "og:title" => "og:title",
        "og:description" => "og:description",
        "og:site_name" => "og:site_name",
        "og:image:alt" => "og:image:alt",
        "twitter:title" => "twitter:title",
        "twitter:description" => "twitter:description",
        "twitter:image:alt" => "twitter:image:alt",
        _ => return None,
    })
}

/// Tells whether the value of a form control is what stands on a button.
pub(crate) fn is_button(kind: &str) -> bool {
    ["submit", "button", "reset"]
        .iter()
        .any(|one| kind.eq_ignore_ascii_case(one))
}
