// The pages of articles, the indexes, the entry, the sitemap.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { validateXML } from "xmllint-wasm";
import { browser, faults, files, open, root, shoot, site, tolka, violations, workspace } from "./browser.mjs";

let chromium;
// Each site with its folder of outputs and its address.
const sites = [];

before(async () => {
  chromium = await browser();
  for (const [name, from] of [["own", root], ["pages", site("pages")]]) {
    const folder = workspace(from);
    tolka(folder, "build");
    const url = /url = "([^"]+)"/.exec(readFileSync(join(folder, "tolka.toml"), "utf8"))[1];
    sites.push({ name, out: join(folder, "out"), url });
  }
});
after(() => chromium?.close());

const pages = () => sites.flatMap(({ name, out, url }) =>
  files(out).filter((path) => path.endsWith(".html")).map((path) => ({ name: `${name}/${path}`, path: join(out, path), below: path, out, url })));

const looks = [
  { look: "light", width: 1100 },
  { look: "dark", width: 1100, dark: true },
  { look: "narrow", width: 360 },
  { look: "narrow-dark", width: 360, dark: true },
];

test("there is something to look at", () => {
  const found = pages().map(({ name }) => name);
  for (const expected of ["own/index.html", "own/ru/index.html", "own/sv/colombia-russia-sweden-security.html",
    "pages/index.html", "pages/ar/index.html", "pages/es/news/everything.html", "pages/en/news/hostile.html"]) {
    assert.ok(found.includes(expected), `${expected} is not among ${found.join(", ")}`);
  }
});

test("axe-core finds no violation, and nothing runs, breaks or leaves the page", async () => {
  for (const { name, path } of pages()) {
    for (const { look, ...how } of looks) {
      const page = await open(chromium, path, how);
      await shoot(page, `${name}-${look}`);
      assert.deepEqual(page.troubles, [], `${name}, ${look}`);
      assert.deepEqual(await violations(page), [], `${name}, ${look}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${name}, ${look}: ${overflow} px wider than the screen`);
      assert.equal(await page.evaluate(() => window.ran), undefined, `${name}: a script of an article ran`);
      await page.close();
    }
  }
});

// What somebody may write into an article or a translation who wants a script to run.
const ATTACKS = [
  "</script><script>window.ran=1</script>",
  "</style></title><script>window.ran=2</script>",
  "<img src=x onerror=window.ran=3>",
  "<svg/onload=window.ran=4><animate onbegin=window.ran=4 attributeName=x dur=1s>",
  "<iframe srcdoc=\"<script>parent.ran=5</script>\"></iframe>",
  "<a href=\"java&#10;script:window.ran=6\" id=\"click\">go</a>",
  "[go](javascript:window.ran=7) [go](JaVaScRiPt:window.ran=7) [go](java&#x0A;script&colon;window.ran=7)",
  "[go](<data:text/html,<script>opener.ran=8</script>>) [go](vbscript:window.ran=8 \"\" onmouseover=window.ran=8 \")",
  "![a\" onerror=\"window.ran=9](x.png\" onerror=\"window.ran=9 \"t' onerror='window.ran=9\")",
  "<javascript:window.ran=10> <https://example.org/\"onmouseover=window.ran=10>",
  "` <script>window.ran=11</script> `` ' \" > \u2028 \u2029 ]]> --> <!-- {{ 7*7 }} {% raw %}",
  "<input autofocus onfocus=window.ran=12> <details open ontoggle=window.ran=12>",
  "<form action=javascript:window.ran=13><button id=press>go</button></form>",
  "<base href=\"https://evil.example/\"><meta http-equiv=refresh content=\"0;url=javascript:window.ran=14\">",
];

