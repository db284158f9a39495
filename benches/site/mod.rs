//! Site: a generated documentation site for the benches, the same in every run, with the shape of real ones: many
//! short articles and a few long ones, code, tables, lists, links, sentences that stand on many pages.
//!
//! Its text is made of the words of `words`, and has as much of everything as OpenTelemetry's English docs (768 articles,
//! 5.6 MB; docs/performance.md has both side by side): a quarter is code in fences, an eighth tables, lines end at 80
//! columns, one article in four writes its links as references, and there is some HTML.

pub mod words;

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use words::{LOCALES, Seeded, translate};

/// Returns how many articles the sites have that somebody wants measured: 1,000, or what `TOLKA_BENCH_ARTICLES` lists.
pub fn sizes() -> Vec<usize> {
    let Ok(listed) = std::env::var("TOLKA_BENCH_ARTICLES") else {
        return vec![1_000];
    };
    let sizes = listed.split(',').map(|size| {
        size.trim()
            .parse()
            .expect("TOLKA_BENCH_ARTICLES lists numbers")
    });
    sizes.collect()
}

/// Is an article, block by block.
#[derive(Clone)]
pub struct Article {
    /// Its path below the source folder.
    pub path: String,
    title: String,
    description: String,
    blocks: Vec<Block>,
    /// Whether the targets of its links stand at its end.
    has_references: bool,
}

#[derive(Clone)]
enum Block {
    Heading(usize, String),
    Paragraph(Vec<String>),
    Note(Vec<String>),
    List(Vec<String>),
    Code(Vec<String>),
    Table(Vec<[String; 3]>),
    Image(String, String),
}

/// Is a site: its articles in English.
pub struct Site {
    pub articles: Vec<Article>,
}

impl Site {
    /// Makes a site of `n` articles.
    pub fn new(n: usize) -> Self {
        let mut seeded = Seeded(2015);
        // What stands on many pages, as notices and steps do.
        let common: Vec<String> = (0..40).map(|_| sentence(&mut seeded)).collect();
        let articles = (0..n).map(|idx| article(&mut seeded, idx, &common));
        Site {
            articles: articles.collect(),
        }
    }

    /// Changes one word in `percent` of 100 sentences, and with `percent` 0 in one sentence of one article.
    pub fn edit(&mut self, percent: usize) {
        let mut seeded = Seeded(2021);
        let blocks = self
            .articles
            .iter_mut()
            .flat_map(|article| &mut article.blocks);
        for block in blocks {
            let (Block::Paragraph(sentences) | Block::Note(sentences) | Block::List(sentences)) =
                block
            else {
                continue;
            };
            for sentence in sentences {
                if percent == 0 || seeded.once_in(percent) {
                    *sentence = sentence.replacen(' ', &format!(" {} ", seeded.adjective()), 1);
                }
                if percent == 0 {
                    return;
                }
            }
        }
    }

    /// Writes the articles and the config into a folder.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        self.write_as(folder, "md", Article::markdown)
    }

    /// Writes the articles in HTML, and the config.
    pub fn write_html(&self, folder: &Path) -> io::Result<()> {
        self.write_as(folder, "html", Article::html)
    }

    fn write_as(
        &self,
        folder: &Path,
        ending: &str,
        text: fn(&Article) -> String,
    ) -> io::Result<()> {
        let locales = LOCALES.map(|locale| format!("{locale:?}")).join(", ");
        let config = format!(
            "[project]\nsource-locale = \"en\"\nlocales = [{locales}]\n[build]\nformats = [\"source\"]\n"
        );
        fs::create_dir_all(folder)?;
        fs::write(folder.join("tolka.toml"), config)?;
        for article in &self.articles {
            let path = folder.join("source").join(&article.path);
            let path = path.with_extension(ending);
            fs::create_dir_all(path.parent().expect("below the source folder"))?;
            fs::write(path, text(article))?;
        }
        Ok(())
    }

    /// Writes the site with all its locales complete, as `sync` of this `tolka` and a translator leave it.
    pub fn write_translated(&self, folder: &Path, tolka: &Path) -> io::Result<()> {
        self.write(folder)?;
        run(tolka, folder, &["sync"]);
        for locale in LOCALES {
            fill(&folder.join("locales").join(locale), locale)?;
        }
        run(tolka, folder, &["sync"]);
        Ok(())
    }
}

