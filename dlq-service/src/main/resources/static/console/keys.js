import { h } from "./dom.js";
import { isOpen, show } from "./dialog.js";
import { t } from "./texts.js";

const main = document.getElementById("main");

const KEYS = [
  ["/", "Search"],
  ["j", "Next row"],
  ["k", "Row before"],
  ["x", "Select the row"],
  ["Enter", "Open the row"],
  ["r", "Replay"],
  ["?", "Show this help"],
];

const isTyping = (element) => element.closest("input:not([type=checkbox]), select, textarea, [contenteditable]") !== null;
const rows = () => [...main.querySelectorAll(".rows tbody tr")];
const current = () => rows().findIndex((row) => row.contains(document.activeElement));

/** Puts the focus on the link of a row. */
function step(by) {
  const all = rows();
  if (all.length > 0) {
    const next = Math.min(all.length - 1, Math.max(0, current() + by));
    (all[next].querySelector("a") || all[next].querySelector("button, input"))?.focus();
  }
}

function press(selector, inRow) {
  const row = rows()[current()];
  const button = (inRow && row?.querySelector(selector)) || main.querySelector(selector);
  if (button && !button.disabled) {
    button.click();
  }
}

export function help() {
  show(t("Shortcuts"), h("dl", { class: "facts" },
    KEYS.map(([key, meaning]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(meaning))])));
}

const does = {
  "/": () => main.querySelector("#f-text, form[role=search] input, form[role=search] select")?.focus(),
  j: () => step(1),
  k: () => step(current() < 0 ? 0 : -1),
  x: () => rows()[current()]?.querySelector("input[type=checkbox]")?.click(),
  r: () => press("button[data-key=r]", true),
  "?": help,
};

document.getElementById("keys").addEventListener("click", help);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isOpen() || isTyping(event.target)) {
    return;
  }
  if (Object.hasOwn(does, event.key)) {
    event.preventDefault();
    does[event.key]();
  }
});
