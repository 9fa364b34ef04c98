import { h, table, time } from "./dom.js";
import { post } from "./api.js";
import { open, reasonField } from "./actions.js";

/** One field of the payload: the event key stays, yes-or-no is a box, and an empty text that may be absent is absent. */
function field(name, value) {
  const id = `e-${name}`;
  const wrong = `${id}-wrong`;
  const input = typeof value === "boolean"
    ? h("input", { id, name, type: "checkbox", checked: value, "aria-describedby": wrong })
    : h("input", { id, name, value: value ?? "", readonly: name === "eventKey", autocomplete: "off",
      "aria-describedby": wrong });
  return h("label", {}, name, input, h("span", { id: wrong, class: "error" }));
}

const FIELDS = ["eventKey", "userId", "login", "email", "name", "provider", "ipAddress", "userAgent", "locale",
  "newDevice", "sessionId", "occurredAt"];

function written(form, payload) {
  const edited = { ...payload };
  for (const name of new Set([...FIELDS, ...Object.keys(payload)])) {
    const input = form.elements.namedItem(name);
    if (input.type === "checkbox") {
      edited[name] = input.checked;
    } else if (input.value !== "" || typeof payload[name] === "string") {
      edited[name] = input.value === "" ? null : input.value;
    }
  }
  return edited;
}

function showMisfits(form, errors) {
  form.querySelectorAll("label .error").forEach((place) => { place.textContent = ""; });
  form.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
  for (const { pointer, message } of errors || []) {
    const place = pointer && document.getElementById(`e-${pointer.slice(1)}-wrong`);
    if (place) {
      place.textContent = message;
      place.previousSibling.setAttribute("aria-invalid", "true");
    }
  }
  form.querySelector("[aria-invalid]")?.focus();
}

/** Changes what a letter says and sends it again; what does not fit is said at its field. */
export function edit(letter, told) {
  const names = new Set([...FIELDS, ...Object.keys(letter.payload)]);
  const shown = { newDevice: false, ...letter.payload };
  open("Edit and replay", [h("div", { class: "fields" }, [...names].map((name) => field(name, shown[name]))), reasonField()],
    "Replay what I wrote", async (data, form) => {
      try {
        const { job } = await post(`/${encodeURIComponent(letter.id)}/edit`,
          { payload: written(form, letter.payload), reason: data.get("reason") },
          { "If-Match": `"${letter.version}"` });
        told(job ? "The edited letter is being replayed." : "Somebody else has to approve this edit.");
      } catch (refusal) {
        showMisfits(form, refusal.problem?.errors);
        throw refusal;
      }
    });
}

/** Approves an edit or takes it back. */
export function judge(letter, number, verb, told) {
  open(`${verb[0].toUpperCase()}${verb.slice(1)} edit ${number}`, [reasonField()],
    verb === "approve" ? "Approve and replay" : "Withdraw", async (data) => {
      await post(`/${encodeURIComponent(letter.id)}/edit/${verb}`, { edit: number, reason: data.get("reason") });
      told(verb === "approve" ? "The edited letter is being replayed." : "The edit is withdrawn.");
    });
}

const value = (text) => (text === undefined || text === null ? h("span", { class: "soft" }, "nothing") : String(text));

/** The edits of a letter, and what they change. */
export function edits(letter) {
  return letter.edits && [h("h2", {}, "Edits"), table("Edits",
    ["Number", "State", "By", "When", "Why", "Approved or withdrawn by", "Changes"],
    letter.edits.map((made) => h("tr", {},
      h("td", {}, String(made.number)), h("td", {}, made.state), h("td", {}, made.by), h("td", {}, time(made.at)),
      h("td", {}, made.reason), h("td", {}, made.judgedBy || ""),
      h("td", {}, h("ul", {}, made.changes.map((change) => h("li", {},
        h("code", {}, change.pointer), ": ", value(change.from), " \u2192 ", value(change.to))))))))];
}
