import { h } from "../dom.js";
import { get } from "../api.js";
import { historyChart } from "../chart.js";
import { reading, service, system } from "../health.js";
import { act, empty, kindName, numeric, table, trend, wide } from "../parts.js";
import { number, t, tn } from "../texts.js";
import { time } from "../times.js";

const RANGES = ["24h", "7d", "30d"];

/** What there is to do, how it has developed, and the causes. */
export const groups = {
  title: "Dead letters by cause",
  load: async ({ query }) => {
    const range = new URLSearchParams(query).get("range");
    const [{ groups }, overview, known] = await Promise.all([
      get("/groups"), get(`/overview?range=${RANGES.includes(range) ? range : "24h"}`), system()]);
    return { groups, overview, paused: reading(service(known, "notification-service"), "elch_provider_paused") };
  },
  draw: ({ groups, overview, paused }, who, actions) => [
    h("h1", {}, t("Dead letters by cause")),
    strip(groups, overview, paused),
    groups.length === 0
      ? empty(t("There are no dead letters."), t("Everything was delivered. A mail that cannot be delivered appears here by itself."))
      : [history(overview), causes(groups, who, actions)],
  ],
};

function strip(groups, { open, oldestOpen, oldestOpenAt, replaysAtWork }, paused) {
  const lastHour = groups.reduce((sum, { arrivedByHour }) => sum + arrivedByHour.at(-1), 0);
  const tile = (name, value, note, isAlarming) => h("div", { class: isAlarming && "alarming" }, h("dt", {}, name),
    h("dd", {}, value, note && h("small", {}, note)));
  return h("dl", { class: "strip", "aria-label": t("Overview") },
    tile(t("Open now"), open === 0 ? "0" : h("a", { href: "#/dead-letters?state=open" }, number(open)),
      tn(groups.filter((group) => group.open > 0).length, "{count} cause", "{count} causes")),
    tile(t("Oldest open"), oldestOpenAt
      ? h("a", { id: "oldest", href: `#/dead-letters/${encodeURIComponent(oldestOpen)}` }, time(oldestOpenAt)) : "–"),
    tile(t("Arrived this hour"), number(lastHour)),
    tile(t("Replays running"), replaysAtWork === 0 ? "0" : h("a", { href: "#/jobs" }, number(replaysAtWork))),
    tile(t("Providers"), paused === null ? "–" : h("a", { href: "#/system" }, paused > 0 ? t("paused") : t("sending")),
      paused === null && t("notification-service does not say"), paused > 0));
}

function history(overview) {
  return h("section", { class: "card", "aria-labelledby": "history-title" },
    h("div", { class: "bar" }, h("h2", { id: "history-title" }, t("Arrivals and resolutions")),
      h("div", { class: "ranges", role: "group", "aria-label": t("How far back") }, RANGES.map((range) =>
        h("button", { id: `range-${range}`, type: "button", "aria-pressed": String(range === overview.range),
          onclick: () => { location.hash = `#/groups?range=${range}`; } }, range)))),
    historyChart(overview));
}

function causes(groups, who, actions) {
  const mayAct = who.role !== "VIEWER";
  return table(t("Causes"), [
    wide(t("Cause")), numeric(t("Open")), numeric(t("All")), t("Last"), t("24 hours"),
    mayAct && { title: t("Actions"), class: "acts" }].filter(Boolean),
  groups.map((group) => [
    [h("a", { id: `g-${group.id}`, class: "cause", href: `#/dead-letters?group=${group.id}`,
      "aria-label": `${kindName(group.kind)} ${group.code} ${group.message}` }, kindName(group.kind)),
    " ", h("code", {}, group.code), h("span", { class: "message", title: group.message }, group.message)],
    number(group.open), number(group.total), time(group.lastFailedAt), trend(group.arrivedByHour),
    mayAct && buttons(group, actions)].filter((cell) => cell !== false)));
}

function buttons(group, actions) {
  const cause = `${kindName(group.kind)} ${group.code}`.trim();
  const why = group.open === 0 ? t("No dead letter of this cause is open.") : undefined;
  return h("div", { class: "bar" },
    h("div", {}, replayButton(group, cause, why, actions)),
    act(`d-${group.id}`, t("Discard"), () => actions.move("discard", { group: group.id }), {
      kind: "quiet destroys", why, label: t("Discard {count} of \"{cause}\"", { count: number(group.open), cause }) }));
}

function replayButton(group, cause, why, actions) {
  const button = act(`r-${group.id}`, t("Replay {count}", { count: number(group.open) }),
    () => actions.replay({ group: group.id, state: "open" }),
    { why, label: t("Replay {count} of \"{cause}\"", { count: number(group.open), cause }) });
  button.dataset.key = "r";
  return button;
}
