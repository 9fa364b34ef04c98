import { h } from "../dom.js";
import { get } from "../api.js";
import { largest, reading, service } from "../health.js";
import { badge, facts, number } from "../parts.js";
import { t } from "../texts.js";
import { lasting } from "../times.js";

const SEVERITIES = { critical: "critical", warning: "warning", note: "note" };
const STATES = { up: "up", down: "down", silent: "does not answer", unknown: "unknown" };

/** What is wrong and what to do about it, and how the services are by what they say about themselves. */
export const system = {
  title: "System",
  load: () => get("/system"),
  draw: (known) => [
    h("h1", {}, t("System")),
    h("h2", {}, t("What is wrong")),
    known.findings.length === 0
      ? h("p", { class: "card soft" }, t("Nothing that this service can see."))
      : h("ul", { class: "card plain stack" }, known.findings.map((one) => h("li", {},
        badge(one.severity, t(SEVERITIES[one.severity])), " ", h("strong", {}, one.about), " ", one.what, " ",
        h("span", { class: "soft" }, one.advice)))),
    h("h2", {}, t("Services")),
    h("div", { class: "two" }, known.services.map((one) => h("section", { class: "card stack" },
      h("div", { class: "bar" }, h("h3", {}, one.name), badge(one.state, t(STATES[one.state]))),
      one.detail && h("p", { class: one.state === "unknown" ? "soft" : "error" }, one.detail),
      facts(readings[one.name]?.(service(known, one.name)) || {})))),
    h("p", { class: "soft" }, t("Meters of all services are at /actuator/prometheus of each, and in the dashboards.")),
  ],
};

const count = (value) => (value === null ? null : number(Math.round(value)));
const seconds = (value) => (value === null ? null : lasting(value * 1_000));

const readings = {
  "dlq-service": (one) => ({
    [t("Open dead letters")]: count(reading(one, "elch_dlq_open")),
    [t("Oldest open")]: seconds(reading(one, "elch_dlq_oldest_open")),
    [t("Records behind")]: count(largest(one, "kafka_consumer_fetch_manager_records_lag_max")),
  }),
  "auth-service": (one) => ({
    [t("Sign-ins to publish")]: count(reading(one, "elch_auth_outbox_backlog")),
    [t("Oldest of them")]: seconds(largest(one, "elch_auth_outbox_oldest")),
    [t("Sign-ins not saved yet")]: count(reading(one, "elch_auth_unsaved")),
    [t("Lost sign-ins")]: count(reading(one, "elch_auth_lost")),
  }),
  "notification-service": (one) => {
    const paused = reading(one, "elch_provider_paused");
    return {
      [t("Provider")]: paused === null ? null : badge(paused > 0 ? "paused" : "up", paused > 0 ? t("paused") : t("sending")),
      [t("Records behind")]: count(largest(one, "kafka_consumer_fetch_manager_records_lag_max")),
      [t("Waiting for a retry")]: count(reading(one, "elch_retry_parked")),
      [t("Longest overdue retry")]: seconds(largest(one, "elch_retry_overdue")),
      [t("Held by the intake")]: count(reading(one, "elch_intake_held")),
      [t("Dead letters not published yet")]: count(reading(one, "elch_dead_letters_parked")),
      [t("Schema registry")]: registry(reading(one, "elch_registry_trouble")),
      [t("Refused by the quota")]: count(reading(one, "elch_quota_decisions", (tags) => tags.decision !== "granted") ?? 0),
      [t("Digests sent")]: count(reading(one, "elch_digest_attempts") ?? 0),
    };
  },
};

const registry = (trouble) => (trouble === null ? null : badge(trouble > 0 ? "down" : "up", trouble > 0 ? t("in trouble") : t("in order")));
