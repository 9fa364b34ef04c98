import { h } from "../dom.js";
import { get } from "../api.js";
import { largest, reading, service } from "../health.js";
import { badge, facts, number } from "../parts.js";
import { t } from "../texts.js";
import { lasting } from "../times.js";

const STATES = { up: "up", down: "down", silent: "does not answer", unknown: "unknown" };

/** How the services are, by what they say about themselves. */
export const system = {
  title: "System",
  load: () => get("/system"),
  draw: (known) => [
    h("h1", {}, t("System")),
    h("div", { class: "two" }, known.services.map((one) => h("section", { class: "card stack" },
      h("div", { class: "bar" }, h("h2", {}, one.name), badge(one.state, t(STATES[one.state]))),
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
