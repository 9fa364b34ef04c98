import { flat, h } from "./dom.js";
import { get, Refusal } from "./api.js";
import { answered, forgetSilence, silent } from "./connection.js";
import { redrawCharts } from "./chart.js";
import { begin, end, finish, forget, offeredToken, ownToken, place, setToken } from "./session.js";
import { learnPeople } from "./people.js";
import { startPreferences } from "./preferences.js";
import { t, translatePage } from "./texts.js";
import * as editing from "./edit.js";
import * as actions from "./actions.js";
import * as views from "./views/index.js";
import "./keys.js";

const LOOK_EVERY = 2000;
/** A page that comes within this time is not announced by a spinner. */
const SOON = 150;
const main = document.getElementById("main");
const news = document.getElementById("news");

let who = null;
let shown = "";
let turn = 0;
let timer;

/** What the address asks for. Which tab is open concerns the tabs alone. */
function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [section, id] = path.split("/");
  const wanted = new URLSearchParams(query || "");
  wanted.delete("tab");
  return { ...page(section, id), id: id && decodeURIComponent(id), query: wanted.toString() };
}

/** Which view draws the page, and which link of the navigation leads there. */
function page(section, id) {
  if (section === "dead-letters") {
    return { name: id ? "deadLetter" : "deadLetters", section };
  }
  return views[section] ? { name: section, section: section.replace(/^job$/, "jobs") } : { name: "groups", section: "groups" };
}

const address = () => JSON.stringify(route());

let unsaying;

function told(text) {
  news.textContent = text;
  clearTimeout(unsaying);
  unsaying = setTimeout(() => { news.textContent = ""; }, 8000);
  look();
}

const saying = (refusal) => told(refusal.message);

const doing = {
  told,
  again: () => look(),
  replay: (filter) => actions.replay(filter, told).catch(saying),
  move: (verb, filter) => actions.move(verb, filter, told).catch(saying),
  edit: (deadLetter) => editing.edit(deadLetter, told).catch(saying),
  decide: (deadLetter, number, verb) => editing.decide(deadLetter, number, verb, told),
  steer: (job, verb) => actions.steer(job, verb, told),
};

function setTitle(text) {
  document.title = `${text} - Elch`;
}

/** Draws only what has changed, and leaves the focus, the ticks and what is being typed where they are. */
function draw(at, data) {
  const now = JSON.stringify([at, data]);
  if (now === shown) {
    return;
  }
  shown = now;
  const isSamePage = main.dataset.page === address();
  const focused = main.contains(document.activeElement) ? document.activeElement.id : "";
  const ticked = new Set([...main.querySelectorAll("input:checked")].map((box) => box.id));
  const typed = new Map([...main.querySelectorAll("form[role=search] input")].map((field) => [field.id, field.value]));
  const opened = new Set([...main.querySelectorAll("details[open][id]")].map((details) => details.id));
  main.replaceChildren(...flat(views[at.name].draw(data, who, doing, at)));
  main.dataset.page = address();
  setTitle(main.querySelector("h1").textContent);
  if (isSamePage) {
    ticked.forEach((id) => { const box = document.getElementById(id); if (box) { box.checked = true; } });
    typed.forEach((value, id) => { const field = document.getElementById(id); if (field) { field.value = value; } });
    opened.forEach((id) => { const details = document.getElementById(id); if (details) { details.open = true; } });
    if (focused) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
  }
  views[at.name].drawn?.();
}

function showWaiting(at) {
  main.replaceChildren(h("h1", {}, t(views[at.name].title)),
    h("div", { class: "card waiting" }, h("span", { class: "spinner", "aria-hidden": "true" }), t("Loading...")));
  main.setAttribute("aria-busy", "true");
  main.dataset.page = "";
  shown = "";
  setTitle(t(views[at.name].title));
}

function showFailure(at, refusal) {
  shown = "";
  main.dataset.page = "";
  main.replaceChildren(h("h1", {}, t(views[at.name].title)),
    h("div", { class: "card stack", role: "alert" },
      h("h2", { class: "error" }, refusal.status === 404 ? t("It is not there") : t("This page could not be loaded")),
      h("p", {}, refusal.message || String(refusal)),
      h("div", { class: "bar" }, h("button", { id: "again", type: "button", class: "main", onclick: () => look() }, t("Try again")))));
  setTitle(t(views[at.name].title));
}

function showWay(at) {
  document.querySelectorAll("nav.ways a").forEach((link) => {
    const isHere = link.getAttribute("href") === `#/${at.section}`;
    isHere ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  });
}

