import { h } from "./dom.js";
import { get, post } from "./api.js";
import { open, reasonField } from "./dialog.js";
import { mailWith } from "./mail.js";
import { badge, table } from "./parts.js";
import { person } from "./people.js";
import { t, tn } from "./texts.js";
import { time } from "./times.js";

/** What is wrong most often; the other fields are one click away. */
const USUAL = ["email", "name", "locale", "login"];
const PREVIEW_AFTER = 600;

/** One field of the payload, as the schema has it. */
function field(described, value) {
  const { name, doc, locked } = described;
  const id = `e-${name}`;
  return h("div", { class: "field" },
    h("label", { for: id }, name, locked && h("span", { class: "soft" }, ` (${t("cannot be changed")})`)),
    input(described, value, { id, name, "aria-describedby": `${id}-doc ${id}-wrong` }),
    h("span", { id: `${id}-doc`, class: "soft" }, doc),
    h("span", { id: `${id}-wrong`, class: "error" }));
}

function input({ type, nullable, locked }, value, attributes) {
  if (type !== "flag") {
    return h("input", { ...attributes, value: value ?? "", readonly: locked, autocomplete: "off" });
  }
  const choice = (text, of) => h("option", { value: text, selected: value === of }, text || t("nothing"));
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

/** The fields that were changed, with both values. */
function changes(form, fields, payload) {
  const after = written(form, fields, payload);
  return fields.map(({ name }) => ({ name, from: payload[name] ?? null, to: after[name] }))
    .filter(({ from, to }) => from !== to);
}

const value = (of) => (of === undefined || of === null ? h("span", { class: "soft" }, t("nothing")) : String(of));

function change({ name, from, to }) {
  return h("li", {}, h("code", {}, name), ": ", value(from), " \u2192 ", value(to));
}

function showErrors(form, errors) {
  form.querySelectorAll(".field .error").forEach((place) => { place.textContent = ""; });
  form.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
  for (const { pointer, message } of errors || []) {
    const place = pointer && document.getElementById(`e-${pointer.slice(1)}-wrong`);
    if (place) {
      place.textContent = message;
      place.closest("details")?.setAttribute("open", "");
      document.getElementById(`e-${pointer.slice(1)}`).setAttribute("aria-invalid", "true");
    }
  }
  form.querySelector("[aria-invalid]")?.focus();
}

/** Edits a dead letter and replays it: usual fields first, beside them what is changed and the mail; an error is shown at its field. */
export async function edit(deadLetter, told) {
  const { fields } = await get("/fields");
  const { payload } = deadLetter;
  const inputs = (isUsual) => fields.filter(({ name }) => USUAL.includes(name) === isUsual)
    .map((described) => field(described, payload[described.name]));
  const summary = h("div", { id: "changes", "aria-live": "polite" });
  const preview = h("div", { id: "edit-preview" });
  const tell = (form) => {
    const list = changes(form, fields, payload);
    summary.replaceChildren(h("h3", {}, list.length === 0 ? t("Nothing is changed yet.")
      : tn(list.length, "{count} field is changed", "{count} fields are changed")), h("ul", {}, list.map(change)));
  };
  open({
    title: t("Edit and replay"),
    isRoomy: true,
    fields: h("div", { class: "two" },
      h("div", { class: "fields" }, inputs(true),
        h("details", { id: "other-fields" }, h("summary", {}, t("All other fields")), h("div", { class: "fields" }, inputs(false))),
        reasonField()),
      h("div", { class: "stack" }, summary, h("h3", {}, t("The mail")), preview)),
    verb: t("Replay the edit"),
    isDirty: (form) => changes(form, fields, payload).length > 0,
    act: async (data, form) => {
      try {
        const { job } = await post(`/${encodeURIComponent(deadLetter.id)}/edit`,
          { payload: written(form, fields, payload), reason: data.get("reason") }, { "If-Match": `"${deadLetter.version}"` });
        told(job ? t("The edited dead letter is being replayed.") : t("A second person has to approve this edit."));
      } catch (refusal) {
        showErrors(form, refusal.problem?.errors);
        throw refusal;
      }
    },
  });
  const form = summary.closest("form");
  const render = () => preview.replaceChildren(mailWith(deadLetter, written(form, fields, payload), "edit-mail-frame"));
  let soon;
  form.addEventListener("input", (event) => {
    tell(form);
    if (event.target.name !== "reason") {
      clearTimeout(soon);
      soon = setTimeout(render, PREVIEW_AFTER);
    }
  });
  tell(form);
  render();
  form.querySelector("#e-email")?.focus();
}

/** Approves an edit or takes it back. */
export function decide(deadLetter, number, verb, told) {
  const isApproval = verb === "approve";
  open({
    title: isApproval ? t("Approve edit {number}", { number }) : t("Withdraw edit {number}", { number }),
    fields: [h("ul", {}, deadLetter.edits.find((made) => made.number === number)?.changes
      .map(({ pointer, from, to }) => change({ name: pointer, from, to }))), reasonField()],
    verb: isApproval ? t("Approve and replay") : t("Withdraw"),
    act: async (data) => {
      await post(`/${encodeURIComponent(deadLetter.id)}/edit/${verb}`, { edit: number, reason: data.get("reason") });
      told(isApproval ? t("The edited dead letter is being replayed.") : t("The edit is withdrawn."));
    },
  });
}

/** The edits of a dead letter, and what they change. */
export function edits(deadLetter) {
  return deadLetter.edits && [h("h2", {}, t("Edits")), table(t("Edits"),
    [t("Number"), t("State"), t("By"), t("Time"), t("Why"), t("Approved or withdrawn by"), t("Changes")],
    deadLetter.edits.map((made) => [String(made.number), badge(made.state, t(made.state)), person(made.by), time(made.at), made.reason,
      made.decidedBy ? person(made.decidedBy) : "",
      h("ul", {}, made.changes.map(({ pointer, from, to }) => change({ name: pointer, from, to })))]))];
}

let edited = { of: "" };

/** The mail after the newest edit that counts; the one before it follows. */
export function editedMails(deadLetter, who) {
  const last = deadLetter.edits?.findLast((made) => made.state !== "withdrawn");
  if (!last || who.role === "VIEWER") {
    return null;
  }
  const of = `${deadLetter.id} ${last.number}`;
  if (edited.of !== of) {
    const payload = { ...deadLetter.payload };
    last.changes.forEach(({ pointer, to }) => { payload[pointer.slice(1)] = to ?? null; });
    edited = { of, place: mailWith(deadLetter, payload, "edited-mail-frame") };
  }
  return [h("h2", {}, t("After edit {number}", { number: last.number })), edited.place, h("h2", {}, t("Before"))];
}
