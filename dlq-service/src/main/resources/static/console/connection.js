import { h } from "./dom.js";
import { t } from "./texts.js";
import { exact } from "./times.js";

/** What is said while the service does not answer; it goes away as soon as it does. */
const place = document.getElementById("connection");
const main = document.getElementById("main");

let answeredAt = new Date();

/** The service answered: what is shown is true. */
export function answered() {
  answeredAt = new Date();
  if (!place.firstChild) {
    return;
  }
  place.replaceChildren();
  main.classList.remove("is-stale");
  main.querySelectorAll("[data-was-on]").forEach((button) => {
    button.disabled = false;
    button.removeAttribute("data-was-on");
  });
}

/** It did not: what is shown is old, and its buttons are off. */
export function silent(why, again) {
  const text = t("{why} What you see is from {time}; buttons are off. Trying again by itself.",
    { why, time: exact(answeredAt) });
  if (place.textContent.startsWith(text)) {
    return;
  }
  place.replaceChildren(h("div", { class: "banner" }, h("span", {}, text),
    h("button", { type: "button", id: "try-now", onclick: again }, t("Try now"))));
  main.classList.add("is-stale");
  main.querySelectorAll("button[data-acts]:not([disabled])").forEach((button) => {
    button.disabled = true;
    button.setAttribute("data-was-on", "");
  });
}

/** Forgets that it did not answer, because another page is shown. */
export function forgetSilence() {
  place.replaceChildren();
  main.classList.remove("is-stale");
}