/** Loads and draws the page of the address; the newest look wins. */
async function look() {
  clearTimeout(timer);
  const at = route();
  const mine = ++turn;
  const isNewPage = main.dataset.page !== address();
  showWay(at);
  let soon;
  if (isNewPage) {
    forgetSilence();
    main.querySelectorAll("button").forEach((button) => { button.disabled = true; });
    soon = setTimeout(() => showWaiting(at), SOON);
  }
  try {
    const data = await views[at.name].load(at, who);
    if (mine === turn) {
      clearTimeout(soon);
      answered();
      draw(at, data);
    }
  } catch (refusal) {
    if (mine !== turn) {
      return;
    }
    clearTimeout(soon);
    if (refusal.status === 401) {
      leave(t("Your session has expired. Sign in again to continue where you were."));
      return;
    }
    if (!(refusal instanceof Refusal)) {
      console.error(refusal);
    }
    if (isNewPage || !refusal.isPassing) {
      showFailure(at, refusal);
    } else {
      silent(refusal.message || String(refusal), () => look());
    }
  } finally {
    clearTimeout(soon);
    if (mine === turn) {
      main.removeAttribute("aria-busy");
    }
  }
  if (mine === turn && who) {
    timer = setTimeout(() => look(), LOOK_EVERY);
  }
}

function goTo() {
  look().then(() => {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  });
}

function showFrame(isIn) {
  document.querySelector("nav.ways").hidden = !isIn;
  document.querySelectorAll(".who").forEach((part) => { part.hidden = !isIn; });
}

function leave(why) {
  clearTimeout(timer);
  turn++;
  forget();
  forgetSilence();
  who = null;
  shown = "";
  main.dataset.page = "";
  showFrame(false);
  place().then((signIn) => askWho(signIn, why), () => askWho("", t("The service does not answer. Load the page again.")));
}

function askWho(signIn, why) {
  const field = h("input", { id: "token", type: "password", required: true, autocomplete: "off" });
  const form = h("form", {
    class: "bar",
    onsubmit: (event) => {
      event.preventDefault();
      setToken(field.value.trim());
      enter(t("That token is not valid."));
    },
  }, h("label", {}, t("API token"), field),
  h("button", { class: signIn ? null : "main", type: "submit" }, t("Sign in with the token")));
  const way = h("button", { id: "sign-in", class: "main", type: "button", onclick: () => begin() }, t("Sign in with GitHub"));
  main.replaceChildren(
    h("h1", {}, t("Sign in")),
    why ? h("p", { class: "card error", role: "alert" }, why) : "",
    h("div", { class: "card stack" }, signIn
      ? [h("div", { class: "bar" }, way),
        h("p", { class: "soft" }, t("You return to this page afterwards. An admin decides what you may do here.")),
        h("details", {}, h("summary", {}, t("Sign in with an API token")), form)]
      : form),
    h("p", { class: "soft" }, t("The sign-in applies to this tab only and ends when you close it.")));
  setTitle(t("Sign in"));
  (signIn ? way : field).focus();
}

async function enter(whenRefused) {
  try {
    who = await get("/me");
    await learnPeople();
  } catch (refusal) {
    leave(refusal.status === 401 ? whenRefused : refusal.message);
    return;
  }
  document.getElementById("who").textContent = who.login ? `@${who.login}` : who.name;
  document.getElementById("role").textContent = t(who.role.toLowerCase());
  document.getElementById("for-admins").hidden = who.role !== "ADMIN";
  showFrame(true);
  goTo();
}

async function start() {
  translatePage();
  startPreferences(redrawCharts);
  const trouble = await finish();
  const offered = offeredToken();
  if (offered) {
    askForToken(offered);
  } else if (trouble) {
    leave(trouble);
  } else {
    goOn();
  }
}

/** With the token of this tab, if it has one. */
function goOn() {
  ownToken() ? enter(t("That token is not valid.")) : leave("");
}

/** Asks before a token from a link is used. */
function askForToken(token) {
  clearTimeout(timer);
  turn++;
  who = null;
  showFrame(false);
  main.dataset.page = "";
  shown = "";
  const use = h("button", { id: "use-token", class: "main", type: "button", onclick: () => {
    setToken(token);
    enter(t("That token is not valid."));
  } }, t("Use the token"));
  main.replaceChildren(
    h("h1", {}, t("Use the API token of this link?")),
    h("div", { class: "card stack" },
      h("p", {}, t("The link that you opened brings an API token. What you do here is then done under the name of that token.")),
      h("p", {}, t("Use it only if you know where the link comes from.")),
      h("div", { class: "bar" }, use,
        h("button", { id: "leave-token", type: "button", onclick: () => goOn() }, t("Do not use it")))));
  setTitle(t("Use the API token of this link?"));
  document.getElementById("leave-token").focus();
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
  const offered = offeredToken();
  if (offered) {
    askForToken(offered);
  } else if (who) {
    goTo();
  }
});
start();
