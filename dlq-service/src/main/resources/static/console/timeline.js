import { h } from "./dom.js";
import { badge, kindName, stateName } from "./parts.js";
import { person } from "./people.js";
import { number, t, tn } from "./texts.js";
import { exact, lasting } from "./times.js";

const COLOURS = { accepted: "good", sent: "good", retry: "warn", unknown: "warn" };

/** Everything that happened to an event, oldest first: attempts, waits, rounds, edits, and what became of it. */
export function timeline(found, rounds) {
  const moments = [...signIn(found), ...attempts(found.journal || []), ...givenUp(found), ...editing(found.edits || []),
    ...handled(found), ...otherRounds(found, rounds)]
    .filter(({ at }) => at).sort((one, other) => new Date(one.at) - new Date(other.at));
  return h("ol", { class: "timeline", "aria-label": t("Timeline") }, moments.map(({ at, colour, content }, place) =>
    h("li", { class: colour },
      place > 0 && pause(at, moments[place - 1].at),
      h("div", {}, h("time", { datetime: at }, exact(at))), content)));
}

function pause(at, before) {
  const millis = new Date(at) - new Date(before);
  return millis >= 500 && h("p", { class: "wait" }, t("{time} later", { time: lasting(millis) }));
}

function signIn({ payload }) {
  return payload?.occurredAt ? [{ at: payload.occurredAt, colour: "info", content: h("strong", {}, t("Sign-in of {login}",
    { login: payload.login || payload.userId || "?" })) }] : [];
}

function attempts(journal) {
  return journal.map((attempt) => ({
    at: attempt.at,
    colour: COLOURS[attempt.outcome] || "bad",
    content: [
      h("strong", {}, t("Attempt {attempt} of round {round}: {outcome}",
        { attempt: attempt.attempt, round: attempt.round, outcome: t(attempt.outcome.replaceAll("_", " ")) })), " ",
      h("span", { class: "soft" }, t("by {provider}, took {millis} ms", { provider: attempt.provider, millis: number(attempt.latencyMillis) })),
      h("p", {}, kindName(attempt.kind), " ", h("code", {}, attempt.code), " ", attempt.text)],
  }));
}

function givenUp(found) {
  return [{
    at: found.failedAt,
    colour: "bad",
    content: [h("strong", {}, tn(found.attempts, "Given up after {count} attempt", "Given up after {count} attempts")),
      h("p", {}, kindName(found.error.kind), " ", h("code", {}, found.error.code), " ", found.error.message),
      found.error.stackTrace && h("details", { id: "trace" }, h("summary", {}, t("Stack trace")),
        h("pre", { class: "trace", tabindex: "0", role: "region", "aria-label": t("Stack trace") }, found.error.stackTrace))],
  }];
}

function editing(edits) {
  return edits.map((edit) => ({
    at: edit.at,
    colour: "info",
    content: [h("strong", {}, t("Edit {number}", { number: edit.number })), " ", badge(edit.state, t(edit.state)), " ", t("by"), " ",
      person(edit.by), h("p", {}, edit.reason),
      h("ul", {}, edit.changes.map((change) => h("li", {}, h("code", {}, change.pointer), ": ",
        String(change.from ?? t("nothing")), " \u2192 ", String(change.to ?? t("nothing")))))],
  }));
}

function handled(found) {
  return found.state === "open" && !found.changedBy ? [] : [{
    at: found.changedAt,
    colour: { delivered: "good", "failed-again": "bad" }[found.state] || "info",
    content: [badge(found.state), found.changedBy && [" ", t("by"), " ", person(found.changedBy)],
      found.job && [" ", h("a", { href: `#/job/${found.job}` }, t("Show the replay"))], found.reason && h("p", {}, found.reason)],
  }];
}

function otherRounds(found, rounds) {
  return rounds.filter((round) => round.id !== found.id).map((round) => ({
    at: round.failedAt,
    colour: "warn",
    content: [h("a", { href: `#/dead-letters/${encodeURIComponent(round.id)}` },
      t("Dead letter of round {round}", { round: round.round })), " ", badge(round.state, stateName(round.state)),
    h("p", {}, kindName(round.error.kind), " ", h("code", {}, round.error.code), " ", round.error.message)],
  }));
}