/** Makes a site whose articles, translations, titles, names and messages are attacks. */
function attacked(site = "") {
  const folder = mkdtempSync(join(tmpdir(), "tolka-attack-"));
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const yaml = (text) => JSON.stringify(text);
  write("tolka.toml", `[project]\nlocales = ["es"]\n[site]\nurl = "https://example.org"\n${site}`);
  write("locales/en/site.ftl", ATTACKS.map((attack, n) =>
    `${["site-name", "site-description", "read-in", "languages", "language-name", "reading-time", "translated-from",
      "source-language", "partly-untranslated", "partly-stale", "article-count", "skip-to-article"][n] ?? `other-${n}`} = ` +
    `${attack.replace(/[{}]/g, (brace) => `{ "${brace}" }`)}\n`).join(""));
  // A few of them an article, each in every place that an article has for words.
  for (let n = 0; n < ATTACKS.length; n += 4) {
    const [first, ...others] = ATTACKS.slice(n, n + 4);
    const name = n === 0 ? "<img src=x onerror=window.ran=3>" : `a${n}`;
    const body = [first, ...others].map((attack) => `Words before ${attack} and behind.\n\n- ${attack}\n\n| ${attack.replaceAll("|", "")} |\n` +
      `|---|\n\n${attack}\n\n## ${attack} {#x"onclick="window.ran=15}\n`);
    write(`source/${name}.md`, `---\ntitle: ${yaml(first)}\ndescription: ${yaml(others[0])}\n---\n\n# ${others.at(-1)}\n\n${body.join("\n")}\nStill English.\n`);
    const html = [first, ...others].map((attack) => `<p title="Words &quot;&gt;${attack.replaceAll('"', "&quot;")}">Words ${attack}</p>`);
    write(`source/h${n}.html`, `<!doctype html><html lang=en><head><title>${first.replaceAll("</title>", "")}</title></head>` +
      `<body><h1>Head</h1>${html.join("\n")}</body></html>\n`);
  }
  write("source/text.txt", ATTACKS.map((attack) => `${attack}\n\nWords before ${attack} and behind.\n`).join("\n"));
  tolka(folder, "sync");
  // Every stub but the last of a file is filled with another attack.
  for (const path of files(join(folder, "locales/es")).filter((path) => path.endsWith(".ftl"))) {
    const own = join(folder, "locales/es", path);
    let n = path.length;
    write(join("locales/es", path), readFileSync(own, "utf8").replace(/^# ([a-z0-9-]+) =$/gm, (stub, id) =>
      id.startsWith("still-english") ? stub : `${id} =\n    Palabras { "${ATTACKS[n++ % ATTACKS.length].replaceAll("\\", "").replaceAll('"', '\\"')}" }`));
  }
  const said = tolka(folder, "build");
  return { folder, said, out: join(folder, "out") };
}

