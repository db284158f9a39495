// The sites of generators: tolka writes the localized articles among the others, and the real program makes pages of them.

import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { files, site, tolka } from "./browser.mjs";

// Builds a site of `sites/`: tolka first, then the generator.
function build(name, program, args) {
  const folder = mkdtempSync(join(tmpdir(), `tolka-${name}-`));
  cpSync(site(name), folder, { recursive: true });
  const byHand = files(folder).filter((path) => path.endsWith("about.es.md"));
  assert.equal(byHand.length, 1, "the site has a page that a person translated");
  const before = readFileSync(join(folder, byHand[0]), "utf8");
  const said = tolka(folder, "build");
  assert.ok(!existsSync(join(folder, "out")), said);
  execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
  assert.equal(readFileSync(join(folder, byHand[0]), "utf8"), before);
  // A second build writes nothing, whatever the generator left behind.
  assert.match(tolka(folder, "build", "--check"), /everything is up to date/);
  const page = (path) => readFileSync(join(folder, path), "utf8");
  return { folder, said, page };
}

// Finds a program; only a person's machine may be without it.
function program(name, path) {
  for (const found of [path, `/usr/bin/${name}`].filter(Boolean)) if (existsSync(found)) return found;
  assert.ok(!process.env.TOLKA_ALL, `${name} is not there; .ci/browser installs it`);
  return undefined;
}

test("Hugo makes pages of what tolka writes", (t) => {
  const hugo = program("hugo");
  if (!hugo) return t.skip("no hugo");
  const { folder, page } = build("hugo", hugo, ["--quiet", "--destination", "public"]);
  const es = page("public/es/news/accord/index.html");
  assert.match(es, /<html lang="es">/);
  assert.match(es, /<h1>Un acuerdo<\/h1>/);
  assert.match(es, /El ministro firmó un acuerdo\. <aside class="note">AP<\/aside>\s+Lo dijo el sábado\./);
  assert.match(es, /Lea <a href="[^"]*\/es\/">la portada<\/a>/);
  for (const language of ["es", "en"]) assert.match(es, new RegExp(`hreflang="${language}"`));
  const en = page("public/news/accord/index.html");
  assert.match(en, /The minister signed an accord\./);
  assert.match(en, /hreflang="es" href="https:\/\/example.org\/es\/news\/accord\/"/);
  assert.match(page("public/es/index.html"), /Noticias de Estocolmo\./);
  assert.match(page("public/es/about/index.html"), /la escribió una persona/);
  assert.ok(!files(join(folder, "public")).some((path) => path.includes(".tolka")));
});

test("MkDocs makes pages of what tolka writes", (t) => {
  const mkdocs = program("mkdocs", process.env.MKDOCS);
  if (!mkdocs) return t.skip("no mkdocs");
  const { folder, page } = build("mkdocs", mkdocs, ["build", "--strict", "--quiet", "--site-dir", "site"]);
  const es = page("site/es/news/accord/index.html");
  assert.match(es, /<html lang="es"/);
  assert.match(es, /<h1[^>]*>Un acuerdo/);
  assert.match(es, /El ministro firmó un acuerdo\./);
  assert.match(page("site/news/accord/index.html"), /The minister signed an accord\./);
  assert.match(page("site/es/index.html"), /Lea <a href="news\/accord\/">el acuerdo<\/a>/);
  assert.match(page("site/es/about/index.html"), /la escribió una persona/);
  assert.ok(!files(join(folder, "site")).some((path) => path.includes(".tolka")));
});
