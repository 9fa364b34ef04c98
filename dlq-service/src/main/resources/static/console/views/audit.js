import { h } from "../dom.js";
import { get } from "../api.js";
import { copy, empty, numeric, table, wide } from "../parts.js";
import { person, personName } from "../people.js";
import { number, t, tn } from "../texts.js";
import { time } from "../times.js";

const PAGE = 100;

/** Who did what; each entry leads to what it is about. */
export const audit = {
  title: "Audit log",
  load: async ({ query }) => {
    const before = new URLSearchParams(query).get("before");
    const [entries, verification] = await Promise.all([get(`/audit${before ? `?before=${before}` : ""}`), get("/audit/verify")]);
    return { entries, verification };
  },
  draw: ({ entries, verification }, who, actions, { query }) => {
    const params = new URLSearchParams(query);
    const found = entries.filter((entry) => (!params.get("actor") || entry.actor === params.get("actor"))
      && (!params.get("action") || entry.action === params.get("action")));
    return [
      h("h1", {}, t("Audit log")),
      h("div", { class: "card bar" }, verification.intact
        ? [tn(verification.entries, "The log is intact: {count} entry.", "The log is intact: {count} entries."),
          verification.head && copy(t("the hash of the last entry"), verification.head)]
        : h("strong", { class: "error" }, t("The log was changed: {fault}.", { fault: verification.fault }))),
      entries.length === 0 ? empty(t("Nothing was done yet.")) : [filter(entries, params), list(found)],
      h("nav", { class: "bar", "aria-label": t("Pages") },
        params.has("before") && h("a", { class: "button", href: "#/audit" }, t("Newest entries")),
        entries.length === PAGE && h("a", { class: "button", href: `#/audit?before=${entries.at(-1).number}` }, t("Older entries"))),
    ];
  },
};

function filter(entries, params) {
  const choice = (name, title) => {
    const values = [...new Set([...entries.map((entry) => entry[name]), ...(params.get(name) ? [params.get(name)] : [])])].sort();
    return h("label", {}, title, h("select", { id: `f-${name}`, onchange: ({ target }) => {
      target.value ? params.set(name, target.value) : params.delete(name);
      location.hash = `#/audit?${params}`;
    } }, h("option", { value: "" }, t("any")), values.map((value) =>
      h("option", { value, selected: value === params.get(name) }, name === "actor" ? personName(value) : t(value)))));
  };
  return h("div", { class: "filters" }, choice("actor", t("Actor")), choice("action", t("Action")));
}

function list(entries) {
  return entries.length === 0
    ? empty(t("No entry of this page matches the filter."))
    : table(t("Audit log"), [numeric(t("Number")), t("Time"), t("Actor"), t("Action"), wide(t("About")), wide(t("Reason"))], entries.map((entry) => [
      number(entry.number), time(entry.at), person(entry.actor), t(entry.action), about(entry.details), entry.details.reason || ""]));
}

/** What the entry is about, with links. */
function about({ reason, ...details }) {
  return Object.entries(details).map(([name, value]) => h("div", {}, h("span", { class: "soft" }, `${t(name)}: `), link(name, value)));
}

function link(name, value) {
  switch (name) {
    case "job": return h("a", { href: `#/job/${value}` }, value);
    case "deadLetter": return h("a", { href: `#/dead-letters/${encodeURIComponent(value)}` }, value);
    case "filter": return filterLink(value);
    default: return value;
  }
}

/** The service writes a filter as {@code state=open & kind=bad_address}. */
function filterLink(text) {
  const pairs = text.split(" & ").map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
  return pairs.every(([name]) => name)
    ? h("a", { href: `#/dead-letters?${new URLSearchParams(pairs)}` }, text)
    : text;
}