/** Opens every page of a folder, hovers and clicks what there is, and says what ran or was asked for. */
async function provoke(out) {
  const troubles = [];
  const paths = files(out).filter((path) => path.endsWith(".html"));
  for (const path of paths) {
    const page = await open(chromium, join(out, path));
    await page.evaluate(async () => {
      for (const element of document.querySelectorAll("body *")) {
        for (const name of ["mouseover", "focus", "toggle", "error"]) element.dispatchEvent(new Event(name));
      }
      for (const link of document.querySelectorAll("a[href]")) {
        // Only what would run: an address that leads away would end the page.
        if (/^\s*(java|vb)script|^data:/i.test(link.href)) link.click();
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    const found = await page.evaluate(() => ({
      ran: window.ran,
      running: [...document.querySelectorAll("*")].filter((element) =>
        [...element.attributes].some(({ name, value }) => name.startsWith("on") || /^\s*(java|vb)script:/i.test(value))).length,
      elements: document.querySelectorAll("iframe, object, embed, form, input:not([type=checkbox]), base, svg").length,
      json: [...document.querySelectorAll("script")].map((script) => [script.type, script.textContent]),
    }));
    if (found.ran !== undefined) troubles.push(`${path}: script ${found.ran} ran`);
    for (const [type, text] of found.json) {
      if (type === "application/ld+json") JSON.parse(text);
      else troubles.push(`${path}: a script of type ${type}`);
    }
    if (found.running || found.elements) troubles.push(`${path}: ${found.running} handlers, ${found.elements} elements`);
    // A picture that is not there is a fault of the article, and nothing that runs.
    const others = page.troubles.filter((trouble) => !trouble.includes("ERR_FILE_NOT_FOUND"));
    troubles.push(...others.map((trouble) => `${path}: ${trouble}`));
    await page.close();
  }
  return { paths, troubles };
}

test("nothing that an article, a translation, a file's name or a message holds runs", async () => {
  const { said, out } = attacked();
  const { paths, troubles } = await provoke(out);
  // HTML articles are documents of their author's own; what is built of the others is tolka's.
  const own = (line) => !/^(en|es)\/h\d+\.html/.test(line);
  assert.equal(paths.filter(own).length, 2 * (ATTACKS.length / 4 + 1.5) + 3, said);
  assert.deepEqual(troubles.filter(own), []);
});

test("HTML articles whose page tolka makes lose what runs", async () => {
  const { out, said } = attacked('[build]\nformats = ["html"]\n');
  const { paths, troubles } = await provoke(out);
  assert.ok(paths.some((path) => /^es\/h\d+\.html/.test(path)), said);
  assert.deepEqual(troubles, []);
});

test("with raw-html what the author wrote runs, and nothing that a translation adds", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tolka-raw-"));
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("tolka.toml", '[project]\nlocales = ["es"]\n[site]\nraw-html = true\nurl = "https://example.org"\n');
  write("source/a.md", "# Title\n\n<script>window.author = 1</script>\n\nA <b>bold</b> word.\n\nOne more.\n");
  tolka(folder, "sync");
  const path = join(folder, "locales/es/a.ftl");
  write("locales/es/a.ftl", readFileSync(path, "utf8")
    .replace("# title =", "title =\n    Título </script><script>window.ran = 1</script>")
    .replace("# a-b-bold-b =", "a-b-bold-b =\n    Una palabra <b onclick='window.ran = 2'>negra</b> <img src=x onerror='window.ran = 3'>.")
    .replace("# one-more =", "one-more =\n    Otra [más](javascript:window.ran=4)."));
  tolka(folder, "build");
  const page = await open(chromium, join(folder, "out/es/a.html"));
  assert.deepEqual(await page.evaluate(() => [window.author, window.ran ?? "nothing"]), [1, "nothing"]);
  assert.equal(await page.evaluate(() => document.querySelectorAll("[onclick], [onerror], a[href^=java]").length), 0);
});

test("on paper the text is black, whole and without what only a screen needs", async () => {
  for (const { name, path } of pages()) {
    const page = await open(chromium, path, { dark: true });
    await page.emulateMediaType("print");
    const paper = await page.evaluate(() => ({
      ink: getComputedStyle(document.body).color,
      paper: getComputedStyle(document.body).backgroundColor,
      nav: [...document.querySelectorAll(".languages, .skip")].some((element) => element.getClientRects().length),
    }));
    assert.deepEqual(paper, { ink: "rgb(0, 0, 0)", paper: "rgb(255, 255, 255)", nav: false }, name);
    if (process.env.SHOTS) {
      mkdirSync(process.env.SHOTS, { recursive: true });
      await page.pdf({ path: join(process.env.SHOTS, `${name.replaceAll("/", "-")}.pdf`), preferCSSPageSize: true });
    }
    await page.close();
  }
});

test("the text keeps its measure and is hyphenated by its language", async () => {
  for (const { name, path } of pages().filter(({ name }) => name.includes("colombia"))) {
    const page = await open(chromium, path, { width: 1600 });
    const text = await page.evaluate(() => {
      const element = document.querySelector(".text > p:not(.caption)");
      const canvas = document.createElement("canvas").getContext("2d");
      const style = getComputedStyle(element);
      canvas.font = style.font;
      const words = element.textContent;
      const letters = element.clientWidth / (canvas.measureText(words).width / words.length);
      return { letters, hyphens: style.hyphens, quotes: style.quotes };
    });
    // Bringhurst: 45 to 75 letters a line.
    assert.ok(45 <= text.letters && text.letters <= 80, `${name}: ${text.letters} letters a line`);
    assert.equal(text.hyphens, "auto", name);
    await page.close();
  }
});

test("html-validate finds no fault", async () => {
  for (const { name, path } of pages()) {
    assert.deepEqual(await faults(path), [], name);
  }
});

// Reads what a page says of itself, as a browser reads it.
const said = (page) => page.evaluate(() => {
  const all = (query, of) => [...document.querySelectorAll(query)].map(of);
  return {
    lang: document.documentElement.lang,
    title: document.title,
    h1: document.querySelectorAll("h1").length,
    canonical: all("link[rel=canonical]", (link) => link.href),
    alternates: all("link[rel=alternate]", (link) => [link.hreflang, link.href]),
    switcher: all(".languages a", (link) => [link.hreflang, link.href]),
    ogLocale: all("meta[property='og:locale']", (meta) => meta.content),
    ogAlternates: all("meta[property='og:locale:alternate']", (meta) => meta.content),
    data: all("script", (script) => [script.type, script.textContent]),
    hrefs: all("a[href]", (link) => link.getAttribute("href")),
  };
});

test("every page names itself and all the others, and they name it", async () => {
  for (const { out, url, name: siteName } of sites) {
    const toPath = (address) => decodeURIComponent(address).replace(`${url}/`, "");
    const known = new Map();
    for (const { name, path, below } of pages().filter((page) => page.out === out)) {
      const page = await open(chromium, path);
      known.set(below, { name, ...(await said(page)) });
      await page.close();
    }
    for (const [below, page] of known) {
      const own = `${url}/${below}`;
      assert.deepEqual(page.canonical, [own], page.name);
      assert.equal(page.h1, 1, page.name);
      assert.equal(page.ogLocale.length, 1, page.name);
      const languages = page.alternates.map(([hreflang]) => hreflang);
      assert.equal(new Set(languages).size, languages.length, `${page.name}: a language twice`);
      if (page.alternates.length === 0) continue;
      assert.ok(languages.includes("x-default"), `${page.name}: no x-default`);
      assert.ok(page.alternates.some(([, address]) => address === own), `${page.name} does not name itself`);
      for (const [hreflang, address] of page.alternates) {
        const other = known.get(toPath(address));
        assert.ok(other, `${page.name}: there is no ${address}`);
        assert.deepEqual(other.alternates, page.alternates, `${page.name} and ${other.name} name others`);
        if (hreflang !== "x-default") assert.equal(other.lang, hreflang, other.name);
      }
      const switched = page.switcher.map(([hreflang]) => hreflang);
      if (switched.length) assert.deepEqual(switched, languages.filter((language) => language !== "x-default"), page.name);
      for (const href of page.hrefs.filter((href) => href.endsWith(".html") && !href.includes(":"))) {
        const target = new URL(href, `file://${join(out, below)}`).pathname;
        assert.ok(existsSync(decodeURIComponent(target)), `${siteName}: ${page.name} leads to ${href}, where nothing is`);
      }
    }
  }
});

test("JSON-LD is JSON, and says what was translated", async () => {
  for (const { name, path, below, url } of pages()) {
    const page = await open(chromium, path);
    const { data, lang, alternates } = await said(page);
    await page.close();
    assert.equal(data.length, 1, `${name}: ${data.length} script elements`);
    const [[type, text]] = data;
    assert.equal(type, "application/ld+json", name);
    const thing = JSON.parse(text);
    assert.equal(thing["@context"], "https://schema.org", name);
    assert.equal(thing.url, `${url}/${below}`, name);
    if (thing["@type"] !== "NewsArticle") continue;
    assert.equal(thing.inLanguage, lang, name);
    const source = alternates.find(([hreflang]) => hreflang === "x-default")?.[1];
    if (source && lang !== "en") {
      assert.deepEqual(thing.translationOfWork, { "@type": "NewsArticle", "@id": source, inLanguage: "en" }, name);
    } else {
      assert.equal(thing.translationOfWork, undefined, name);
    }
  }
});

test("the sitemap is valid and has every page with its other languages", async () => {
  for (const { name, out, url } of sites) {
    const text = readFileSync(join(out, "sitemap.xml"), "utf8");
    const schema = ["sitemap.xsd", "xhtml-link.xsd"].map((file) => ({
      fileName: file, contents: readFileSync(new URL(file, import.meta.url), "utf8"),
    }));
    const result = await validateXML({
      xml: [{ fileName: "sitemap.xml", contents: text }], schema: [schema[0]], preload: [schema[1]],
    });
    assert.ok(result.valid, `${name}: ${result.errors.map((error) => error.rawMessage).join("\n")}`);
    const unescape = (address) => address.replaceAll("&apos;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
    const listed = new Map([...text.matchAll(/<url>\n<loc>(.*?)<\/loc>\n([^]*?)<\/url>/g)].map(([, loc, links]) => [
      unescape(loc),
      [...links.matchAll(/hreflang="(.*?)" href="(.*?)"/g)].map(([, hreflang, href]) => [hreflang, unescape(href)]),
    ]));
    const own = pages().filter((page) => page.out === out);
    assert.deepEqual([...listed.keys()].sort(), own.map(({ below }) => `${url}/${below}`).sort(), name);
    for (const { path, below } of own) {
      const page = await open(chromium, path);
      const { alternates } = await said(page);
      await page.close();
      assert.deepEqual(listed.get(`${url}/${below}`), alternates, `${name}: ${below}`);
    }
  }
});

test("what is not published is in no list", async () => {
  const { out } = sites.find(({ name }) => name === "pages");
  // The article that ru has no word of.
  assert.ok(!existsSync(join(out, "ru/news/hostile.html")));
  for (const path of files(out).filter((path) => /\.(html|xml)$/.test(path))) {
    assert.ok(!readFileSync(join(out, path), "utf8").includes("ru/news/hostile"), path);
  }
});

test("what is still English says so, and so does a notice in the reader's language", async () => {
  const { out } = sites.find(({ name }) => name === "pages");
  const page = await open(chromium, join(out, "es/news/everything.html"));
  const found = await page.evaluate(() => ({
    notices: [...document.querySelectorAll("[role=note] p")].map((p) => p.textContent),
    english: [...document.querySelectorAll(".text [lang=en]")].map((span) => span.textContent),
    isSeen: document.querySelector("[role=note]")?.getBoundingClientRect().height > 0,
  }));
  await page.close();
  assert.deepEqual(found.notices, [
    "Algunos pasajes todavía no están traducidos y se muestran en el idioma original.",
    "El original ha cambiado desde que se tradujeron algunos pasajes.",
  ]);
  assert.ok(found.isSeen);
  assert.ok(found.english.includes("This one is not translated yet."), found.english.join(" | "));
});
