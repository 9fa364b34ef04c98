import { h } from "../dom.js";
import { get } from "../api.js";
import { exportAs } from "../export.js";
import { chips, filterForm, filterOf, wanted } from "../filters.js";
import { act, badge, copy, empty, kindName, numeric, table, wide } from "../parts.js";
import { selected, tickAll, ticked } from "../selection.js";
import { number, t, tn } from "../texts.js";
import { time } from "../times.js";

let knownGroup = null;
let all = { values: {}, at: 0 };
let refresh = () => {};

/** Dead letters by a filter; what is chosen, or all that match, can be acted on. */
export const deadLetters = {
  title: "Dead letters",
  load: async ({ query }) => {
    const filter = filterOf(query);
    const asked = wanted(filter);
    const cursor = new URLSearchParams(query).get("cursor");
    try {
      const [page, facets] = await Promise.all([
        get(`?${new URLSearchParams({ ...asked, ...(cursor ? { cursor } : {}) })}`),
        get(`/facets?${new URLSearchParams(asked)}`), learnValues(), learnGroup(filter.group)]);
      return { page, facets };
    } catch (refusal) {
      if (refusal.status !== 400) {
        throw refusal;
      }
      return { refusal: refusal.message, errors: refusal.problem.errors || [] };
    }
  },
  draw: (data, who, actions, { query }) => {
    const filter = filterOf(query);
    return [
      h("h1", {}, t("Dead letters")),
      h("div", { class: "card stack" },
        filterForm(filter, all.values, data.errors, who.role !== "VIEWER"), chips(filter, knownGroup)),
      data.page
        ? found(data, who, actions, filter, new URLSearchParams(query).has("cursor"))
        : h("p", { class: "card error", role: "alert" }, data.refusal),
    ];
  },
  drawn: () => refresh(),
};

/** The values that there are at all, to choose from; they change slowly. */
async function learnValues() {
  if (Date.now() - all.at > 15_000) {
    all = { ...(await get("/facets")), at: Date.now() };
  }
}

async function learnGroup(id) {
  if (id && knownGroup?.id !== id) {
    knownGroup = await get(`/groups/${encodeURIComponent(id)}`).catch(() => null);
  } else if (!id) {
    knownGroup = null;
  }
}

const hits = ({ count, isMore }) => (isMore ? `${number(count)}+` : number(count));

function found({ page, facets }, who, actions, filter, isLater) {
  if (page.deadLetters.length === 0) {
    return empty(t("No dead letter matches the filter."), Object.keys(filter).length === 0
      ? t("Everything was delivered. A mail that cannot be delivered appears here by itself.")
      : t("Remove a filter to see more."));
  }
  return [
    bar(page, facets, who, actions, wanted(filter)),
    list(page.deadLetters, who),
    h("nav", { class: "bar", "aria-label": t("Pages") },
      isLater && h("a", { id: "newest", class: "button", href: `#/dead-letters?${new URLSearchParams(filter)}` }, t("Newest dead letters")),
      isLater && h("button", { id: "newer", type: "button", onclick: () => history.back() }, t("Newer dead letters")),
      page.nextCursor && h("a", { id: "next", class: "button",
        href: `#/dead-letters?${new URLSearchParams({ ...wanted(filter), cursor: page.nextCursor })}` }, t("Older dead letters"))),
  ];
}

/** How many of these the act takes, or why none. */
const VERBS = {
  replay: { from: ["open"], some: "Replay {count}", every: "Replay all {count}", none: "Replay: none of these is open." },
  restore: { from: ["discarded", "handed-over"], some: "Restore {count}", every: "Restore all {count}",
    none: "Restore: only what was discarded or handed over can be restored." },
  discard: { from: ["open"], some: "Discard {count}", every: "Discard all {count}", none: "Discard: none of these is open." },
};

function bar(page, facets, who, actions, filter) {
  const states = Object.fromEntries(page.deadLetters.map((one) => [one.id, one.state]));
  const chosen = () => selected().filter((id) => id in states);
  const meant = () => (chosen().length > 0 ? { id: chosen().join(",") } : filter);
  const doing = {
    replay: () => actions.replay(meant()),
    restore: () => actions.move("restore", meant()),
    discard: () => actions.move("discard", meant()),
  };
  const buttons = Object.keys(VERBS).map((verb) => act(verb, verb, doing[verb],
    { kind: { replay: "main", restore: "", discard: "destroys apart" }[verb] }));
  buttons[0].dataset.key = "r";
  const scope = h("span", { id: "scope", role: "status" });
  const whyOff = h("p", { id: "why-off", class: "soft" });
  refresh = () => {
    const ids = chosen();
    scope.textContent = ids.length > 0
      ? t("{count} selected", { count: number(ids.length) })
      : tn(facets.count, "{count} dead letter", "{count} dead letters", { count: hits(facets) });
    const whys = Object.entries(VERBS).map(([verb, words], at) => {
      const count = ids.length > 0
        ? ids.filter((id) => words.from.includes(states[id])).length
        : words.from.reduce((sum, state) => sum + (facets.values.state?.[state] || 0), 0);
      const isMore = ids.length === 0 && facets.isMore;
      buttons[at].textContent = t(ids.length > 0 ? words.some : words.every, { count: number(count) + (isMore ? "+" : "") });
      buttons[at].disabled = count === 0 && !isMore;
      buttons[at].title = buttons[at].disabled ? t(words.none) : "";
      return buttons[at].disabled && t(words.none);
    });
    whyOff.textContent = whys.filter(Boolean).join(" ");
    const box = document.getElementById("select-page");
    if (box) {
      box.checked = ids.length === page.deadLetters.length;
      box.indeterminate = ids.length > 0 && !box.checked;
    }
  };
  const exporting = (format) => h("button", { id: `export-${format}`, type: "button", class: "quiet",
    onclick: () => exportAs(format, filter, actions.told).catch((refusal) => actions.told(refusal.message)) },
  t("Export {format}", { format: format.toUpperCase() }));
  return [
    h("div", { class: "bar" }, h("strong", {}, scope), exporting("csv"), exporting("json"),
      copy(t("the address of this list"), location.href)),
    who.role !== "VIEWER" && [h("div", { class: "bar" }, buttons), whyOff],
  ];
}

function list(deadLetters, who) {
  const mayAct = who.role !== "VIEWER";
  const everything = h("input", { id: "select-page", type: "checkbox", "aria-label": t("Select all on this page"),
    onchange: ({ target }) => { tickAll(target.checked); refresh(); } });
  const box = (one) => h("input", { type: "checkbox", name: "selected", value: one.id, id: `c-${one.id}`,
    "aria-label": t("Select dead letter {id}", { id: one.id }), onclick: (event) => { ticked(event); refresh(); } });
  return table(t("Dead letters"), [
    mayAct && { title: everything, class: "tick" }, wide(t("Cause")), wide(t("To")), t("State"), t("Failed"), numeric(t("Attempts"))]
    .filter(Boolean),
  deadLetters.map((one) => [
    mayAct && box(one),
    [h("a", { id: `l-${one.id}`, class: "cause", href: `#/dead-letters/${encodeURIComponent(one.id)}`,
      "aria-label": `${kindName(one.error.kind)} ${one.payload?.email || one.payload?.login || one.id}` }, kindName(one.error.kind)), " ",
    h("code", {}, one.error.code), h("span", { class: "message", title: one.error.message }, one.error.message)],
    one.payload?.email || one.payload?.login || h("span", { class: "soft" }, t("not decodable")),
    badge(one.state), time(one.failedAt), number(one.attempts)].filter((cell) => cell !== false)));
}
