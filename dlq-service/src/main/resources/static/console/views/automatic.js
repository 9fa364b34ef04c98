import { h } from "../dom.js";
import { get } from "../api.js";
import { badge, empty, facts, kindName, numeric, table } from "../parts.js";
import { number, t } from "../texts.js";
import { span, time } from "../times.js";

const ACTOR = "automatic";
const PHASES = { idle: "waits", canary: "one dead letter is tried", rest: "all others are replayed" };

/** Causes that are replayed by themselves: by which rules, where each stands, and what was replayed. */
export const automatic = {
  title: "Automatic replay",
  load: async () => {
    const [{ causes, rules }, { jobs }] = await Promise.all([get("/automatic"), get("/replays")]);
    return { causes, rules, jobs: jobs.filter((job) => job.orderedBy === ACTOR) };
  },
  draw: ({ causes, rules, jobs }) => [
    h("h1", {}, t("Automatic replay")),
    causes.length === 0
      ? empty(t("Automatic replay is off."), t("Name the causes that pass by themselves, such as elch.automatic.kinds=provider_down,try_later."))
      : [h("section", { class: "card" }, h("h2", {}, t("Rules")), facts({
        [t("Quiet time")]: t("{time} without a dead letter of the cause", { time: span(rules.quiet) }),
        [t("Canary")]: t("one dead letter first; the others when it was delivered"),
        [t("Rate")]: t("{count} dead letters a second", { count: number(rules.rate) }),
        [t("Wait after a failure")]: t("{first}, doubled up to {longest}", { first: span(rules.firstWait), longest: span(rules.longestWait) }),
      })),
      table(t("Causes"), [t("Cause"), t("Phase"), numeric(t("Failures in a row")), t("Not before"), t("Replay")],
        causes.map((cause) => [kindName(cause.kind), badge(cause.phase, t(PHASES[cause.phase])), number(cause.failures),
          new Date(cause.notBefore) > new Date() ? time(cause.notBefore) : t("at once"),
          cause.job ? h("a", { href: `#/job/${cause.job}` }, t("Show the replay")) : ""]))],
    causes.length + jobs.length > 0 && [h("h2", {}, t("History")),
      jobs.length === 0
        ? h("p", { class: "card soft" }, t("Nothing was replayed automatically yet."))
        : table(t("History"), [t("Ordered"), t("State"), numeric(t("Dead letters")), numeric(t("Delivered")),
          numeric(t("Failed again")), t("Why")],
        jobs.map((job) => [h("a", { href: `#/job/${job.id}` }, time(job.orderedAt)), badge(job.state), number(job.selected),
          number(job.delivered), number(job.failedAgain), job.reason]))],
  ],
};
