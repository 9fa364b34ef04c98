import { h } from "./dom.js";
import { post } from "./api.js";
import { open, reasonField } from "./dialog.js";
import { kindName } from "./parts.js";
import { number, t, tn } from "./texts.js";

/** For more dead letters than this, their number has to be typed. */
const TYPE_ABOVE = 100;

const VERBS = {
  replay: { one: "Replay {count} dead letter of {causes}", many: "Replay {count} dead letters of {causes}", go: "Replay {count}" },
  discard: { one: "Discard {count} dead letter of {causes}", many: "Discard {count} dead letters of {causes}", go: "Discard {count}" },
  restore: { one: "Restore {count} dead letter of {causes}", many: "Restore {count} dead letters of {causes}", go: "Restore {count}" },
};

const deadLetters = (count) => tn(count, "{count} dead letter", "{count} dead letters");

function countField(count) {
  return count > TYPE_ABOVE && h("label", {}, t("To confirm, type the number: {count}", { count }),
    h("input", { name: "count", required: true, autocomplete: "off", inputmode: "numeric", pattern: String(count),
      title: t("Type {count}", { count }) }));
}

/** Asks for a preview, which changes nothing. Only here is an empty filter sent: an act repeats the filter of its preview. */
function foreseen(path, filter, topic) {
  return post(`${path}/preview`, { filter, all: Object.keys(filter).length === 0, topic });
}

function title(verb, { selected, causesInAll }) {
  return tn(selected, VERBS[verb].one, VERBS[verb].many, { causes: tn(causesInAll, "{count} cause", "{count} causes") });
}

/** What the act concerns, as the service counted it: the filter in words, and the causes. */
function scope({ filter, causes, causesInAll }) {
  const words = Object.entries(filter).map(([name, value]) => {
    switch (name) {
      case "id": return t("{count} selected", { count: value.split(",").length });
      case "group": return t("one cause");
      default: return `${t(name)} ${value}`;
    }
  });
  return [
    h("p", { class: "scope" }, t("Scope: {scope}", { scope: words.join(", ") || t("all") })),
    h("ul", { class: "causes", "aria-label": t("Causes") },
      causes.map((cause) => h("li", {}, `${number(cause.deadLetters)} × ${kindName(cause.kind)} `, h("code", {}, cause.code))),
      causesInAll > causes.length && h("li", {},
        tn(causesInAll - causes.length, "and {count} more cause", "and {count} more causes"))),
  ];
}

const reasons = (skipped) => Object.keys(skipped).map((reason) => t(reason.replaceAll("_", " "))).join(", ");

function predicted({ sent, skipped, topic, topics }) {
  return [
    h("li", {}, t("{count} would be sent again", { count: number(sent) })),
    Object.entries(skipped).map(([reason, count]) =>
      h("li", {}, t("{count} would be skipped: {reason}", { count: number(count), reason: t(reason.replaceAll("_", " ")) }))),
    topic !== topics[0] && h("li", {}, t("Their outcome there is unknown.")),
  ];
}

/**
 * An act on many dead letters: it is bound to the preview that the dialog shows. If they have changed by then, nothing was done and
 * the new preview is shown.
 *
 * @param typed the reason that was typed already
 * @param note why the dialog is shown again
 */
function bulk(preview, act, told, typed, note) {
  if (preview.selected === 0) {
    told(t("Nothing to do: no dead letter of this selection is in a state that allows it."));
    return;
  }
  open({
    title: title(act.verb, preview),
    fields: [
      note && h("p", { class: "error", role: "alert" }, note),
      scope(preview),
      act.details?.(preview),
      reasonField(typed),
      countField(preview.selected),
    ],
    verb: t(VERBS[act.verb].go, { count: number(preview.selected) }),
    why: act.why?.(preview),
    isDestructive: act.isDestructive,
    act: async (form) => {
      const { filter, confirm, preview: token } = preview;
      try {
        return await act.send({ filter, confirm, preview: token, reason: form.get("reason") }, form);
      } catch (refusal) {
        const changed = refusal.problem?.preview;
        if (!changed || changed.preview === token) {
          throw refusal;
        }
        return () => bulk(changed, act, told, form.get("reason"), refusal.message);
      }
    },
  });
}

/** Says first what the replay would come to, then orders it. One dialog is one order, however often it is clicked. */
export async function replay(filter, told, topic, typed) {
  const key = crypto.randomUUID();
  const toAnother = ({ target }) => replay(filter, told, target.value, target.form.elements.reason.value)
    .catch((refusal) => told(refusal.message));
  bulk(await foreseen("/replays", filter, topic), {
    verb: "replay",
    why: ({ selected, sent, skipped }) => (sent === 0
      ? t("0 of {count} would be sent: {reasons}", { count: number(selected), reasons: reasons(skipped) }) : undefined),
    details: (seen) => [
      h("ul", { "aria-live": "polite" }, predicted(seen)),
      seen.topics.length > 1 && h("label", {}, t("Topic"), h("select", { name: "topic", onchange: toAnother },
        seen.topics.map((name) => h("option", { value: name, selected: name === seen.topic }, name)))),
      h("label", {}, t("Rate (dead letters a second, at most)"),
        h("input", { name: "rate", type: "number", min: "1", max: "5000", value: "50", required: true })),
    ],
    send: async (order, form) => {
      const job = await post("/replays", {
        ...order,
        topic: form.get("topic") || undefined,
        rate: Number(form.get("rate")),
      }, { "Idempotency-Key": key });
      told(t("The replay has started."));
      location.hash = `#/job/${job.id}`;
    },
  }, told, typed);
}

/** Discards or restores dead letters, after their number and causes were shown. */
export async function move(verb, filter, told) {
  bulk(await foreseen(`/${verb}`, filter), {
    verb,
    isDestructive: verb === "discard",
    send: async (order) => {
      const moved = await post(`/${verb}`, order);
      told(t(verb === "discard" ? "{deadLetters}: discarded." : "{deadLetters}: restored.",
        { deadLetters: deadLetters(moved.deadLetters) }));
    },
  }, told);
}

const STEERING = {
  pause: { title: "Pause this replay", go: "Pause", done: "The replay is paused." },
  resume: { title: "Resume this replay", go: "Resume", done: "The replay goes on." },
  cancel: { title: "Cancel this replay", go: "Cancel the replay", done: "The replay is cancelled." },
};

/** Pauses, resumes or cancels a job. */
export function steer(job, verb, told) {
  const words = STEERING[verb];
  open({
    title: t(words.title),
    fields: [
      verb === "cancel" && h("p", {}, t("What was not sent yet is open again. What was sent cannot be called back.")),
      reasonField(),
    ],
    verb: t(words.go),
    isDestructive: verb === "cancel",
    act: async (form) => {
      await post(`/replays/${job}/${verb}`, { reason: form.get("reason") });
      told(t(words.done));
    },
  });
}
