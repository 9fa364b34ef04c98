import { h } from "../dom.js";
import { get } from "../api.js";
import { badge, empty, numeric, table, wide } from "../parts.js";
import { person } from "../people.js";
import { number, t } from "../texts.js";
import { time } from "../times.js";

/** Replays, newest first. */
export const jobs = {
  title: "Replays",
  load: () => get("/replays"),
  draw: ({ jobs }) => [
    h("h1", {}, t("Replays")),
    jobs.length === 0
      ? empty(t("There are no replays yet."), t("Order one from a cause, from a list of dead letters, or from one of them."))
      : table(t("Replays"), [wide(t("Ordered")), t("State"), numeric(t("Dead letters")), numeric(t("Delivered")),
        numeric(t("Failed again")), numeric(t("Handed over")), numeric(t("Skipped")), numeric(t("Pending")), t("By"), wide(t("Why"))],
      jobs.map((job) => [
        h("a", { id: `j-${job.id}`, class: "cause", href: `#/job/${job.id}`,
          "aria-label": t("Replay of {count}: {reason}", { count: number(job.selected), reason: job.reason }) }, time(job.orderedAt)),
        badge(job.state), number(job.selected), number(job.delivered), number(job.failedAgain), number(job.handedOver),
        number(job.skipped), number(job.open), person(job.orderedBy), job.reason]))],
};
