import { h } from "./dom.js";
import { post } from "./api.js";

const dialog = document.getElementById("dialog");

// What was in it may be a secret. By now the next one may be open.
dialog.addEventListener("close", () => dialog.open || dialog.replaceChildren());

/** Opens a dialog for an action; a function that {@code act} returns runs once the dialog is closed. */
export function open(title, fields, verb, act, isDestructive) {
  const problem = h("p", { class: "error", role: "alert" });
  const go = h("button", { class: isDestructive ? "main danger" : "main", type: "submit" }, verb);
  const form = h("form", {
    onsubmit: async (event) => {
      event.preventDefault();
      go.disabled = true;
      problem.textContent = "";
      try {
        const next = await act(new FormData(form), form);
        dialog.close();
        next?.();
      } catch (refusal) {
        problem.textContent = refusal.message;
      } finally {
        go.disabled = false;
      }
    },
  },
  h("h2", { id: "dialog-title" }, title), fields, problem,
  h("div", { class: "bar" }, go, h("button", { type: "button", onclick: () => dialog.close() }, "Close")));
  dialog.replaceChildren(form);
  if (!dialog.open) {
    dialog.showModal();
  }
}

/** Shows something that has to be read. */
export function show(title, content) {
  dialog.replaceChildren(h("form", { method: "dialog" },
    h("h2", { id: "dialog-title" }, title), content,
    h("div", { class: "bar" }, h("button", { class: "main", type: "submit" }, "Done"))));
  dialog.showModal();
}

export function reasonField(typed = "") {
  return h("label", {}, "Reason (kept in the audit log)",
    h("input", { name: "reason", required: true, maxlength: "500", autocomplete: "off", value: typed }));
}

/** For more dead letters than this, their number has to be typed. */
const TYPE_ABOVE = 100;

const few = (count, one, many) => `${count} ${count === 1 ? one : many}`;

function countField(count) {
  return count > TYPE_ABOVE && h("label", {}, `To confirm, type the number: ${count}`,
    h("input", { name: "count", required: true, autocomplete: "off", inputmode: "numeric", pattern: String(count),
      title: `Type ${count}` }));
}

/** Asks for a preview, which changes nothing. Only here is an empty filter sent: an act repeats the filter of its preview. */
function foreseen(path, filter, topic) {
  return post(`${path}/preview`, { filter, all: Object.keys(filter).length === 0, topic });
}

const title = (verb, { selected, causesInAll }) =>
  `${verb} ${few(selected, "dead letter", "dead letters")} of ${few(causesInAll, "cause", "causes")}`;

/** What the act concerns, as the service counted it: the filter in words, and the causes. */
function scope({ filter, causes, causesInAll }) {
  const words = Object.entries(filter).map(([name, value]) => {
    switch (name) {
      case "id": return `${value.split(",").length} selected`;
      case "group": return "one cause";
      default: return `${name} ${value}`;
    }
  });
  return [
    h("p", { class: "scope" }, `Scope: ${words.join(", ")}`),
    h("ul", { class: "causes", "aria-label": "Causes" },
      causes.map((cause) => h("li", {}, `${cause.deadLetters} × ${cause.kind.replaceAll("_", " ")} `, h("code", {}, cause.code))),
      causesInAll > causes.length && h("li", {}, `and ${few(causesInAll - causes.length, "more cause", "more causes")}`)),
  ];
}

function predicted({ sent, skipped, topic, topics }) {
  return [
    h("li", {}, `${sent} would be sent again`),
    Object.entries(skipped).map(([reason, count]) =>
      h("li", {}, `${count} would be skipped: ${reason.replaceAll("_", " ")}`)),
    topic !== topics[0] && h("li", {}, "Their outcome there is unknown."),
  ].flat().filter(Boolean);
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
    told(`${act.verb}: nothing to do. No dead letter of this selection is in a state that allows it.`);
    return;
  }
  open(title(act.verb, preview), [
    note && h("p", { class: "error", role: "alert" }, note),
    scope(preview),
    act.details?.(preview),
    reasonField(typed),
    countField(preview.selected),
  ], `${act.verb} ${preview.selected}`, async (form) => {
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
  }, act.isDestructive);
}

/** Says first what the replay would come to, then orders it. One dialog is one order, however often it is clicked. */
export async function replay(filter, told, topic, typed) {
  const key = crypto.randomUUID();
  const toAnother = ({ target }) => replay(filter, told, target.value, target.form.elements.reason.value)
    .catch((refusal) => told(refusal.message));
  bulk(await foreseen("/replays", filter, topic), {
    verb: "Replay",
    details: (seen) => [
      h("ul", { "aria-live": "polite" }, predicted(seen)),
      seen.topics.length > 1 && h("label", {}, "Topic", h("select", { name: "topic", onchange: toAnother },
        seen.topics.map((name) => h("option", { value: name, selected: name === seen.topic }, name)))),
      h("label", {}, "Rate (dead letters a second, at most)",
        h("input", { name: "rate", type: "number", min: "1", max: "5000", value: "50", required: true })),
    ],
    send: async (order, form) => {
      const job = await post("/replays", {
        ...order,
        topic: form.get("topic") || undefined,
        rate: Number(form.get("rate")),
      }, { "Idempotency-Key": key });
      told("The replay has started.");
      location.hash = `#/job/${job.id}`;
    },
  }, told, typed);
}

/** Discards or restores dead letters, after their number and causes were shown. */
export async function move(verb, filter, told) {
  bulk(await foreseen(`/${verb}`, filter), {
    verb: verb === "discard" ? "Discard" : "Restore",
    isDestructive: verb === "discard",
    send: async (order) => {
      const { deadLetters } = await post(`/${verb}`, order);
      told(`${few(deadLetters, "dead letter", "dead letters")}: ${verb === "discard" ? "discarded" : "restored"}.`);
    },
  }, told);
}

/** Pauses, resumes or cancels a job. */
export function steer(job, verb, told) {
  open(`${verb[0].toUpperCase()}${verb.slice(1)} this replay`, [reasonField()], verb, async (form) => {
    await post(`/replays/${job}/${verb}`, { reason: form.get("reason") });
    told(`The replay: ${verb}.`);
  });
}
