import { h } from "./dom.js";
import { get, post } from "./api.js";
import { facts } from "./parts.js";
import { t } from "./texts.js";

const LEAST = 120;
const MOST = 20_000;

let shown = { of: "" };

addEventListener("message", (event) => {
  const frame = [...document.querySelectorAll("iframe.mail")].find((one) => one.contentWindow === event.source);
  if (frame && Number.isFinite(event.data?.height)) {
    frame.style.height = `${Math.min(MOST, Math.max(LEAST, event.data.height))}px`;
  }
});

const address = (id) => `/${encodeURIComponent(id)}/mail`;

/** The mail that this dead letter would have become. It is requested once, and stays while the rest of the page is redrawn. */
export function mail(deadLetter, who) {
  const of = `${who.name} ${deadLetter.id}`;
  if (shown.of !== of) {
    shown = { of, place: rendered(() => get(address(deadLetter.id)), "mail-frame") };
  }
  return shown.place;
}

/** The mail of a dead letter with another payload. */
export const mailWith = (deadLetter, payload, frame) =>
  rendered(() => post(address(deadLetter.id), { payload }), frame);

function rendered(load, frame) {
  const place = h("div", { "aria-busy": "true" });
  ask(load, frame, place);
  return place;
}

async function ask(load, frame, place) {
  place.replaceChildren(h("p", { class: "soft" }, t("Rendering the mail...")));
  try {
    place.replaceChildren(...drawn(await load(), frame));
  } catch (refusal) {
    place.replaceChildren(h("p", { class: refusal.isPassing ? "error" : "soft" }, refusal.message));
    if (refusal.status === 0 || refusal.status === 503) {
      place.append(h("button", { id: `${frame.replace("-frame", "")}-again`, type: "button", onclick: () => ask(load, frame, place) },
        t("Try again")));
    }
  }
  place.removeAttribute("aria-busy");
}

function drawn(mail, frame) {
  return [
    facts({
      [t("Subject")]: h("span", { lang: mail.language }, mail.subject),
      [t("From")]: mail.from,
      [t("To")]: mail.to,
      [t("Language")]: mail.language,
    }),
    page(mail, frame),
    h("details", {}, h("summary", {}, t("Plain text version")), h("pre", { lang: mail.language }, mail.text)),
  ];
}

/** The page in the frame has no origin, so its messages and ours are known by the window alone. */
function page(mail, id) {
  const frame = h("iframe", { id, class: "mail", title: t("The mail \"{subject}\"", { subject: mail.subject }),
    src: "/console/mail.html", sandbox: "allow-scripts" });
  frame.addEventListener("load", () => frame.contentWindow.postMessage({ html: mail.html }, "*"));
  return frame;
}
