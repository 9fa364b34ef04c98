import { h } from "../dom.js";
import { get, post } from "../api.js";
import { act, badge, empty, numeric, table, wide } from "../parts.js";
import { number, t } from "../texts.js";
import { span, time } from "../times.js";

const RULES = {
  new_cause: { name: "New cause", means: () => t("The first dead letter of a cause") },
  rate: { name: "Rate", means: (above) => t("More than {count} dead letters of a cause within an hour", { count: above }) },
  oldest_open: { name: "Oldest open", means: (above) => t("An open dead letter is older than {time}", { time: span(above) }) },
  trouble: { name: "Trouble", means: (above) => t("Something is wrong with the running system for {time}", { time: span(above) }) },
  test: { name: "Test", means: () => "" },
};

const ruleName = (rule) => t(RULES[rule]?.name || rule);
const cause = ({ rule, group, text }) => {
  if (rule === "trouble") {
    return h("a", { href: "#/system", "aria-label": t("Show the system: {text}", { text }) }, t("Show"));
  }
  return group && h("a", { href: `#/dead-letters?group=${group}`,
    "aria-label": t("Show the dead letters of: {text}", { text }) }, t("Show"));
};

/** What is worth an alert, what is firing, who was told, and whether they can be told. */
export const alerts = {
  title: "Alerts",
  load: () => get("/alerts"),
  draw: ({ alerts, firing, rules, receivers }, who, actions) => [
    h("h1", {}, t("Alerts")),
    who.role !== "VIEWER" && h("div", { class: "bar" }, act("test-alert", t("Send a test alert"), () => test(actions.told), {
      kind: "main", why: receivers.length === 0 ? t("No receiver is configured.") : undefined })),
    h("div", { class: "two" },
      h("section", { class: "card" }, h("h2", {}, t("Rules")), h("ul", { class: "plain stack" }, rules.map(rule))),
      h("section", { class: "card" }, h("h2", {}, t("Receivers")), receivers.length === 0
        ? h("p", { class: "soft" }, t("Nobody is told: set elch.alerts.webhook, elch.alerts.slack or elch.alerts.mail.to."))
        : h("ul", {}, receivers.map((name) => h("li", {}, name))))),
    h("h2", {}, t("Firing now")),
    firing.length === 0
      ? h("p", { class: "card soft" }, t("Nothing is firing."))
      : table(t("Firing now"), [t("Rule"), wide(t("What")), t("Cause")], firing.map((alert) => [
        badge("firing", ruleName(alert.rule)), alert.text, cause(alert)])),
    h("h2", {}, t("History")),
    alerts.length === 0
      ? empty(t("No alert was raised yet."))
      : table(t("History"), [t("Time"), t("Rule"), wide(t("What")), t("Taken by"), numeric(t("Tries")), t("Cause")],
        alerts.map((alert) => [time(alert.at), ruleName(alert.rule), alert.text,
          alert.takenBy.join(", ") || h("span", { class: "soft" }, alert.waits ? t("nobody yet") : t("nobody")),
          number(alert.tries), cause(alert)])),
  ],
};

function rule({ rule, on, above, setting }) {
  return h("li", {}, badge(on ? "on" : "off", on ? t("on") : t("off")), " ", h("strong", {}, ruleName(rule)), " ",
    h("span", { class: "soft" }, on ? RULES[rule].means(above) : t("Set {setting} to switch it on.", { setting })));
}

async function test(told) {
  try {
    const { results } = await post("/alerts/test", {});
    told(results.map(({ receiver, problem }) => (problem
      ? t("{receiver} did not take it: {problem}.", { receiver, problem }) : t("{receiver} took it.", { receiver }))).join(" "));
  } catch (refusal) {
    told(refusal.message);
  }
}
