import { h } from "../dom.js";
import { get } from "../api.js";
import { bytes } from "../bytes.js";
import { editedMails, edits } from "../edit.js";
import { mail } from "../mail.js";
import { act, badge, copy, facts, kindName, stateName, table, tabs, wide } from "../parts.js";
import { person } from "../people.js";
import { t } from "../texts.js";
import { timeline } from "../timeline.js";
import { fullTime } from "../times.js";

/** One dead letter: why it failed, what can be done, and all that is known of it. */
export const deadLetter = {
  title: "Dead letter",
  load: async ({ id }) => {
    const found = await get(`/${encodeURIComponent(id)}`);
    const rounds = await get(`?${new URLSearchParams({ event: found.eventKey })}`);
    return { found, rounds: rounds.deadLetters };
  },
  draw: ({ found, rounds }, who, actions) => [
    h("nav", { "aria-label": t("Where you are") },
      h("a", { href: "#/dead-letters" }, t("Dead letters")), " / ",
      h("a", { id: "group", href: `#/dead-letters?group=${found.group}` },
        t("all of \"{cause}\"", { cause: `${kindName(found.error.kind)} ${found.error.code}`.trim() }))),
    h("div", { class: "head" }, h("h1", {}, kindName(found.error.kind)), h("code", {}, found.error.code), badge(found.state)),
    h("p", {}, found.error.message),
    who.role !== "VIEWER" && bar(found, who, actions),
    h("div", { class: "beside" }, parts(found, rounds, who), outline(found)),
  ],
};

const waitingEdit = (found) => (found.edits?.at(-1)?.state === "waiting" ? found.edits.at(-1) : null);

function bar(found, who, actions) {
  const isOpen = found.state === "open";
  const mayRestore = ["discarded", "handed-over"].includes(found.state);
  const notOpen = isOpen ? undefined : t("It is not open but {state}.", { state: stateName(found.state) });
  const edit = isOpen && waitingEdit(found);
  const waits = edit ? t("Edit {number} waits for approval.", { number: edit.number }) : undefined;
  const undecodable = found.payload ? undefined : t("It cannot be decoded, so there are no fields to edit.");
  const replay = act("replay", t("Replay"), () => actions.replay({ id: found.id }), { kind: edit ? "" : "main", why: notOpen || waits });
  replay.dataset.key = "r";
  const why = notOpen || waits || undecodable;
  return [
    h("div", { class: "bar" },
      replay,
      act("edit", t("Edit and replay"), () => actions.edit(found), { why }),
      edit && act("approve", t("Approve the edit"), () => actions.decide(found, edit.number, "approve"), {
        kind: "main", why: edit.by === who.name ? t("A second person has to approve it.") : undefined }),
      edit && act("withdraw", t("Withdraw the edit"), () => actions.decide(found, edit.number, "withdraw")),
      mayRestore && act("restore", t("Restore"), () => actions.move("restore", { id: found.id }), { kind: "main" }),
      act("discard", t("Discard"), () => actions.move("discard", { id: found.id }), { kind: "destroys apart", why: notOpen })),
    why && h("p", { id: "why-off", class: "soft" }, mayRestore ? `${why} ${t("It can be restored.")}` : why),
  ];
}

function outline(found) {
  return h("section", { class: "card stack", "aria-labelledby": "outline-title" },
    h("h2", { id: "outline-title" }, t("Outline")),
    facts({
      [t("To")]: found.payload?.email,
      [t("Failed")]: fullTime(found.failedAt),
      [t("First failed")]: fullTime(found.firstFailedAt),
      [t("Attempts")]: String(found.attempts),
      [t("Round")]: String(found.round),
      [t("Replay")]: found.job && h("a", { id: "job", href: `#/job/${found.job}` }, t("Show the replay")),
      [t("Last changed")]: found.changedBy && [fullTime(found.changedAt), ` ${t("by")} `, person(found.changedBy),
        found.reason ? `: ${found.reason}` : ""],
      [t("Event")]: [h("code", {}, found.eventKey), " ", copy(t("the event key"), found.eventKey)],
      [t("Came from")]: found.origin && h("code", {}, found.origin),
      [t("Stored from")]: h("code", {}, found.position),
    }));
}

function parts(found, rounds, who) {
  const timelinePart = { id: "timeline", title: t("Timeline"), content: timeline(found, rounds) };
  const raw = found.raw && { id: "raw", title: t("Raw"), content: [
    found.undecodable && h("p", { class: "error" }, t("It cannot be decoded: {why}", { why: found.undecodable })),
    h("h2", {}, t("Value as it came")), bytes(found.raw.valueShown, t("Value")),
    h("h2", {}, t("Key as it came")), bytes(found.raw.keyShown, t("Key"))] };
  const all = found.payload
    ? [{ id: "mail", title: t("Mail"), content: [editedMails(found, who), mail(found, who)] },
      { id: "fields", title: t("Fields"), content: [facts(found.payload), edits(found)] }, headers(found), raw, timelinePart]
    : [raw || undecodable(found), headers(found), timelinePart];
  return tabs(t("Parts of this dead letter"), all.filter(Boolean));
}

const undecodable = (found) => ({ id: "raw", title: t("Raw"), content:
  h("p", {}, t("It cannot be decoded: {why}", { why: found.undecodable })) });

function headers(found) {
  return found.raw && { id: "headers", title: t("Headers"), content: table(t("Headers"), [t("Name"), wide(t("Value"))],
    found.raw.headers.map((header) => [h("strong", {}, header.name), h("code", {}, pretty(header.text))])) };
}

/** JSON with line breaks, anything else as it is. */
function pretty(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" ? h("pre", {}, JSON.stringify(value, null, 2)) : text;
  } catch {
    return text;
  }
}
