// The list of segments: filters, search, deep links, keys. Texts of articles and translations come as JSON and are
// only ever set as text; nothing here makes markup of a string.
"use strict";
(() => {
  const SLICE = 50;
  const STATUSES = ["missing", "stale", "unverified", "draft", "current", "obsolete"];
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const tags = new Set(data.locales.map((own) => own.locale));
  const articles = new Set(data.parts.map((part) => part.article));
  const [filters, query, locale, article] = ["filters", "query", "locale", "article"].map(byId);
  const [found, list, more] = ["found", "list", "more"].map(byId);

  let state = fresh();
  let shown = [];
  let rendered = 0;

  function fresh() {
    return { locale: "*", article: "", id: null, query: "", statuses: new Set() };
  }

  // Small things.

  function make(name, className, ...children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  let languages = null;
  try {
    languages = new Intl.DisplayNames(["en"], { type: "language" });
  } catch {
    // A browser without names shows the tags.
  }

  function nameOf(tag) {
    try {
      return languages?.of(tag) ?? tag;
    } catch {
      return tag;
    }
  }

  function count(n, noun) {
    return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
  }

  function fold(text) {
    return text.normalize("NFC").toLowerCase();
  }

  // The address: #LOCALE/ARTICLE/ID?status=stale,missing&q=words, with * for all locales.

  function address(locale, article, id) {
    const path = article.split("/").map(encodeURIComponent).join("/");
    return `#${locale}${article ? `/${path}` : ""}${id ? `/${encodeURIComponent(id)}` : ""}`;
  }

  function currentAddress() {
    const options = [];
    if (state.statuses.size) options.push(`status=${[...state.statuses].join(",")}`);
    if (state.query) options.push(`q=${encodeURIComponent(state.query)}`);
    const path = address(state.locale, state.article, null);
    return options.length ? `${path}?${options.join("&")}` : path;
  }

  /** Reads the address into the state; returns whether it is one of ours. */
  function readAddress() {
    const [path, options] = location.hash.slice(1).split(/\?(.*)/s, 2);
    let parts;
    try {
      parts = decodeURIComponent(path).split("/");
    } catch {
      return false;
    }
    if (parts[0] !== "*" && !tags.has(parts[0])) return false;
    state = fresh();
    state.locale = parts[0];
    const rest = parts.slice(1).join("/");
    const parent = parts.slice(1, -1).join("/");
    if (!articles.has(rest) && articles.has(parent)) {
      state.article = parent;
      state.id = parts.at(-1);
    } else {
      state.article = rest;
    }
    const asked = new URLSearchParams(options ?? "");
    state.query = asked.get("q") ?? "";
    for (const status of (asked.get("status") ?? "").split(",")) {
      if (STATUSES.includes(status)) state.statuses.add(status);
    }
    return true;
  }

  function writeAddress() {
    try {
      history.replaceState(null, "", currentAddress());
    } catch {
      // A page without an address of its own keeps none.
    }
  }

  // Which segments are shown.

  function haystack(part, unit) {
    if (unit.haystack === undefined) {
      const texts = unit.diff ? unit.diff.map(([, text]) => text) : [unit.source];
      // The English of before and of today, so that either is found across the changes.
      const sides = unit.diff
        ? [-1, 1].map((side) => unit.diff.filter(([op]) => op !== -side).map(([, text]) => text).join(""))
        : texts;
      const others = [unit.id, unit.translation, unit.proposal, unit.why, ...(unit.notes ?? []), part.article];
      unit.haystack = fold([...sides, ...others].filter(Boolean).join("\n"));
    }
    return unit.haystack;
  }

  function terms() {
    return fold(state.query).split(/\s+/).filter(Boolean);
  }

  function apply() {
    const wanted = terms();
    const isExact = articles.has(state.article);
    const text = fold(state.article);
    const counts = Object.fromEntries(STATUSES.map((status) => [status, 0]));
    shown = [];
    for (const part of data.parts) {
      if (state.locale !== "*" && part.locale !== state.locale) continue;
      if (isExact ? part.article !== state.article : text && !fold(part.article).includes(text)) continue;
      for (const unit of part.units) {
        if (wanted.length && !wanted.every((term) => haystack(part, unit).includes(term))) continue;
        counts[unit.status] += 1;
        // What is obsolete is nothing to do: it is shown to those who ask for it.
        const isAsked = state.statuses.size ? state.statuses.has(unit.status) : unit.status !== "obsolete";
        if (isAsked) shown.push([part, unit]);
      }
    }
    for (const button of byId("statuses").children) {
      const status = button.dataset.status;
      button.lastChild.textContent = ` ${counts[status].toLocaleString("en")}`;
      button.setAttribute("aria-pressed", String(state.statuses.has(status)));
    }
    const words = shown.reduce((sum, [, unit]) => sum + unit.words, 0);
    const obsolete = shown.filter(([, unit]) => unit.status === "obsolete").length;
    const segments = shown.length - obsolete;
    const parts = [];
    if (segments) parts.push(count(segments, "segment"), count(words, "word"));
    if (obsolete) parts.push(count(obsolete, "obsolete translation"));
    found.textContent = parts.length ? parts.join(", ") : "No segment is found.";
    rendered = 0;
    list.replaceChildren();
    globalThis.CSS?.highlights?.clear();
    render();
  }

  // The list, in slices.

  function render() {
    const end = Math.min(rendered + SLICE, shown.length);
    const wanted = terms();
    for (; rendered < end; rendered += 1) {
      const [part, unit] = shown[rendered];
      const isFirst = rendered === 0 || shown[rendered - 1][0] !== part;
      if (isFirst) list.append(makeGroup(part));
      const item = makeSegment(part, unit);
      list.lastElementChild.lastElementChild.append(item);
      if (wanted.length) highlight(item, wanted);
    }
    more.hidden = rendered === shown.length;
    more.textContent = `Show more (${(shown.length - rendered).toLocaleString("en")})`;
  }

  function makeGroup(part) {
    const link = make("a", "", part.article);
    link.href = address(part.locale, part.article, null);
    const heading = make("h3", "", `${nameOf(part.locale)} · `, link);
    return make("section", "group", heading, make("ol"));
  }

  function makeText(label, tag, direction, ...children) {
    const text = make("p", "", ...children);
    text.lang = tag;
    text.dir = direction;
    return make("div", "", make("p", "label", label), text);
  }

  function makeSegment(part, unit) {
    const own = data.locales.find((own) => own.locale === (unit.from ?? part.locale)) ?? { locale: unit.from, direction: "auto" };
    const link = make("a", "", make("code", "", unit.id));
    link.href = address(part.locale, part.article, unit.id);
    const kind = [unit.context, unit.why].filter(Boolean).join(" · ");
    const place = make("code", "place", unit.line ? `${unit.path ?? part.path}:${unit.line}` : (unit.path ?? part.path));
    const header = make("header", "", make("span", `status ${unit.status}`, unit.status), make("h4", "", link));
    header.append(make("span", "", kind), place);
    const english = unit.diff
      ? unit.diff.map(([op, text]) => (op === 0 ? text : make(op < 0 ? "del" : "ins", "", text)))
      : [unit.source];
    const texts = make("div", "texts", makeText(nameOf(data.source), data.source, data.direction, ...english));
    if (unit.joined) {
      const theirs = make("p", "absent", `stands in ${unit.joined}`);
      texts.append(make("div", "", make("p", "label", nameOf(own.locale)), theirs));
    } else if (unit.translation) {
      texts.append(makeText(nameOf(own.locale), own.locale, own.direction, unit.translation));
    } else {
      texts.append(make("div", "", make("p", "label", nameOf(own.locale)), make("p", "absent", "no translation yet")));
    }
    const item = make("li", `segment is-${unit.status}`, header, texts);
    item.tabIndex = -1;
    item.dataset.id = unit.id;
    if (unit.proposal) {
      const text = make("span", "", unit.proposal);
      text.lang = own.locale;
      text.dir = own.direction;
      item.append(make("p", "note", make("b", "", "Proposal: "), text));
    }
    for (const note of unit.notes ?? []) {
      item.append(make("p", "note", make("b", "", "Note: "), note));
    }
    return item;
  }

  function highlight(item, wanted) {
    if (!globalThis.CSS?.highlights || !globalThis.Highlight) return;
    if (!CSS.highlights.has("query")) CSS.highlights.set("query", new Highlight());
    const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const text = node.data.toLowerCase();
      if (text.length !== node.data.length) continue;
      for (const term of wanted) {
        for (let at = text.indexOf(term); 0 <= at; at = text.indexOf(term, at + term.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + term.length);
          CSS.highlights.get("query").add(range);
        }
      }
    }
  }

  /** Goes to the segment that the address names; says so where there is none. */
  function goTo() {
    if (state.id === null) {
      byId("segments").focus({ preventScroll: true });
      byId("segments").scrollIntoView();
      return;
    }
    const find = () => shown.findIndex(([, unit]) => unit.id === state.id);
    let idx = find();
    if (idx < 0 && !state.statuses.size) {
      // It may be obsolete by now.
      state.statuses.add("obsolete");
      apply();
      idx = find();
    }
    if (idx < 0) {
      state.statuses.delete("obsolete");
      apply();
      found.textContent = `“${state.id}” is not among the segments to do: it is current, or gone. ${found.textContent}`;
      byId("segments").scrollIntoView();
      return;
    }
    while (rendered <= idx) render();
    const item = list.querySelectorAll(".segment")[idx];
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "center" });
  }

  function fill() {
    locale.value = state.locale;
    article.value = state.article;
    query.value = state.query;
  }

  function change() {
    state.id = null;
    apply();
    writeAddress();
  }

  function reset() {
    state = fresh();
    fill();
    change();
  }

  // What a person does.

  function move(step) {
    const items = [...list.querySelectorAll(".segment")];
    const at = items.indexOf(document.activeElement?.closest(".segment"));
    const next = at < 0 ? items.findIndex((item) => 0 <= item.getBoundingClientRect().top) : at + step;
    if (next === items.length && rendered < shown.length) {
      render();
      move(step);
      return;
    }
    focusOn(items[next]);
  }

  function moveGroup(step) {
    const group = document.activeElement?.closest(".group");
    const groups = [...list.children];
    const next = groups[group ? groups.indexOf(group) + step : 0];
    if (!next && 0 < step && rendered < shown.length) {
      render();
      moveGroup(step);
      return;
    }
    focusOn(next?.querySelector(".segment"));
  }

  function focusOn(item) {
    item?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: "center" });
  }

  const KEYS = {
    "/": () => query.focus(),
    j: () => move(1),
    k: () => move(-1),
    n: () => moveGroup(1),
    p: () => moveGroup(-1),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!byId("keys-on").checked) return;
    if (event.key === "Escape" && filters.contains(event.target)) reset();
    if (event.target.closest?.("input, select, textarea")) return;
    if (Object.hasOwn(KEYS, event.key)) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });

  let timer = 0;
  function later(run) {
    clearTimeout(timer);
    timer = setTimeout(run, 120);
  }

  // What is shown already is not shown anew: it would take the focus from whoever went on.
  for (const field of [query, article]) {
    field.addEventListener("input", () => later(() => {
      const [asked, path] = [query.value.trim(), article.value.trim()];
      if (state.query === asked && state.article === path) return;
      Object.assign(state, { query: asked, article: path });
      change();
    }));
  }
  locale.addEventListener("change", () => { state.locale = locale.value; change(); });
  byId("reset").addEventListener("click", reset);
  more.addEventListener("click", () => {
    const first = rendered;
    render();
    focusOn(list.querySelectorAll(".segment")[first]);
  });
  addEventListener("beforeprint", () => { while (rendered < shown.length) render(); });
  addEventListener("hashchange", () => {
    if (!readAddress()) return;
    fill();
    apply();
    goTo();
  });
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    render();
    // Observed anew, it is told of a button that is in sight still: who scrolls fast outruns a slice.
    watch.unobserve(more);
    watch.observe(more);
  }, { rootMargin: "1500px" });
  watch.observe(more);

  // The page as it opens.

  for (const element of document.querySelectorAll("[data-name]")) element.textContent = nameOf(element.dataset.name);
  for (const element of document.querySelectorAll("[data-title]")) element.title = nameOf(element.dataset.title);
  for (const own of data.locales) {
    const name = nameOf(own.locale);
    locale.append(new Option(name === own.locale ? name : `${name} (${own.locale})`, own.locale));
  }
  for (const path of articles) byId("paths").append(new Option(path));
  const isThere = new Set(data.parts.flatMap((part) => part.units.map((unit) => unit.status)));
  for (const status of STATUSES.filter((status) => isThere.has(status))) {
    const button = make("button", "", status, "");
    button.append(make("span", ""));
    button.type = "button";
    button.dataset.status = status;
    button.addEventListener("click", () => {
      if (!state.statuses.delete(status)) state.statuses.add(status);
      change();
    });
    byId("statuses").append(button);
  }
  filters.hidden = false;
  byId("keys").hidden = false;
  const isLinked = readAddress();
  fill();
  apply();
  if (isLinked) goTo();
})();
