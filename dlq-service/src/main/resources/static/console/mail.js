import { h } from "./dom.js";
import { get } from "./api.js";

const LEAST = 120;
const MOST = 4000;

let shown = { of: "" };

addEventListener("message", (event) => {
  const frame = document.getElementById("mail-frame");
  if (frame && event.source === frame.contentWindow && Number.isFinite(event.data?.height)) {
    frame.style.height = `${Math.min(MOST, Math.max(LEAST, event.data.height))}px`;
  }
});

/** The mail that this dead letter would have become. It is requested once, and stays while the rest of the page is redrawn. */
export function mail(deadLetter, who) {
  const of = `${who.name} ${deadLetter.id}`;
  if (shown.of !== of) {
    shown = { of, place: h("div", { class: "card", "aria-busy": "true" }) };
    ask(deadLetter.id, shown.place);
  }
  return shown.place;
}

async function ask(id, place) {
  place.replaceChildren(h("p", { class: "soft" }, "Rendering the mail..."));
  try {
    place.replaceChildren(...drawn(await get(`/${encodeURIComponent(id)}/mail`)));
  } catch (refusal) {
    const isPassing = refusal.status === 0 || refusal.status === 503;
    place.replaceChildren(h("p", { class: isPassing ? "error" : "soft" }, refusal.message));
    if (isPassing) {
      place.append(h("button", { id: "mail-again", type: "button", onclick: () => ask(id, place) }, "Try again"));
    }
  }
  place.removeAttribute("aria-busy");
}

function drawn(mail) {
  const fact = (name, value, attributes = {}) => [h("dt", {}, name), h("dd", attributes, value)];
  return [
    h("dl", {}, fact("Subject", mail.subject, { lang: mail.language }), fact("From", mail.from), fact("To", mail.to),
      fact("Language", mail.language)),
    frame(mail),
    h("details", {}, h("summary", {}, "Plain text version"), h("pre", { lang: mail.language }, mail.text)),
  ];
}

/** The page in the frame has no origin, so its messages and ours are known by the window alone. */
function frame(mail) {
  const page = h("iframe", { id: "mail-frame", class: "mail", title: `The mail "${mail.subject}"`, src: "/console/mail.html",
    sandbox: "allow-scripts" });
  page.addEventListener("load", () => page.contentWindow.postMessage({ html: mail.html }, "*"));
  return page;
}
