import { h } from "../dom.js";
import { get } from "../api.js";
import { act, badge, facts, kindName, table, wide } from "../parts.js";
import { person } from "../people.js";
import { number, t } from "../texts.js";
import { fullTime } from "../times.js";

const PAGE = 200;

/** One replay: its balance, its order, and what became of each dead letter. */
export const job = {
  title: "Replay",
  load: async ({ id, query }) => {
    const page = Number(new URLSearchParams(query).get("page")) || 0;
    const [found, entries] = await Promise.all([get(`/replays/${id}`), get(`/replays/${id}/dead-letters?page=${page}`)]);
    const group = found.filter.group && await get(`/groups/${encodeURIComponent(found.filter.group)}`).catch(() => null);
    return { found, entries: entries.deadLetters, page, group };
  },
  draw: ({ found, entries, page, group }, who, actions) => [
    h("nav", { "aria-label": t("Where you are") }, h("a", { href: "#/jobs" }, t("Replays"))),
    h("div", { class: "head" }, h("h1", {}, t("Replay of {what}", { what: subject(found, group) })), badge(found.state)),
    who.role !== "VIEWER" && bar(found, actions),
    h("div", { class: "card stack" },
      found.why && h("p", {}, found.why),
      h("progress", { max: Math.max(1, found.selected), value: found.selected - found.open,
        "aria-label": t("Dead letters whose outcome is known") }),
      h("p", { id: "balance" }, balance(found))),
    h("div", { class: "two" }, skipped(found), order(found, group)),
    letters(found, entries, page),
  ],
};

function subject(found, group) {
  return group ? `"${kindName(group.kind)} ${group.code}"`.replace(" \"", "\"") : t("{count} dead letters", { count: number(found.selected) });
}

function balance(found) {
  const parts = [["delivered", found.delivered], ["failed again", found.failedAgain], ["handed over", found.handedOver || null],
    ["skipped", found.skipped], ["open", found.open]].filter(([, count]) => count !== null);
  return `${number(found.selected)} ${t("selected")} = ${parts.map(([name, count]) => `${number(count)} ${t(name)}`).join(" + ")}`;
}

function bar(found, actions) {
  const isOver = ["done", "cancelled"].includes(found.state) ? t("The replay is over.") : undefined;
  const why = (state) => isOver || (found.state === state ? undefined : t("The replay is not {state}.", { state: t(state) }));
  return [h("div", { class: "bar" },
    found.state === "paused"
      ? act("resume", t("Resume"), () => actions.steer(found.id, "resume"), { kind: "main" })
      : act("pause", t("Pause"), () => actions.steer(found.id, "pause"), { why: why("running") }),
    act("cancel", t("Cancel the replay"), () => actions.steer(found.id, "cancel"), { kind: "destroys apart",
      why: isOver || (["running", "paused"].includes(found.state) ? undefined : t("Everything is sent.")) })),
  isOver && h("p", { class: "soft" }, isOver)];
}

function skipped(found) {
  const reasons = Object.entries(found.skippedFor);
  return reasons.length > 0 && h("section", { class: "card" }, h("h2", {}, t("Skipped")),
    facts(Object.fromEntries(reasons.map(([reason, count]) => [t(reason.replaceAll("_", " ")), number(count)]))));
}

function order(found, group) {
  return h("section", { class: "card" }, h("h2", {}, t("Order")), facts({
    [t("By")]: person(found.orderedBy),
    [t("Why")]: found.reason,
    [t("At")]: fullTime(found.orderedAt),
    [t("To")]: h("code", {}, found.topic),
    [t("Rate")]: t("{count} dead letters a second", { count: number(found.rate) }),
    [t("Cause")]: group && h("a", { id: "group", href: `#/dead-letters?group=${group.id}` }, `${kindName(group.kind)} ${group.code}`),
    [t("Filter")]: Object.entries(found.filter).filter(([name]) => name !== "group")
      .map(([name, value]) => `${t(name)} = ${name === "id" ? t("{count} selected", { count: value.split(",").length }) : value}`).join(", "),
  }));
}

function letters(found, entries, page) {
  const here = (to) => `#/job/${found.id}?page=${to}`;
  return h("section", { class: "stack", "aria-labelledby": "letters-title" },
    h("h2", { id: "letters-title" }, t("Its dead letters")),
    entries.length === 0
      ? h("p", { class: "card soft" }, t("None are written down yet."))
      : table(t("Its dead letters"), [wide(t("Dead letter")), t("State"), t("Reason")], entries.map((entry) => [
        h("a", { id: `l-${entry.id}`, href: `#/dead-letters/${encodeURIComponent(entry.id)}` }, entry.id),
        badge(entry.state), entry.reason ? t(entry.reason.replaceAll("_", " ")) : ""])),
    h("nav", { class: "bar", "aria-label": t("Pages") },
      page > 0 && h("a", { class: "button", href: here(page - 1) }, t("Page before")),
      entries.length === PAGE && h("a", { class: "button", href: here(page + 1) }, t("Next page"))));
}
