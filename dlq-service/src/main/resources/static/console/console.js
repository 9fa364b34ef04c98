import { h } from "./dom.js";
import { get } from "./api.js";
import { begin, end, finish, forget, place, setToken, takeToken } from "./session.js";
import * as editing from "./edit.js";
import * as actions from "./actions.js";
import * as views from "./views.js";

const LOOK_EVERY = 2000;
const main = document.getElementById("main");
const news = document.getElementById("news");

let who = null;
let shown = "";
let timer;

function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [section, id] = path.split("/");
  return { ...page(section, id), id: id && decodeURIComponent(id), query: query || "" };
}

/** Which view draws the page, and which link of the navigation leads there. */
function page(section, id) {
  if (section === "dead-letters") {
    return { name: id ? "deadLetter" : "deadLetters", section };
  }
  return views[section] ? { name: section, section: section.replace(/^job$/, "jobs") } : { name: "groups", section: "groups" };
}

function told(text) {
  news.textContent = text;
  setTimeout(() => { news.textContent = ""; }, 5000);
  look(false);
}

const doing = {
  told,
  replay: (filter) => actions.replay(filter, told).catch((refusal) => told(refusal.message)),
  move: (verb, filter) => actions.move(verb, filter, told).catch((refusal) => told(refusal.message)),
  edit: (deadLetter) => editing.edit(deadLetter, told).catch((refusal) => told(refusal.message)),
  decide: (deadLetter, number, verb) => editing.decide(deadLetter, number, verb, told),
  steer: (job, verb) => actions.steer(job, verb, told),
};

/** Draws only what has changed, and leaves the focus, the ticks and what is being typed where they are. */
function draw(at, data) {
  const now = JSON.stringify([at, data]);
  if (now === shown) {
    return;
  }
  shown = now;
  const focused = main.contains(document.activeElement) ? document.activeElement.id : "";
  const ticked = new Set([...main.querySelectorAll("input:checked")].map((box) => box.id));
  const typed = new Map([...main.querySelectorAll("form[role=search] input")].map((field) => [field.id, field.value]));
  const isSamePage = main.dataset.page === location.hash;
  main.replaceChildren(...views[at.name].draw(data, who, doing, at).flat(Infinity).filter(Boolean));
  main.dataset.page = location.hash;
  document.title = `${main.querySelector("h1").textContent} - Elch`;
  if (isSamePage) {
    ticked.forEach((id) => { const box = document.getElementById(id); if (box) { box.checked = true; } });
    typed.forEach((value, id) => { const field = document.getElementById(id); if (field) { field.value = value; } });
    if (focused) {
      document.getElementById(focused)?.focus();
    }
  }
}

async function look(isNewPage) {
  clearTimeout(timer);
  const at = route();
  document.querySelectorAll("nav a").forEach((link) => {
    const isHere = link.getAttribute("href") === `#/${at.section}`;
    isHere ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  });
  try {
    const data = await views[at.name].load(at);
    if (JSON.stringify(at) === JSON.stringify(route())) {
      draw(at, data);
      if (isNewPage) {
        main.focus({ preventScroll: true });
        scrollTo(0, 0);
      }
    }
  } catch (refusal) {
    if (refusal.status === 401) {
      leave("Your session has expired. Sign in again to continue where you were.");
      return;
    }
    if (isNewPage) {
      shown = "";
      main.replaceChildren(h("h1", {}, "Something went wrong"), h("p", { class: "card error" }, refusal.message));
    } else {
      news.textContent = refusal.message || String(refusal);
    }
  }
  timer = setTimeout(() => look(false), LOOK_EVERY);
}

function leave(why) {
  clearTimeout(timer);
  forget();
  who = null;
  shown = "";
  document.querySelector("nav").hidden = true;
  document.querySelector(".who").hidden = true;
  place().then((signIn) => askWho(signIn, why), () => askWho("", "The service does not answer. Load the page again."));
}

function askWho(signIn, why) {
  const field = h("input", { id: "token", type: "password", required: true, autocomplete: "off" });
  const form = h("form", {
    class: "bar",
    onsubmit: (event) => {
      event.preventDefault();
      setToken(field.value.trim());
      enter("That token is not valid.");
    },
  }, h("label", {}, "API token", field), h("button", { class: signIn ? null : "main", type: "submit" }, "Sign in with the token"));
  const way = h("button", { id: "sign-in", class: "main", type: "button", onclick: () => begin() }, "Sign in with GitHub");
  main.replaceChildren(
    h("h1", {}, "Sign in"),
    why ? h("p", { class: "card error", role: "alert" }, why) : "",
    h("div", { class: "card sign-in" }, signIn
      ? [way, h("p", { class: "soft" }, "You return to this page afterwards. An admin decides what you may do here."),
        h("details", {}, h("summary", {}, "Sign in with an API token"), form)]
      : form),
    h("p", { class: "soft" }, "The sign-in applies to this tab only and ends when you close it."));
  document.title = "Sign in - Elch";
  (signIn ? way : field).focus();
}

async function enter(whenRefused) {
  try {
    who = await get("/me");
  } catch (refusal) {
    leave(refusal.status === 401 ? whenRefused : refusal.message);
    return;
  }
  document.getElementById("who").textContent = who.login ? `@${who.login}` : who.name;
  document.getElementById("role").textContent = who.role.toLowerCase();
  document.getElementById("for-admins").hidden = who.role !== "ADMIN";
  document.querySelector("nav").hidden = false;
  document.querySelector(".who").hidden = false;
  look(true);
}

async function start() {
  const trouble = await finish();
  if (trouble || !takeToken()) {
    leave(trouble);
  } else {
    enter("That token is not valid.");
  }
}

document.getElementById("leave").addEventListener("click", async () => {
  await end();
  leave("");
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
window.addEventListener("hashchange", () => {
  if (location.hash.startsWith("#token=")) {
    takeToken();
    enter("That token is not valid.");
  } else if (who) {
    look(true);
  }
});
start();
