import { h } from "./dom.js";
import { kindName, stateName } from "./parts.js";
import { number, t } from "./texts.js";
import { exact } from "./times.js";

/** Ranges of time by their word in the address, in hours. */
const RANGES = { "1h": 1, "24h": 24, "7d": 168, "30d": 720 };
const RANGE_NAMES = { "1h": "Last hour", "24h": "Last 24 hours", "7d": "Last 7 days", "30d": "Last 30 days" };
const SELECTS = ["state", "kind", "code", "domain", "provider"];
const NAMES = {
  text: "Text", state: "State", kind: "Cause", code: "Code", domain: "Domain", provider: "Provider", user: "User", event: "Event",
  group: "Group", id: "Dead letters", class: "Exception", from: "From", before: "Before", range: "Time",
};

/** The filter in an address: without what only says which page it is. */
export function filterOf(query) {
  const filter = Object.fromEntries(new URLSearchParams(query));
  delete filter.cursor;
  return filter;
}

/** The filter as the service takes it: a range becomes an instant, to the minute, so that pages go together. */
export function wanted(filter) {
  const { range, ...rest } = filter;
  if (!RANGES[range]) {
    return rest;
  }
  const minute = Math.floor(Date.now() / 60_000) * 60_000;
  return { ...rest, from: new Date(minute - RANGES[range] * 3_600_000).toISOString() };
}

function go(filter) {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => String(value).trim() !== ""));
  location.hash = `#/dead-letters?${query}`;
}

/** A word finds what begins with it. */
const beginnings = (text) => text.trim().split(/\s+/).filter(Boolean)
  .map((word) => (word.endsWith("*") ? word : `${word}*`)).join(" ");

const shown = { state: stateName, kind: kindName };

function select(name, chosen, values) {
  const all = Object.entries(values || {});
  if (chosen && !all.some(([value]) => value === chosen)) {
    all.push([chosen, 0]);
  }
  return h("select", { id: `f-${name}`, name }, h("option", { value: "" }, t("any")),
    all.map(([value, count]) => h("option", { value, selected: value === chosen },
      `${shown[name]?.(value) ?? value} (${number(count)})`)));
}

/**
 * The form; a change takes effect at once, what is typed with Enter.
 *
 * @param values how many dead letters have which value, by criterion
 * @param errors what the service did not accept, by field
 */
export function filterForm(filter, values, errors, mayName) {
  const wrong = Object.fromEntries((errors || []).map(({ field, message }) => [field, message]));
  const labelled = (name, input) => {
    if (wrong[name]) {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", `f-${name}-wrong`);
    }
    return h("label", { class: name === "text" ? "search" : null }, t(NAMES[name]), input,
      wrong[name] && h("span", { id: `f-${name}-wrong`, class: "error", role: "alert" }, `${filter[name] ?? ""}: ${wrong[name]}`));
  };
  const text = (name, value, attributes = {}) =>
    labelled(name, h("input", { id: `f-${name}`, name, value: value || "", autocomplete: "off", ...attributes }));
  const range = filter.range || (filter.from || filter.before ? "custom" : "");
  const times = h("select", { id: "f-range", name: "range" }, h("option", { value: "" }, t("any")),
    Object.entries(RANGE_NAMES).map(([value, name]) => h("option", { value, selected: value === range }, t(name))),
    h("option", { value: "custom", selected: range === "custom" }, t("Custom")));
  const form = h("form", { class: "stack", role: "search", "aria-label": t("Filter"), novalidate: true },
    h("div", { class: "filters" },
      mayName && text("text", filter.text?.replaceAll("*", ""), { type: "search", placeholder: t("words or beginnings"),
        "aria-keyshortcuts": "/" }),
      SELECTS.map((name) => labelled(name, select(name, filter[name], values?.[name]))),
      labelled("range", times),
      h("button", { class: "go", type: "submit" }, t("Find"))),
    h("details", { id: "more-filters", open: range === "custom" || Boolean(filter.user || filter.event || filter.class) },
      h("summary", {}, t("More filters")),
      h("div", { class: "filters" },
        text("from", filter.from, { placeholder: "2026-03-01T10:00:00Z" }),
        text("before", filter.before, { placeholder: "2026-03-01T10:00:00Z" }),
        mayName && text("user", filter.user, { placeholder: "github:1001" }),
        text("event", filter.event), text("class", filter.class))));
  const apply = (event) => {
    event.preventDefault();
    const next = { ...filter };
    for (const [name, value] of new FormData(form)) {
      next[name] = name === "text" ? beginnings(value) : value;
    }
    if (next.range === "custom") {
      delete next.range;
      document.getElementById("more-filters").open = true;
    } else if (next.range) {
      delete next.from;
      delete next.before;
    }
    go(next);
  };
  form.addEventListener("submit", apply);
  form.addEventListener("change", (event) => {
    if (event.target.id === "f-range" && event.target.value === "custom") {
      document.getElementById("more-filters").open = true;
      document.getElementById("f-from").focus();
    } else if (event.target instanceof HTMLSelectElement) {
      apply(event);
    }
  });
  return form;
}

/** What is filtered by, each with a way to take it out. */
export function chips(filter, group) {
  const value = (name, of) => {
    switch (name) {
      case "group": return group ? `${kindName(group.kind)} ${group.code}` : t("one cause");
      case "id": return t("{count} selected", { count: of.split(",").length });
      case "range": return t(RANGE_NAMES[of] || of);
      case "text": return of.replaceAll("*", "");
      case "from": case "before": return Number.isNaN(Date.parse(of)) ? of : exact(of);
      default: return of.split(",").map((one) => shown[name]?.(one) ?? one).join(", ");
    }
  };
  const without = (name) => Object.fromEntries(Object.entries(filter).filter(([other]) => other !== name));
  const all = Object.entries(filter);
  return all.length > 0 && h("ul", { class: "chips", "aria-label": t("Filters in use") },
    all.map(([name, of]) => h("li", {}, h("button", { id: `chip-${name}`, type: "button", onclick: () => go(without(name)),
      "aria-label": t("Remove the filter {name}: {value}", { name: t(NAMES[name] || name), value: value(name, of) }) },
    `${t(NAMES[name] || name)}: ${value(name, of)}`))),
    all.length > 1 && h("li", {}, h("button", { id: "chip-all", type: "button", class: "quiet", onclick: () => go({}) }, t("Remove all"))));
}
