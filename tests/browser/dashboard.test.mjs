// The dashboard, `tolka status --format html`, as editors see it.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { browser, faults, open, root, shoot, violations } from "./browser.mjs";

let chromium;
const folders = [];

before(async () => {
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Makes a workspace of files by path. */
function make(files) {
  const folder = mkdtempSync(join(tmpdir(), "tolka-newsroom-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function tolka(folder, ...args) {
  const program = process.env.TOLKA ?? join(root, "target", "debug", "tolka");
  return execFileSync(program, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
}

const CONFIG = '[project]\nsource-locale = "en"\nlocales = ["es", "ru", "ar"]\n';

/** Makes a workspace with every status in it. */
function newsroom() {
  const folder = make({
    "tolka.toml": CONFIG,
    "source/news/accord.md":
      "# Colombia tightens security cooperation\n\n<!-- tolka: note The minister is Juan Carlos Pinzon -->\nColombia’s defense minister announced an accord on 14 May. Pinzon also held meetings with Carl Bildt.\n\nNobody knows how long the talks will last. The crowd in the square was silent.\n\n## Related posts\n",
    "source/weather.md": "# Weather\n\nIt rained in Stockholm on Saturday, and nobody went out.\n",
    "source/sports/cup.txt": "The cup stays in Havana.\n\nThe final was watched by two million people.\n",
    "source/short.md": "Nobody was hurt.\n",
    "locales/en/site.ftl": "read-in = Read in\n",
    "locales/es/short.ftl":
      "### source/short.md\n\n# @source Nobody was hurt.\nnobody-was-hurt =\n    Nadie resultó herido.\n\n### end\n",
    "locales/ru/short.ftl":
      "### source/short.md\n\n# @source Nobody was hurt.\nnobody-was-hurt =\n    Никто не пострадал.\n\n### end\n",
    "locales/ar/short.ftl":
      "### source/short.md\n\n# @source Nobody was hurt.\nnobody-was-hurt =\n    لم يصب أحد بأذى.\n\n### end\n",
    "locales/es/news/accord.ftl": `### source/news/accord.md

# @source Colombia tightens security cooperation
colombia-tightens-security-cooperation =
    Colombia refuerza la cooperación en seguridad

# @source Colombia’s defense minister announced an accord on 10 May.
colombias-defense-minister-announced =
    El ministro de Defensa de Colombia anunció un acuerdo el 10 de mayo.

# @source Nobody knew how long the talks would last.
nobody-knows-how-long =
    Nadie sabía cuánto durarían las conversaciones.

the-crowd-in-the =
    La multitud guardaba silencio.

# @source Related posts
# @draft same as news/talks.md related
related-posts =
    Artículos relacionados

# @obsolete
# @source The talks were cancelled.
the-talks-were-cancelled =
    Las conversaciones se cancelaron.

### end
`,
    "locales/ru/news/accord.ftl": `### source/news/accord.md

# @source Colombia tightens security cooperation
colombia-tightens-security-cooperation =
    Колумбия укрепляет сотрудничество в сфере безопасности

# @source Colombia’s defense minister signed an accord on 14 May.
colombias-defense-minister-announced =
    Министр обороны Колумбии подписал соглашение 14 мая.

### end
`,
    "locales/ar/weather.ftl": `### source/weather.md

# @source It rained in Stockholm on Sunday, and nobody went out.
it-rained-in-stockholm =
    هطل المطر في ستوكهولم يوم الأحد ولم يخرج أحد.

### end
`,
  });
  tolka(folder, "sync");
  return folder;
}

/** Writes the dashboard of a workspace and returns its path. */
function dashboard(folder, ...flags) {
  const path = join(folder, "status.html");
  writeFileSync(path, tolka(folder, "status", "--format", "html", ...flags));
  return path;
}

const look = (page) => page.evaluate(() => ({
  ids: [...document.querySelectorAll(".segment")].map((item) => item.dataset.id),
  groups: document.querySelectorAll(".group").length,
  found: document.getElementById("found").textContent,
  hash: location.hash,
  focus: document.activeElement.dataset.id ?? document.activeElement.id ?? "",
  article: document.getElementById("article").value,
  query: document.getElementById("query").value,
}));

/** Types into a field and waits until the list has followed. */
async function fill(page, id, text) {
  await page.evaluate((id, text) => {
    const field = document.getElementById(id);
    field.value = text;
    field.dispatchEvent(new Event("input"));
  }, id, text);
  await page.waitForFunction((text) => decodeURIComponent(location.hash).includes(text), {}, text);
}

async function goTo(page, hash) {
  const address = page.url().split("#")[0];
  await page.goto("about:blank");
  await page.goto(address + hash);
}

test("the dashboard is valid HTML that asks the network for nothing", async () => {
  const path = dashboard(newsroom());
  assert.deepEqual(await faults(path), []);
  const page = await open(chromium, path);
  assert.match(await page.title(), /^Translations: 3\d segments to do$/);
  assert.deepEqual(page.troubles, []);
});

test("axe-core finds no violation, wide and narrow, light and dark", async () => {
  const path = dashboard(newsroom(), "--segments");
  for (const [name, how] of [
    ["light", { width: 1280 }],
    ["dark", { width: 1280, dark: true }],
    ["narrow", { width: 360 }],
    ["narrow-dark", { width: 360, dark: true }],
  ]) {
    const page = await open(chromium, path, how);
    await shoot(page, `dashboard-${name}`);
    assert.deepEqual(await violations(page), [], name);
    const n = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(n <= 0, `${name}: ${n} px wider than the screen`);
    assert.deepEqual(page.troubles, [], name);
    await page.close();
  }
});

test("a stale segment shows its changed words beside the translation", async () => {
  const page = await open(chromium, dashboard(newsroom()));
  const shown = await page.$eval('.segment[data-id="colombias-defense-minister-announced"]', (segment) => ({
    deleted: [...segment.querySelectorAll("del")].map((own) => own.textContent),
    inserted: [...segment.querySelectorAll("ins")].map((own) => own.textContent),
    text: segment.innerText,
  }));
  assert.deepEqual([shown.deleted, shown.inserted], [["10"], ["14"]]);
  assert.match(shown.text, /anunció un acuerdo el 10 de mayo/);
  assert.match(shown.text, /Proposal: .*el 14 de mayo/);
  assert.match(shown.text, /Note: The minister is Juan Carlos Pinzon/);
  assert.match(shown.text, /locales\/es\/news\/accord\.ftl:\d+/);
  const direction = await page.$eval('.segment [lang="ar"]', (text) => text.dir);
  assert.equal(direction, "rtl");
});

test("filters narrow the list, say what is found and stand in the address", async () => {
  const page = await open(chromium, dashboard(newsroom()));
  const all = await look(page);
  await page.click('#statuses [data-status="stale"]');
  assert.match((await look(page)).found, /^4 segments, /);
  await page.select("#locale", "es");
  assert.match((await look(page)).found, /^2 segments, /);
  assert.equal((await look(page)).hash, "#es?status=stale");
  await fill(page, "query", "DURARÍAN");
  assert.deepEqual((await look(page)).ids, ["nobody-knows-how-long"]);
  // The address alone brings the same view.
  await goTo(page, (await look(page)).hash);
  assert.deepEqual((await look(page)).ids, ["nobody-knows-how-long"]);
  await fill(page, "query", "<script>");
  assert.equal((await look(page)).found, "No segment is found.");
  await page.click("#reset");
  assert.deepEqual((await look(page)).ids, all.ids);
  await fill(page, "article", "weather");
  assert.equal((await look(page)).groups, 3);
});

test("an obsolete translation is shown to those who ask for it", async () => {
  const page = await open(chromium, dashboard(newsroom()));
  const all = await look(page);
  assert.ok(!all.ids.includes("the-talks-were-cancelled"));
  await page.click('#statuses [data-status="obsolete"]');
  const { ids, found } = await look(page);
  assert.deepEqual([ids, found], [["the-talks-were-cancelled"], "1 obsolete translation"]);
  assert.match(await page.$eval(".segment", (segment) => segment.innerText), /The talks were cancelled\.[^]*Las conversaciones se cancelaron\./);
  // Its own address finds it still.
  await goTo(page, "#es/source/news/accord.md/the-talks-were-cancelled");
  assert.equal((await look(page)).focus, "the-talks-were-cancelled");
  await goTo(page, "#es");
  await page.click('.tally a[href="#es?status=obsolete"]');
  await page.waitForFunction(() => document.querySelectorAll(".segment").length === 1);
});

test("deep links open a locale, an article, a segment; a wrong one says so", async () => {
  const page = await open(chromium, dashboard(newsroom()));
  await goTo(page, "#es/source/news/accord.md/nobody-knows-how-long");
  const there = await look(page);
  assert.deepEqual([there.focus, there.article], ["nobody-knows-how-long", "source/news/accord.md"]);
  await goTo(page, "#ru/source/news/accord.md?status=missing");
  assert.equal((await look(page)).ids.length, 4);
  await goTo(page, "#es/source/news/accord.md/no-such-id");
  assert.match((await look(page)).found, /^“no-such-id” is not among the segments/);
  for (const hash of [
    "#es/%3Cimg%20src=x%20onerror=alert(1)%3E/%3Cscript%3Ealert(1)%3C/script%3E",
    "#es/source/news/accord.md/<img src=x onerror=alert(1)>",
    "#es?q=<svg onload=alert(1)>&status=__proto__,constructor",
    "#__proto__/constructor",
    "#%E0%A4%A",
    "#javascript:alert(1)",
    "#*/source/weather.md",
  ]) {
    await goTo(page, hash);
    assert.equal(await page.$("main img, main [onload], main script"), null, hash);
  }
  assert.deepEqual(page.troubles, []);
  await page.click(".heat tbody tr td a");
  await page.waitForFunction(() => document.querySelectorAll(".group").length === 1);
  assert.match((await look(page)).hash, /^#es\/source\/[a-z/.]+$/);
});

test("everything goes by keyboard", async () => {
  const page = await open(chromium, dashboard(newsroom()));
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
    return look(page);
  };
  const blur = () => page.evaluate(() => document.activeElement.blur());
  await press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  assert.equal((await press("Enter", "/")).focus, "query");
  assert.equal((await press("j", "k")).query, "jk");
  assert.equal((await press("Escape")).query, "");
  await blur();
  const { ids } = await look(page);
  assert.equal((await press("n")).focus, ids[0]);
  assert.equal((await press("j", "j", "k")).focus, ids[1]);
  await page.evaluate(() => { document.getElementById("keys-on").checked = false; });
  assert.equal((await press("/")).focus, ids[1]);
});

test("no text of an article or a translation becomes markup or script", async () => {
  const attack = "Kill </script><script>alert(1)</script> <!-- --> <img src=x onerror=alert(1)> ]]> &lt;b&gt; \"' \u2028 \u2029 \u202E olleh \u2066 end";
  const name = "<img src=x onerror=alert(1)>&amp;";
  const folder = make({ "tolka.toml": CONFIG, [`source/${name}.txt`]: `${attack}\n` });
  tolka(folder, "sync");
  const file = join(folder, "locales", "es", `${name}.ftl`);
  const gone = `# @obsolete\n# @source ${attack.replaceAll(/[\u2028\u2029]/g, "")}\ngone =\n    ${attack}\n\n### end`;
  const stub = readFileSync(file, "utf8");
  writeFileSync(file, stub.replace(/^# (\S+ =)$/m, () => `# @was Old ${attack.replaceAll(/[\u2028\u2029]/g, "")}\nkill-script-script-alert =\n    ${attack}`).replace("### end", gone));
  const path = dashboard(folder, "--segments");
  assert.doesNotMatch(readFileSync(path, "utf8"), /[\u2028\u2029\u202E\u2066]/);
  assert.deepEqual(await faults(path), []);
  const page = await open(chromium, path);
  assert.deepEqual(page.troubles, []);
  assert.equal((await page.$$("script")).length, 2);
  assert.equal(await page.$("img, [onerror]"), null);
  const text = await page.$eval("#list", (list) => list.innerText);
  assert.ok(text.includes("</script><script>alert(1)</script>") && text.includes("\\u{202E}"), text);
});

test("ten thousand segments stay fluid", async (t) => {
  const files = { "tolka.toml": '[project]\nsource-locale = "en"\nlocales = ["es"]\n' };
  for (let n = 0; n < 100; n += 1) {
    const lines = Array.from({ length: 100 }, (_, line) =>
      `The minister of department ${n} announced accord number ${line} in Stockholm on Saturday afternoon.`);
    files[`source/a${n}.txt`] = `${lines.join("\n\n")}\n`;
    const entries = lines.map((line, idx) =>
      `# @source ${line.replace("announced", "signed")}\nthe-minister-of-department${idx ? `-${idx + 1}` : ""} =\n    El ministro ${n} anunció el acuerdo ${idx} en Estocolmo el sábado por la tarde.\n`);
    files[`locales/es/a${n}.ftl`] = `### source/a${n}.txt\n\n${entries.join("\n")}\n### end\n`;
  }
  const page = await open(chromium, dashboard(make(files)));
  assert.match((await look(page)).found, /^10,000 segments, /);
  const opened = await page.evaluate(() => performance.getEntriesByType("navigation")[0].domComplete);
  // All of the work of a search with the frame after it, without the wait for the next key.
  const search = (text) => page.evaluate((text) => new Promise((resolve) => {
    const start = performance.now();
    const query = document.getElementById("query");
    query.value = text;
    query.dispatchEvent(new Event("input"));
    new MutationObserver((_, observer) => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start - 120)));
    }).observe(document.getElementById("found"), { childList: true });
  }), text);
  const searches = [await search("department 7"), await search("accord number 99"), await search("")];
  const scrolled = await page.evaluate(async () => {
    const start = performance.now();
    let slowest = 0;
    while (document.querySelectorAll(".segment").length < 2000) {
      const frame = performance.now();
      scrollTo(0, document.documentElement.scrollHeight);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      slowest = Math.max(slowest, performance.now() - frame);
    }
    return { slowest, all: performance.now() - start };
  });
  const ms = (n) => `${n.toFixed()} ms`;
  t.diagnostic(`opened in ${ms(opened)}, searches in ${searches.map(ms).join(", ")}; ` +
    `2,000 segments scrolled in ${ms(scrolled.all)}, the slowest frame ${ms(scrolled.slowest)}`);
  assert.deepEqual(page.troubles, []);
  // Far from the figures of an idle machine, so that a busy one does not fail; quadratic work would.
  assert.ok(opened < 15_000 && Math.max(...searches) < 5_000 && scrolled.slowest < 5_000);
});

test("all that is found is printed, and nothing to press", async () => {
  const page = await open(chromium, dashboard(newsroom()), { dark: true });
  const { found } = await look(page);
  await page.emulateMediaType("print");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const paper = await page.evaluate(() => ({
    hidden: getComputedStyle(document.getElementById("filters")).display,
    background: getComputedStyle(document.documentElement).backgroundColor,
  }));
  assert.deepEqual(paper, { hidden: "none", background: "rgb(255, 255, 255)" });
  assert.ok(found.startsWith(`${(await look(page)).ids.length} segments`));
  await shoot(page, "dashboard-print");
});

test("a badge is XML that a browser shows", async () => {
  const folder = newsroom();
  const page = await open(chromium, dashboard(folder));
  for (const flags of [[], ["--locale", "ru"]]) {
    const svg = tolka(folder, "status", "--format", "badge", "--svg", ...flags);
    const shown = await page.evaluate((svg) => {
      const read = new DOMParser().parseFromString(svg, "image/svg+xml");
      return { fault: read.querySelector("parsererror")?.textContent ?? "", name: read.documentElement.localName, title: read.querySelector("title")?.textContent };
    }, svg);
    assert.deepEqual([shown.fault, shown.name], ["", "svg"]);
    assert.match(shown.title, /^(translations|ru): .*\d%/);
    // The endpoint says the same.
    const endpoint = JSON.parse(tolka(folder, "status", "--format", "badge", ...flags));
    assert.equal(shown.title, `${endpoint.label}: ${endpoint.message}`);
  }
});
