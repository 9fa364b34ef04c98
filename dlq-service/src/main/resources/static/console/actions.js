import { h } from "./dom.js";
import { post } from "./api.js";

const dialog = document.getElementById("dialog");

// What was in it may be a secret. By now the next one may be open.
dialog.addEventListener("close", () => dialog.open || dialog.replaceChildren());

/** Opens a dialog for an action; a function that {@code act} returns runs once the dialog is closed. */
export function open(title, fields, verb, act) {
  const problem = h("p", { class: "error", role: "alert" });
  const go = h("button", { class: "main", type: "submit" }, verb);
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
  dialog.showModal();
}

/** Shows something that has to be read. */
export function show(title, content) {
  dialog.replaceChildren(h("form", { method: "dialog" },
    h("h2", { id: "dialog-title" }, title), content,
    h("div", { class: "bar" }, h("button", { class: "main", type: "submit" }, "Done"))));
  dialog.showModal();
}

export function reasonField() {
  return h("label", {}, "Reason (kept in the audit log)",
    h("input", { name: "reason", required: true, maxlength: "500", autocomplete: "off" }));
}

function confirmField(text) {
  return text && h("label", {}, `To confirm, type: ${text}`,
    h("input", { name: "confirm", required: true, autocomplete: "off" }));
}

function selection(filter) {
  return { filter, all: Object.keys(filter).length === 0 };
}

function predicted({ sent, skipped, topic, topics }) {
  return [
    h("li", {}, `${sent} would be sent again`),
    Object.entries(skipped).map(([reason, count]) =>
      h("li", {}, `${count} would be skipped: ${reason.replaceAll("_", " ")}`)),
    topic !== topics[0] && h("li", {}, "Their outcome there is unknown."),
  ].flat().filter(Boolean);
}

/** The topic to send to; another topic may skip other dead letters. */
function topicField({ topics }, filter, outlook) {
  return h("label", {}, "Topic", h("select", {
    name: "topic",
    onchange: async (event) => {
      const preview = await post("/replays/preview", { ...selection(filter), topic: event.target.value });
      outlook.replaceChildren(...predicted(preview));
    },
  }, topics.map((topic) => h("option", { value: topic }, topic))));
}

/** Says first what the replay would come to, then orders it. One dialog is one order, however often it is clicked. */
export async function replay(filter, told) {
  const preview = await post("/replays/preview", selection(filter));
  const key = crypto.randomUUID();
  const outlook = h("ul", { "aria-live": "polite" }, predicted(preview));
  open(`Replay ${preview.selected} dead letters`, [
    outlook,
    preview.topics.length > 1 && topicField(preview, filter, outlook),
    h("label", {}, "Rate (dead letters a second, at most)",
      h("input", { name: "rate", type: "number", min: "1", max: "5000", value: "50", required: true })),
    reasonField(),
    confirmField(preview.confirm),
  ], "Replay", async (form) => {
    const job = await post("/replays", {
      ...selection(filter),
      topic: form.get("topic") || undefined,
      rate: Number(form.get("rate")),
      reason: form.get("reason"),
      confirm: form.get("confirm") || undefined,
    }, { "Idempotency-Key": key });
    told("The replay has started.");
    location.hash = `#/job/${job.id}`;
  });
}

/** Discards or restores dead letters. */
export function move(verb, filter, told) {
  let confirm;
  const ask = () => open(verb === "discard" ? "Discard these dead letters" : "Restore these dead letters",
    [reasonField(), confirmField(confirm)], verb === "discard" ? "Discard" : "Restore", async (form) => {
      try {
        const moved = await post(`/${verb}`, {
          ...selection(filter), reason: form.get("reason"), confirm: form.get("confirm") || undefined,
        });
        told(`${moved.deadLetters} dead letters: done.`);
      } catch (refusal) {
        if (refusal.problem?.confirm && !confirm) {
          confirm = refusal.problem.confirm;
          setTimeout(ask);
        }
        throw refusal;
      }
    });
  ask();
}

/** Pauses, resumes or cancels a job. */
export function steer(job, verb, told) {
  open(`${verb[0].toUpperCase()}${verb.slice(1)} this replay`, [reasonField()], verb, async (form) => {
    await post(`/replays/${job}/${verb}`, { reason: form.get("reason") });
    told(`The replay: ${verb}.`);
  });
}
