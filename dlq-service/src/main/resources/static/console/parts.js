import { h, svg } from "./dom.js";
import { number, t, tn } from "./texts.js";

/** A cause kind in words. */
export function kindName(kind) {
  const words = t(kind.replaceAll("_", " "));
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A state in words. */
export const stateName = (word) => t(word.replaceAll("-", " "));

export function badge(word, text = stateName(word)) {
  return h("span", { class: `badge ${word}` }, text);
}

/** A column that needs the whole width of a card, and speaks for itself. */
export const wide = (title) => ({ title, class: "wide" });

/** A column that shows numbers. */
export const numeric = (title) => ({ title, class: "number" });

/**
 * A table; on narrow screens each row is a card.
 *
 * @param columns titles, or {title, class}; a title that is an element is shown as it is
 * @param rows lists of cells, or {id, cells}; a cell is what it shows
 */
export function table(caption, columns, rows) {
  const all = columns.map((column) => (typeof column === "string" ? { title: column } : column));
  return h("div", { class: "rows" }, h("table", { "aria-label": caption },
    h("thead", {}, h("tr", {}, all.map((column) => h("th", { scope: "col", class: column.class }, column.title)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, (row.cells || row).map((cell, at) =>
      h("td", { class: all[at].class, "data-label": all[at].label ?? (typeof all[at].title === "string" ? all[at].title : "") },
        cell)))))));
}

/** Facts by name; what is not known is left out. */
export function facts(values, attributes = {}) {
  return h("dl", { class: "facts", ...attributes }, Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false)
    .map(([name, value]) => [h("dt", {}, name), h("dd", {}, typeof value === "boolean" ? String(value) : value)]));
}

/** Something that is not there, in words. */
export function empty(title, text, ...more) {
  return h("div", { class: "card empty stack" },
    h("p", {}, h("img", { src: "/console/icon.svg", alt: "", width: "56", height: "56" })),
    h("h2", {}, title), text && h("p", { class: "soft" }, text), more);
}

/**
 * A button that acts on the service; it is off while the page is stale.
 *
 * @param why why it can do nothing; absent: it can
 */
export function act(id, text, onclick, { kind, label, why } = {}) {
  return h("button", { id, type: "button", class: kind, "aria-label": label, "data-acts": true, onclick,
    disabled: Boolean(why), title: why || label }, text);
}

/** A button that copies a text. */
export function copy(what, text) {
  const button = h("button", { type: "button", class: "quiet", "aria-label": t("Copy {what}", { what }), onclick: async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = t("Copied");
    setTimeout(() => { button.textContent = t("Copy"); }, 1_500);
  } }, t("Copy"));
  return button;
}

/** How many came in each of the last 24 hours. */
export function trend(hours) {
  const most = Math.max(1, ...hours);
  const total = hours.reduce((sum, count) => sum + count, 0);
  return svg("svg", { class: "trend", viewBox: "0 0 120 26", role: "img",
    "aria-label": tn(total, "Last 24 hours: {count} dead letter", "Last 24 hours: {count} dead letters") },
  hours.map((count, hour) => svg("rect", {
    x: hour * 5, width: 4, y: 26 - Math.max(1, 25 * count / most), height: Math.max(1, 25 * count / most),
  })));
}

/** Tabs; the chosen one is remembered in the address as {@code tab}. */
export function tabs(label, parts) {
  const params = new URLSearchParams(location.hash.split("?")[1] || "");
  const wanted = parts.some((part) => part.id === params.get("tab")) ? params.get("tab") : parts[0].id;
  const choose = (id) => {
    buttons.forEach((button) => {
      const isChosen = button.id === `tab-${id}`;
      button.setAttribute("aria-selected", String(isChosen));
      button.tabIndex = isChosen ? 0 : -1;
    });
    panels.forEach((panel) => { panel.hidden = panel.id !== `panel-${id}`; });
  };
  const chosen = (id) => {
    choose(id);
    const query = new URLSearchParams(location.hash.split("?")[1] || "");
    query.set("tab", id);
    history.replaceState(null, "", `${location.hash.split("?")[0]}?${query}`);
  };
  const buttons = parts.map((part) => h("button", { id: `tab-${part.id}`, type: "button", role: "tab",
    "aria-controls": `panel-${part.id}`, onclick: () => chosen(part.id) }, part.title));
  const panels = parts.map((part) => h("div", { id: `panel-${part.id}`, role: "tabpanel", tabindex: "0", class: "card stack",
    "aria-labelledby": `tab-${part.id}` }, part.content));
  const move = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) {
      const next = (buttons.indexOf(document.activeElement) + by + buttons.length) % buttons.length;
      chosen(parts[next].id);
      buttons[next].focus();
    }
  };
  choose(wanted);
  return h("div", { class: "stack" }, h("div", { role: "tablist", "aria-label": label, onkeydown: move }, buttons), panels);
}

export { number };
