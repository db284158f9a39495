// What all subjects share: the program, the browser, the judges.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "..", "..");
const axe = readFileSync(join(here, "node_modules", "axe-core", "axe.min.js"), "utf8");

// Runs tolka in a folder. Its answer of no (exit 1) is no failure.
export function tolka(folder, ...args) {
  const program = process.env.TOLKA ?? join(root, "target", "debug", "tolka");
  try {
    return execFileSync(program, args, { cwd: folder, encoding: "utf8" });
  } catch (error) {
    if (error.status === 1) return error.stdout;
    throw error;
  }
}

// Copies a workspace into a folder of its own.
export function workspace(from) {
  const folder = mkdtempSync(join(tmpdir(), "tolka-site-"));
  for (const name of ["tolka.toml", "source", "locales", "templates"]) {
    if (existsSync(join(from, name))) cpSync(join(from, name), join(folder, name), { recursive: true });
  }
  return folder;
}

export const site = (name) => join(here, "sites", name);

// Lists the files below a folder, sorted.
export function files(folder) {
  const found = [];
  const walk = (path) => {
    for (const name of readdirSync(path).sort()) {
      const below = join(path, name);
      if (statSync(below).isDirectory()) walk(below);
      else found.push(relative(folder, below));
    }
  };
  walk(folder);
  return found;
}

// Opens a browser with a new, empty profile; `close` removes it.
export async function browser() {
  const profile = mkdtempSync(join(tmpdir(), "tolka-chromium-"));
  const program = ["/usr/bin/chromium", "/usr/bin/chromium-browser", process.env.CHROMIUM].filter(Boolean).find(existsSync);
  if (!program) throw new Error("no Chromium: apt-get install chromium, or name one in CHROMIUM");
  const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];
  const opened = await puppeteer.launch({ executablePath: program, headless: true, userDataDir: profile, args: flags });
  return {
    page: () => opened.newPage(),
    close: async () => {
      await opened.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

// Opens a file. `page.troubles` holds all that the browser complained about, and every request that left the file.
export async function open(browser, path, { width = 1100, dark = false } = {}) {
  const page = await browser.page();
  page.troubles = [];
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) page.troubles.push(message.text());
  });
  page.on("pageerror", (error) => page.troubles.push(String(error)));
  page.on("dialog", async (dialog) => {
    page.troubles.push(`a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) page.troubles.push(`asks for ${request.url()}`);
  });
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
  return page;
}

// Asks axe-core; returns one line for every violation. The page's own policy does not hold for what a debugger runs.
export async function violations(page) {
  await page.evaluate(`${axe}; undefined`);
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  if (found.passes.length < 10) throw new Error(`axe-core judged next to nothing: ${found.passes.length} rules`);
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`));
}

const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
  rules: {
    // White space is no fault, and neither is the length of a headline.
    "no-trailing-whitespace": "off",
    "long-title": "off",
    // A page is one file: its style sheet stands in it, and so does everything that a table needs.
    "no-inline-style": "off",
    // The renderer of Markdown closes void elements; both ways are HTML.
    "void-style": "off",
    // Identifiers come from headings in any script.
    "valid-id": ["error", { relaxed: true }],
    // A thin space or a no-break space is typography.
    "no-raw-characters": ["error", { relaxed: true }],
  },
}));

// Asks html-validate; returns one line for every fault.
export async function faults(path) {
  const report = await validator.validateString(readFileSync(path, "utf8"), path);
  return report.results.flatMap((result) => result.messages.map((message) =>
    `${message.line}:${message.column} ${message.ruleId}: ${message.message}`));
}

// Keeps a screenshot, where somebody wants to look at them.
export async function shoot(page, name) {
  const folder = process.env.SHOTS;
  if (!folder) return;
  const path = join(folder, `${name.replaceAll("/", "-")}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true });
}