/// Runs a command in a folder; what it says is not looked at, that it does not fail is.
pub fn run(tolka: &Path, folder: &Path, args: &[&str]) {
    let output = Command::new(tolka).args(args).current_dir(folder).output();
    let output = output.expect("tolka starts");
    assert!(
        output.status.code().is_some_and(|code| code <= 1),
        "tolka {}: {}",
        args.join(" "),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Translates the stubs of a locale's folder.
fn fill(folder: &Path, locale: &str) -> io::Result<()> {
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.is_dir() {
            fill(&path, locale)?;
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let mut filled = String::with_capacity(text.len() * 2);
        let mut source = None;
        for line in text.lines() {
            match (line.strip_prefix("# "), source) {
                (Some(comment), _) if comment.starts_with("@source ") => {
                    source = comment.strip_prefix("@source ").map(str::trim_start);
                    filled.push_str(line);
                }
                (Some(stub), Some(english)) if stub.ends_with(" =") => {
                    write!(filled, "{stub}\n    {}", translate(english, locale))
                        .expect("a string grows");
                    source = None;
                }
                _ => filled.push_str(line),
            }
            filled.push('\n');
        }
        fs::write(path, filled)?;
    }
    Ok(())
}

fn article(seeded: &mut Seeded, idx: usize, common: &[String]) -> Article {
    let name = format!("{}-{}", seeded.rare(), seeded.rare());
    // Half of them are short, a few very long: lengths of real sites are like this.
    let length = (0..3).map(|_| seeded.below(190)).sum::<usize>();
    let length = 740.0 * 2_f64.powf(f64::from(u32::try_from(length).expect("small")) / 100.0);
    let mut article = Article {
        path: format!("part{:02}/{name}-{idx}.md", idx % 40),
        title: heading(seeded),
        description: sentence(seeded),
        blocks: Vec::new(),
        has_references: seeded.once_in(25),
    };
    let mut n_bytes = 0;
    while f64::from(n_bytes) < length {
        let block = block(seeded, common, article.blocks.is_empty());
        let mut text = String::new();
        block.markdown(&mut text);
        n_bytes += u32::try_from(text.len()).expect("a block is small");
        article.blocks.push(block);
    }
    article
}

fn block(seeded: &mut Seeded, common: &[String], is_first: bool) -> Block {
    let sentences = |seeded: &mut Seeded| {
        let n = 1 + seeded.below(5);
        let one = |seeded: &mut Seeded| match seeded.once_in(6) {
            true => common[seeded.below(common.len())].clone(),
            false => sentence(seeded),
        };
        (0..n).map(|_| one(seeded)).collect()
    };
    match seeded.below(100) {
        _ if is_first => Block::Paragraph(sentences(seeded)),
        0..23 => Block::Heading(2 + seeded.below(2), heading(seeded)),
        23..54 => Block::Paragraph(sentences(seeded)),
        54..66 => {
            let n = 2 + seeded.below(5);
            Block::List((0..n).map(|_| sentence(seeded)).collect())
        }
        66..83 => {
            let n = 4 + seeded.below(28);
            Block::Code((0..n).map(|_| code(seeded)).collect())
        }
        83..88 => {
            let n = 2 + seeded.below(9);
            let row = |seeded: &mut Seeded| {
                [
                    format!("`{}.{}_{}`", seeded.rare(), seeded.rare(), seeded.rare()),
                    sentence(seeded),
                    seeded.below(100).to_string(),
                ]
            };
            Block::Table((0..n).map(|_| row(seeded)).collect())
        }
        88..93 => Block::Note(vec![common[seeded.below(common.len())].clone()]),
        _ => Block::Image(heading(seeded), format!("{}.png", seeded.rare())),
    }
}

fn heading(seeded: &mut Seeded) -> String {
    let text = format!(
        "{} {} {}",
        seeded.adjective(),
        seeded.noun(),
        seeded.preposition()
    );
    capital(&format!("{text} the {}", seeded.noun()))
}

/// Makes a sentence with the markup of documentation: code, links, emphasis.
fn sentence(seeded: &mut Seeded) -> String {
    let mut text = match seeded.below(20) {
        0 => "why does".to_owned(),
        1..5 => format!("when the {} {}", seeded.noun(), seeded.verb()),
        _ => String::new(),
    };
    let n = 1 + seeded.below(2);
    for part in 0..n {
        if part != 0 {
            text.push_str(if seeded.once_in(50) { " and" } else { ", that" });
        }
        let thing = thing(seeded);
        write!(text, " the {thing} {} the", seeded.verb()).expect("a string grows");
        if seeded.once_in(40) {
            write!(text, " {}", seeded.adjective()).expect("a string grows");
        }
        write!(
            text,
            " {} {} the {}",
            seeded.noun(),
            seeded.preposition(),
            seeded.noun()
        )
        .expect("a string grows");
    }
    if seeded.once_in(10) {
        write!(text, " {} {}", seeded.preposition(), 2 + seeded.below(90)).expect("a string grows");
    }
    let end = if text.starts_with("why") { '?' } else { '.' };
    format!("{}{end}", capital(text.trim_start()))
}

fn thing(seeded: &mut Seeded) -> String {
    let noun = seeded.noun();
    match seeded.below(100) {
        0..17 => format!("`{}_{}`", seeded.rare(), seeded.rare()),
        17..33 => {
            let path: Vec<String> = (0..5).map(|_| seeded.rare()).collect();
            format!("[{noun}](https://example.org/{}/)", path.join("/"))
        }
        33..38 => format!("**{noun}**"),
        38..40 => format!("<kbd>{noun}</kbd>"),
        40 => format!("<https://example.org/{}/>", seeded.rare()),
        41 => format!("{noun} & {}", seeded.noun()),
        _ => noun,
    }
}

fn code(seeded: &mut Seeded) -> String {
    let indent = "    ".repeat(seeded.below(3));
    format!(
        "{indent}{}.{}({});",
        seeded.rare(),
        seeded.rare(),
        seeded.below(1_000)
    )
}

fn capital(text: &str) -> String {
    let (first, rest) = text.split_at(1);
    first.to_uppercase() + rest
}

impl Article {
    /// Writes it in Markdown.
    pub fn markdown(&self) -> String {
        let mut text = format!(
            "---\ntitle: {}\ndescription: {}\nweight: 10\nspelling: {}\n---\n",
            self.title,
            self.description.replace(['`', '*'], "").replace(": ", " "),
            self.path.repeat(4)
        );
        for block in &self.blocks {
            text.push('\n');
            block.markdown(&mut text);
        }
        match self.has_references {
            true => referring(&text),
            false => text,
        }
    }

    /// Writes it in HTML.
    pub fn html(&self) -> String {
        let mut text = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>{}</title></head>\n<body>\n<h1>{}</h1>\n",
            self.title, self.title
        );
        for block in &self.blocks {
            block.html(&mut text);
        }
        text + "</body>\n</html>\n"
    }
}

impl Block {
    fn markdown(&self, text: &mut String) {
        match self {
            Block::Heading(level, heading) => writeln!(text, "{} {heading}", "#".repeat(*level)),
            Block::Paragraph(sentences) => {
                writeln!(text, "{}", wrapped(&sentences.join(" "), "", ""))
            }
            Block::Note(sentences) => {
                writeln!(text, "{}", wrapped(&sentences.join(" "), "> ", "> "))
            }
            Block::List(items) => items
                .iter()
                .try_for_each(|item| writeln!(text, "{}", wrapped(item, "- ", "  "))),
            Block::Code(lines) => writeln!(text, "```rust\n{}\n```", lines.join("\n")),
            Block::Table(rows) => {
                text.push_str("| Name | Reason | Number |\n| --- | --- | --- |\n");
                let mut rows = rows.iter();
                rows.try_for_each(|row| writeln!(text, "| {} |", row.join(" | ")))
            }
            Block::Image(words, file) => writeln!(text, "![{words}](../{file})"),
        }
        .expect("a string grows");
    }

    fn html(&self, text: &mut String) {
        match self {
            Block::Heading(level, heading) => writeln!(text, "<h{level}>{heading}</h{level}>"),
            Block::Paragraph(sentences) => {
                writeln!(text, "<p>{}</p>", inline(&sentences.join(" ")))
            }
            Block::Note(sentences) => writeln!(
                text,
                "<blockquote><p>{}</p></blockquote>",
                inline(&sentences.join(" "))
            ),
            Block::List(items) => {
                let items: String = items
                    .iter()
                    .map(|item| format!("<li>{}</li>\n", inline(item)))
                    .collect();
                writeln!(text, "<ul>\n{items}</ul>")
            }
            Block::Code(lines) => writeln!(text, "<pre><code>{}</code></pre>", lines.join("\n")),
            Block::Table(rows) => {
                let cells = |row: &[String; 3]| {
                    row.iter()
                        .map(|cell| format!("<td>{}</td>", inline(cell)))
                        .collect()
                };
                let rows: Vec<String> = rows.iter().map(cells).collect();
                writeln!(
                    text,
                    "<table>\n<tr>{}</tr>\n</table>",
                    rows.join("</tr>\n<tr>")
                )
            }
            Block::Image(words, file) => writeln!(text, "<img src=\"../{file}\" alt=\"{words}\">"),
        }
        .expect("a string grows");
    }
}

/// Breaks a text into lines of 80 columns: what stands before the first one, and before each other one. No line begins with a
/// number, which could begin a list.
fn wrapped(text: &str, first: &str, other: &str) -> String {
    let mut lines = first.to_owned();
    let mut n_columns = lines.len();
    for (idx, word) in text.split(' ').enumerate() {
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        if idx == 0 {
        } else if 80 < n_columns + 1 + word.len() && !is_number {
            lines.push('\n');
            lines.push_str(other);
            n_columns = other.len();
        } else {
            lines.push(' ');
            n_columns += 1;
        }
        lines.push_str(word);
        n_columns += word.len();
    }
    lines
}

/// Takes the targets of links to the end of an article.
fn referring(text: &str) -> String {
    const SITE: &str = "](https://example.org/";
    let mut definitions = String::from("\n");
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(SITE) {
        let (words, behind) = rest.split_at(at);
        let (path, behind) = behind[SITE.len()..]
            .split_once("/)")
            .expect("a link of this site");
        let label = path.replace('/', " ");
        write!(written, "{words}][{label}]").expect("a string grows");
        writeln!(definitions, "[{label}]: https://example.org/{path}/").expect("a string grows");
        rest = behind;
    }
    if definitions.len() == 1 {
        return text.to_owned();
    }
    written + rest + &definitions
}

/// Writes inline Markdown of this site as HTML.
fn inline(text: &str) -> String {
    let mut html = String::with_capacity(text.len() * 5 / 4);
    let mut rest = text;
    while let Some(at) = rest.find(['`', '*', '[', '<']) {
        html.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            let (tag, behind) = rest[1..].split_once('>').expect("a tag is closed");
            match tag.starts_with("https") {
                true => write!(html, "<a href=\"{tag}\">{tag}</a>"),
                false => write!(html, "<{tag}>"),
            }
            .expect("a string grows");
            rest = behind;
            continue;
        }
        let (mark, tag) = match &rest[..1] {
            "`" => ("`", "code"),
            "*" => ("**", "strong"),
            _ => {
                let (words, target) = rest[1..].split_once("](").expect("a link of this site");
                let (target, behind) = target.split_once(')').expect("a link of this site");
                write!(html, "<a href=\"{target}\">{words}</a>").expect("a string grows");
                rest = behind;
                continue;
            }
        };
        let (inner, behind) = rest[mark.len()..]
            .split_once(mark)
            .expect("markup of this site is closed");
        write!(html, "<{tag}>{inner}</{tag}>").expect("a string grows");
        rest = behind;
    }
    html + rest
}
