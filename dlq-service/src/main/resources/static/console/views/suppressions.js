import { h } from "../dom.js";
import { get, post } from "../api.js";
import { open, reasonField } from "../dialog.js";
import { act, empty, kindName, table, wide } from "../parts.js";
import { person } from "../people.js";
import { t } from "../texts.js";
import { fullTime, time } from "../times.js";

const SHORT = 12;

/** Addresses that get no mail, which notification-service keeps as hashes; each can be lifted with a reason. */
export const suppressions = {
  title: "Suppressions",
  load: async ({ query }) => {
    const params = new URLSearchParams(query);
    const [page, lifts] = await Promise.all([get(`/suppressions?${params}`), get("/suppressions/lifts")]);
    return { ...page, ...lifts };
  },
  draw: ({ suppressions, nextCursor, lifts }, who, actions, { query }) => [
    h("h1", {}, t("Suppressions")),
    h("p", { class: "soft" }, t("Addresses that get no mail, and why. The addresses themselves are not kept: lift one by typing it.")),
    who.role !== "VIEWER" && h("div", { class: "bar" },
      act("lift", t("Lift an address"), () => lift(null, actions.told), { kind: "main" })),
    suppressions.length === 0
      ? empty(t("No address is suppressed."), t("Everybody gets mail."))
      : table(t("Suppressions"), [wide(t("Address (hash)")), t("Reason"), t("Since"), t("Until"),
        who.role !== "VIEWER" && { title: t("Actions"), class: "acts" }].filter(Boolean),
      suppressions.map((one) => [h("code", { title: one.id }, one.id.slice(0, SHORT)), kindName(one.kind), time(one.since),
        one.until ? fullTime(one.until) : t("an operator lifts it"),
        who.role !== "VIEWER" && act(`lift-${one.id}`, t("Lift"), () => lift(one, actions.told), {
          label: t("Lift {address}", { address: one.id.slice(0, SHORT) }) })].filter((cell) => cell !== false))),
    nextCursor && h("nav", { class: "bar", "aria-label": t("Pages") },
      h("a", { class: "button", href: `#/suppressions?${more(query, nextCursor)}` }, t("Older suppressions"))),
    lifts.length > 0 && [h("h2", {}, t("Lifted")),
      table(t("Lifted"), [t("Time"), t("Address (hash)"), t("Reason of the suppression"), t("By"), t("Why")],
        lifts.map((one) => [time(one.at), h("code", { title: one.suppression }, one.suppression.slice(0, SHORT)), kindName(one.kind),
          person(one.by), one.reason]))],
  ],
};

function more(query, cursor) {
  const params = new URLSearchParams(query);
  params.set("cursor", cursor);
  return params;
}

/** Lifts one of the list, or one whose address is typed. */
function lift(one, told) {
  open({
    title: one ? t("Lift {address}", { address: one.id.slice(0, SHORT) }) : t("Lift an address"),
    fields: [
      h("p", {}, t("The address gets mail again, from the next sign-in on. What was suppressed until now is not sent.")),
      one ? null : h("label", {}, t("Mail address"), h("input", { name: "email", type: "email", required: true, autocomplete: "off" })),
      reasonField(),
    ],
    verb: t("Lift"),
    act: async (form) => {
      await post("/suppressions/lift", { ...(one ? { id: one.id } : { email: form.get("email") }), reason: form.get("reason") });
      told(t("The address gets mail again."));
    },
  });
}
