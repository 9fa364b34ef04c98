import { h } from "./dom.js";
import { t } from "./texts.js";

const dialog = document.getElementById("dialog");
let mayClose = () => true;

// What was in it may be a secret. By now the next one may be open.
dialog.addEventListener("close", () => dialog.open || dialog.replaceChildren());
dialog.addEventListener("cancel", (event) => mayClose() || event.preventDefault());

function draw(content, isRoomy) {
  dialog.classList.toggle("roomy", Boolean(isRoomy));
  dialog.replaceChildren(content);
  if (!dialog.open) {
    dialog.showModal();
  }
}

/**
 * Opens a dialog for an action.
 *
 * @param verb what the button says
 * @param act gets the form; a function that it returns runs once the dialog is closed
 * @param isDestructive whether the button is red
 * @param isRoomy whether there is more than a few fields
 * @param why why it cannot be done; absent: it can
 * @param isDirty whether closing loses what was typed, so that it is asked for
 */
export function open({ title, fields, verb, act, isDestructive, isRoomy, why, isDirty }) {
  const problem = h("p", { class: "error", role: "alert" });
  const go = h("button", { class: isDestructive ? "main danger" : "main", type: "submit", disabled: Boolean(why), title: why }, verb);
  const close = () => mayClose() && dialog.close();
  const form = h("form", {
    onsubmit: async (event) => {
      event.preventDefault();
      go.disabled = true;
      problem.textContent = "";
      form.setAttribute("aria-busy", "true");
      try {
        const next = await act(new FormData(form), form);
        dialog.close();
        next?.();
      } catch (refusal) {
        problem.textContent = refusal.message;
      } finally {
        go.disabled = Boolean(why);
        form.removeAttribute("aria-busy");
      }
    },
  },
  h("h2", { id: "dialog-title" }, title), fields, why && h("p", { class: "error" }, why), problem,
  h("div", { class: "bar" }, h("button", { type: "button", onclick: close }, t("Close")), go));
  mayClose = () => !isDirty?.(form) || confirm(t("Discard what you typed?"));
  draw(form, isRoomy);
  form.querySelector("input[name=reason]")?.focus();
}

/** Shows something that has to be read. */
export function show(title, content) {
  mayClose = () => true;
  draw(h("form", { method: "dialog" },
    h("h2", { id: "dialog-title" }, title), content,
    h("div", { class: "bar" }, h("button", { class: "main", type: "submit" }, t("Done")))));
}

export const isOpen = () => dialog.open;

export function reasonField(typed = "") {
  return h("label", {}, t("Reason (kept in the audit log)"),
    h("input", { name: "reason", required: true, maxlength: "500", autocomplete: "off", value: typed }));
}
