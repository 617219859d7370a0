/* The record's own script: opens pages at their words, filters, unfolds. Page text reaches the document as text nodes
   alone (textContent, createTextNode): never as markup. */
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  for (const node of all(".js-only:not(.none)")) node.hidden = false;

  /* ---- the page's own text ---- */
  let carried = null;
  const data = () => (carried ??= JSON.parse(byId("texts").textContent));
  const reader = byId("reader");
  const pane = byId("reader-text");
  let opener = null;

  // Spans count code points; strings count UTF-16 units. They differ only where there are surrogate pairs.
  const unitOffsets = (text, points) => {
    if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return points;
    const wanted = new Set(points);
    const found = new Map();
    let point = 0;
    let unit = 0;
    for (const char of text) {
      if (wanted.has(point)) found.set(point, unit);
      point += 1;
      unit += char.length;
    }
    return points.map((one) => found.get(one) ?? unit);
  };

  // Controls that turn or hide text are shown by name.
  const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]/;
  const names = { 8206: "LRM", 8207: "RLM", 8234: "LRE", 8235: "RLE", 8236: "PDF", 8237: "LRO", 8238: "RLO", 8294: "LRI", 8295: "RLI", 8296: "FSI", 8297: "PDI" };
  const put = (parent, text) => {
    for (const part of text.split(new RegExp(`(${controls.source})`))) {
      if (part.length === 1 && controls.test(part)) {
        const code = part.charCodeAt(0);
        const name = document.createElement("span");
        name.className = "ctl";
        name.textContent = names[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
        parent.append(name);
      } else if (part) parent.append(document.createTextNode(part));
    }
  };

  // Menus and promotions far from the passage are folded until the whole page is asked for.
  const foldable = new Set(["menu", "promo", "notice"]);
  const LONG = 240;

  const layOut = (page, start, end) => {
    const kinds = data().kinds;
    const zones = page.zones.length ? page.zones : [[0, Infinity, kinds.indexOf("body")]];
    const points = zones.flatMap((zone) => [zone[0], Math.min(zone[1], page.text.length)]).concat([start, end]);
    const units = unitOffsets(page.text, points);
    const [from, to] = units.slice(-2);
    pane.replaceChildren();
    let mark = null;
    zones.forEach((zone, number) => {
      const kind = kinds[zone[2]];
      const [a, b] = [units[2 * number], units[2 * number + 1]];
      const box = document.createElement("span");
      box.className = kind === "body" ? "body" : `z z-${kind}`;
      if (kind !== "body") box.title = kind;
      const touched = from < b && to > a && to > from;
      if (foldable.has(kind) && b - a > LONG && !touched) {
        const gap = document.createElement("span");
        gap.className = "gap";
        gap.textContent = `${kind}: ${(b - a).toLocaleString("en")} characters`;
        pane.append(gap);
        box.classList.add("far");
      }
      if (touched) {
        put(box, page.text.slice(a, Math.max(a, from)));
        const part = document.createElement("mark");
        put(part, page.text.slice(Math.max(a, from), Math.min(b, to)));
        box.append(part);
        mark ??= part;
        put(box, page.text.slice(Math.min(b, to), b));
      } else put(box, page.text.slice(a, b));
      pane.append(box);
    });
    return mark;
  };

  const field = (id, text) => { byId(id).textContent = text ?? ""; };
  const goTo = (mark) => {
    if (mark) mark.scrollIntoView({ block: "center", behavior: "instant" });
    else pane.scrollTop = 0;
  };
  let current = null;

  const quoteOf = (hash) => {
    const link = all("a[href]").find((one) => one.getAttribute("href") === hash);
    const quote = link?.closest(".evidence, .wording, .passage > div")?.querySelector("q, blockquote");
    return quote?.textContent ?? "";
  };

  const open = (report, start, end, hash) => {
    const head = data().reports[report];
    const page = data().texts[report];
    if (!head) return false;
    const basis = head.basis ? ` (date ${head.basis})` : "";
    field("reader-outlet", `${head.number}. ${head.name}`);
    field("reader-title", head.title);
    field("reader-about", `${head.when}${basis} · ${head.language}${head.translated ? ", translated" : ""} · ${head.input}`);
    const address = byId("reader-address");
    address.hidden = !head.address;
    if (head.address) address.href = head.address;
    pane.lang = head.language;
    pane.classList.remove("all");
    byId("reader-all").checked = false;
    current = null;
    if (page) current = layOut(page, start, end);
    else {
      pane.replaceChildren();
      put(pane, "This page's text is not carried in this file. Open it with “sourcebook serve”.");
      const quote = quoteOf(hash);
      if (quote) {
        const part = document.createElement("mark");
        put(part, quote);
        pane.append(document.createElement("br"), document.createElement("br"), part);
        current = part;
      }
    }
    byId("reader-mark").hidden = !current;
    byId("reader-whole").hidden = !pane.querySelector(".gap");
    reader.hidden = false;
    document.body.classList.add("reading");
    goTo(current);
    reader.focus({ preventScroll: true });
    return true;
  };

  const close = () => {
    if (reader.hidden) return;
    reader.hidden = true;
    document.body.classList.remove("reading");
    history.replaceState(null, "", location.pathname + location.search + "#");
    opener?.focus({ preventScroll: true });
    if (opener && opener.getBoundingClientRect().top < 0) opener.scrollIntoView({ block: "center" });
  };
  byId("reader-close").addEventListener("click", close);
  byId("reader-mark").addEventListener("click", () => goTo(current));
  byId("reader-all").addEventListener("change", (change) => {
    pane.classList.toggle("all", change.target.checked);
    goTo(current);
  });

  /* ---- links into the page ---- */
  const unfold = (node) => {
    for (let at = node; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };
  const follow = () => {
    const evidence = /^#evidence=([^:]+)(?::(\d+)-(\d+))?$/.exec(location.hash);
    if (evidence) {
      let report = "";
      try { report = decodeURIComponent(evidence[1]); } catch { return; }
      const start = Number(evidence[2] ?? 0);
      open(report, start, Number(evidence[3] ?? start), location.hash);
      return;
    }
    const target = location.hash.length > 1 && byId(location.hash.slice(1));
    if (!target) {
      // A report beyond those that are listed still has its text.
      const report = /^#report-(.+)$/.exec(location.hash);
      try { if (report) open(decodeURIComponent(report[1]), 0, 0, location.hash); } catch { /* not an id */ }
      return;
    }
    unfold(target);
    target.scrollIntoView({ block: target.matches(".item") ? "center" : "start" });
    for (const node of all(".shown")) node.classList.remove("shown");
    if (target.matches(".item")) target.classList.add("shown");
  };
  window.addEventListener("hashchange", follow);
  document.addEventListener("click", (click) => {
    const link = click.target.closest?.('a[href^="#"]');
    if (!link) return;
    if (link.getAttribute("href").startsWith("#evidence=")) opener = link;
    if (link.getAttribute("href") === location.hash) follow();
  });

  /* ---- filters ---- */
  const items = all(".item");
  const words = new WeakMap();
  const wordsOf = (node) => {
    if (!words.has(node)) words.set(node, node.textContent.toLowerCase().replace(/\s+/g, " "));
    return words.get(node);
  };
  const chosen = (node) => {
    const ledger = node.closest(".ledger");
    return all("[data-filter]", ledger).every((input) => {
      const value = node.dataset[input.dataset.filter];
      if (input.type === "checkbox") return !input.checked || value === "yes";
      return input.value === "*" || input.value === value;
    });
  };
  const seek = byId("seek");
  const folded = new Map();
  const filter = () => {
    const asked = seek.value.toLowerCase().split(/\s+/).filter(Boolean);
    const choosing = all("[data-filter]").some((input) => (input.type === "checkbox" ? input.checked : input.value !== "*"));
    let count = 0;
    for (const node of items) {
      const text = asked.length ? wordsOf(node) : "";
      const hit = asked.every((word) => text.includes(word)) && (!node.matches(".statement") || chosen(node));
      node.hidden = !hit;
      if (hit) count += 1;
    }
    for (const group of all("details.rest, details.names")) {
      if (!folded.has(group)) folded.set(group, group.open);
      const hits = group.querySelector(".item:not([hidden])") !== null;
      group.hidden = !hits;
      if (asked.length || choosing) group.open = hits;
      else group.open = folded.get(group);
    }
    for (const story of all("details.story")) if (asked.length) story.open = story.querySelector(".item:not([hidden])") !== null;
    for (const ledger of all(".ledger")) all(".none", ledger)[0].hidden = ledger.querySelector(".statement:not([hidden])") !== null;
    byId("found").textContent = asked.length ? `${count.toLocaleString("en")} of ${items.length.toLocaleString("en")} entries` : "";
  };
  let waiting = 0;
  const later = () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); };
  seek.addEventListener("input", later);
  for (const input of all("[data-filter]")) input.addEventListener("change", filter);

  document.addEventListener("keydown", (key) => {
    if (key.key === "Escape" && !reader.hidden) close();
    else if (key.key === "/" && !key.target.closest("input, select, textarea")) { key.preventDefault(); seek.focus(); }
  });

  /* ---- print: everything unfolded, then as it was ---- */
  let before = [];
  window.addEventListener("beforeprint", () => {
    before = all("details:not([open])");
    for (const group of before) group.open = true;
  });
  window.addEventListener("afterprint", () => { for (const group of before) group.open = false; });

  follow();
})();
