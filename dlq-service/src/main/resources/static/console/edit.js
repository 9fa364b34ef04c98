import { h, table, time } from "./dom.js";
import { get, post } from "./api.js";
import { open, reasonField } from "./actions.js";

/** One field of the payload, as the schema has it. */
function field(described, value) {
  const { name, doc } = described;
  const id = `e-${name}`;
  return h("div", { class: "field" },
    h("label", { for: id }, name),
    input(described, value, { id, name, "aria-describedby": `${id}-doc ${id}-wrong` }),
    h("span", { id: `${id}-doc`, class: "soft" }, doc),
    h("span", { id: `${id}-wrong`, class: "error" }));
}

function input({ type, nullable, locked }, value, attributes) {
  if (type !== "flag") {
    return h("input", { ...attributes, value: value ?? "", readonly: locked, autocomplete: "off" });
  }
  const choice = (text, of) => h("option", { value: text, selected: value === of }, text || "nothing");
  return nullable
    ? h("select", attributes, choice("", undefined), choice("true", true), choice("false", false))
    : h("input", { ...attributes, type: "checkbox", checked: value });
}

/** Nothing written is nothing said, unless an empty text was there before. */
function valueOf({ type }, input, before) {
  if (type === "flag") {
    return input.type === "checkbox" ? input.checked : { true: true, false: false }[input.value] ?? null;
  }
  return input.value === "" && before !== "" ? null : input.value;
}

function written(form, fields, payload) {
  return Object.fromEntries(fields.map((described) => [described.name,
    valueOf(described, form.elements.namedItem(described.name), payload[described.name])]));
}

function showErrors(form, errors) {
  form.querySelectorAll(".field .error").forEach((place) => { place.textContent = ""; });
  form.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
  for (const { pointer, message } of errors || []) {
    const place = pointer && document.getElementById(`e-${pointer.slice(1)}-wrong`);
    if (place) {
      place.textContent = message;
      document.getElementById(`e-${pointer.slice(1)}`).setAttribute("aria-invalid", "true");
    }
  }
  form.querySelector("[aria-invalid]")?.focus();
}

/** Edits a dead letter and replays it; an error is shown at its field. */
export async function edit(deadLetter, told) {
  const { fields } = await get("/fields");
  const inputs = fields.map((described) => field(described, deadLetter.payload[described.name]));
  open("Edit and replay", [h("div", { class: "fields" }, inputs), reasonField()],
    "Replay the edit", async (data, form) => {
      try {
        const { job } = await post(`/${encodeURIComponent(deadLetter.id)}/edit`,
          { payload: written(form, fields, deadLetter.payload), reason: data.get("reason") },
          { "If-Match": `"${deadLetter.version}"` });
        told(job ? "The edited dead letter is being replayed." : "A second person has to approve this edit.");
      } catch (refusal) {
        showErrors(form, refusal.problem?.errors);
        throw refusal;
      }
    });
}

/** Approves an edit or takes it back. */
export function decide(deadLetter, number, verb, told) {
  open(`${verb[0].toUpperCase()}${verb.slice(1)} edit ${number}`, [reasonField()],
    verb === "approve" ? "Approve and replay" : "Withdraw", async (data) => {
      await post(`/${encodeURIComponent(deadLetter.id)}/edit/${verb}`, { edit: number, reason: data.get("reason") });
      told(verb === "approve" ? "The edited dead letter is being replayed." : "The edit is withdrawn.");
    });
}

const value = (text) => (text === undefined || text === null ? h("span", { class: "soft" }, "nothing") : String(text));

/** The edits of a dead letter, and what they change. */
export function edits(deadLetter) {
  return deadLetter.edits && [h("h2", {}, "Edits"), table("Edits",
    ["Number", "State", "By", "Time", "Why", "Approved or withdrawn by", "Changes"],
    deadLetter.edits.map((made) => h("tr", {},
      h("td", {}, String(made.number)), h("td", {}, made.state), h("td", {}, made.by), h("td", {}, time(made.at)),
      h("td", {}, made.reason), h("td", {}, made.decidedBy || ""),
      h("td", {}, h("ul", {}, made.changes.map((change) => h("li", {},
        h("code", {}, change.pointer), ": ", value(change.from), " \u2192 ", value(change.to))))))))];
}
