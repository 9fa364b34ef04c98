import { h, state, svg, table, time } from "./dom.js";
import { get } from "./api.js";
import { edits } from "./edit.js";
import { mail } from "./mail.js";

export { tokens } from "./tokens.js";

const number = (value) => h("td", { class: "number" }, String(value));
const numberTitle = (title) => h("th", { scope: "col", class: "number" }, title);

function trend(hours) {
  const most = Math.max(1, ...hours);
  const words = `Last 24 hours: ${hours.reduce((sum, count) => sum + count, 0)} letters`;
  return svg("svg", { class: "trend", viewBox: "0 0 120 26", role: "img", "aria-label": words },
    hours.map((count, hour) => svg("rect", {
      x: hour * 5, width: 4, y: 26 - Math.max(1, 25 * count / most), height: Math.max(1, 25 * count / most),
    })));
}

function buttons(who, ...list) {
  return who.role === "VIEWER" ? null : h("div", { class: "bar" }, list);
}

const action = (id, text, act, isMain) =>
  h("button", { id, type: "button", class: isMain ? "main" : null, onclick: act }, text);

export const groups = {
  load: () => get("/groups"),
  draw: ({ groups }, who, actions) => [
    h("h1", {}, "Why letters died"),
    groups.length === 0
      ? h("p", { class: "card" }, "There are no dead letters. Everything was delivered.")
      : table("Groups of dead letters",
        ["Cause", "What was said", numberTitle("Open"), numberTitle("All"), "Last", "24 hours",
          who.role === "VIEWER" ? null : "Do"].filter(Boolean),
        groups.map((group) => h("tr", {},
          h("td", {}, h("a", { id: `g-${group.id}`, href: `#/letters?group=${group.id}` },
            group.kind.replaceAll("_", " ")), h("br"), h("code", {}, group.code)),
          h("td", {}, group.message),
          number(group.open), number(group.total),
          h("td", {}, time(group.lastFailedAt)),
          h("td", {}, trend(group.arrivedByHour)),
          who.role !== "VIEWER" && h("td", {}, group.open > 0 && h("div", { class: "bar" },
            action(`r-${group.id}`, "Replay", () => actions.replay({ group: group.id, state: "open" }), true),
            action(`d-${group.id}`, "Discard", () => actions.move("discard", { group: group.id })))))))],
};

export const letters = {
  load: ({ query }) => get(`?${query}`),
  draw: (page, who, actions, { query }) => {
    const filter = Object.fromEntries(new URLSearchParams(query));
    delete filter.cursor;
    const chosen = () => [...document.querySelectorAll("input[name=letter]:checked")].map((box) => box.value);
    const meant = () => (chosen().length > 0 ? { id: chosen().join(",") } : filter);
    return [
      h("h1", {}, "Letters"),
      search(filter),
      buttons(who,
        action("replay", "Replay", () => actions.replay(meant()), true),
        action("discard", "Discard", () => actions.move("discard", meant())),
        action("restore", "Restore", () => actions.move("restore", meant())),
        h("span", { class: "soft" }, "the ticked ones, or all that are found")),
      page.letters.length === 0
        ? h("p", { class: "card" }, "No letter meets this.")
        : table("Letters", [h("th", { scope: "col" }, h("span", { class: "soft" }, "Tick")), "State", "Given up", "Cause",
          "What was said", "To", numberTitle("Tries")],
        page.letters.map((letter) => h("tr", {},
          h("td", {}, h("input", { type: "checkbox", name: "letter", value: letter.id, id: `c-${letter.id}`,
            "aria-label": `Letter ${letter.id}` })),
          h("td", {}, state(letter.state)),
          h("td", {}, h("a", { id: `l-${letter.id}`, href: `#/letter/${encodeURIComponent(letter.id)}` },
            time(letter.failedAt))),
          h("td", {}, letter.error.kind.replaceAll("_", " "), h("br"), h("code", {}, letter.error.code)),
          h("td", {}, letter.error.message),
          h("td", {}, letter.payload?.email || letter.payload?.login || h("span", { class: "soft" }, "not readable")),
          number(letter.attempts)))),
      page.nextCursor && h("p", {}, h("a", { id: "next",
        href: `#/letters?${new URLSearchParams({ ...filter, cursor: page.nextCursor })}` }, "Older letters")),
    ];
  },
};

function search(filter) {
  const names = ["text", "state", "kind", "code", "domain", "user", "group"];
  return h("form", {
    class: "bar",
    role: "search",
    onsubmit: (event) => {
      event.preventDefault();
      const wanted = [...new FormData(event.target)].filter(([, value]) => value.trim() !== "");
      location.hash = `#/letters?${new URLSearchParams(wanted)}`;
    },
  },
  names.map((name) => h("label", {}, name[0].toUpperCase() + name.slice(1),
    h("input", { id: `f-${name}`, name, value: filter[name] || "", size: "12", autocomplete: "off" }))),
  h("button", { type: "submit" }, "Find"));
}

const waitingEdit = (found) => found.edits?.at(-1)?.state === "waiting" ? found.edits.at(-1) : null;

export const letter = {
  load: async ({ id }) => {
    const found = await get(`/${encodeURIComponent(id)}`);
    const rounds = await get(`?${new URLSearchParams({ event: found.eventKey })}`);
    return { found, rounds: rounds.letters };
  },
  draw: ({ found, rounds }, who, actions) => [
    h("h1", {}, "One letter"),
    buttons(who,
      found.state === "open" && action("replay", "Replay", () => actions.replay({ id: found.id }), true),
      found.state === "open" && found.payload && action("edit", "Edit and replay", () => actions.edit(found)),
      found.state === "open" && waitingEdit(found) && [
        waitingEdit(found).by !== who.name && action("approve", "Approve the edit",
          () => actions.judge(found, waitingEdit(found).number, "approve")),
        action("withdraw", "Withdraw the edit", () => actions.judge(found, waitingEdit(found).number, "withdraw"))],
      found.state === "open" && action("discard", "Discard", () => actions.move("discard", { id: found.id })),
      ["discarded", "handed-over"].includes(found.state) && action("restore", "Restore", () => actions.move("restore", { id: found.id }))),
    h("dl", { class: "card" }, facts({
      State: state(found.state),
      Cause: `${found.error.kind} ${found.error.code}`,
      "What was said": found.error.message,
      "Given up": time(found.failedAt),
      "First failed": time(found.firstFailedAt),
      Tries: String(found.attempts),
      Event: h("code", {}, found.eventKey),
      Where: h("code", {}, found.position),
      Group: h("a", { href: `#/letters?group=${found.group}` }, found.group),
      Replay: found.job && h("a", { href: `#/job/${found.job}` }, found.job),
      "Last changed": [time(found.changedAt), found.changedBy ? ` by ${found.changedBy}` : "",
        found.reason ? `: ${found.reason}` : ""],
    })),
    edits(found),
    h("h2", {}, "What it says"),
    found.payload
      ? h("dl", { class: "card" }, facts(found.payload))
      : h("p", { class: "card" }, `It can not be read: ${found.undecodable}`),
    found.payload && [h("h2", {}, "The mail it would have been"), mail(found, who)],
    found.error.stackTrace && [h("h2", {}, "Stack trace"), h("pre", { class: "card" }, found.error.stackTrace)],
    found.raw && [h("h2", {}, "Headers"), h("dl", { class: "card" },
      found.raw.headers.map((header) => [h("dt", {}, header.name), h("dd", {}, h("code", {}, header.text))])),
      h("h2", {}, "Value as it came (base64)"), h("pre", { class: "card" }, found.raw.value || "none")],
    h("h2", {}, "Rounds of this event"),
    table("Rounds", ["Round", "State", "Given up", "Cause"], rounds.map((round) => h("tr", {},
      h("td", {}, h("a", { id: `l-${round.id}`, href: `#/letter/${encodeURIComponent(round.id)}` },
        String(round.round))),
      h("td", {}, state(round.state)), h("td", {}, time(round.failedAt)), h("td", {}, round.error.message)))),
  ],
};

function facts(values) {
  return Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => [h("dt", {}, name), h("dd", {}, typeof value === "boolean" ? String(value) : value)]);
}

export const jobs = {
  load: () => get("/replays"),
  draw: ({ jobs }) => [
    h("h1", {}, "Replays"),
    jobs.length === 0
      ? h("p", { class: "card" }, "Nothing was replayed yet.")
      : table("Replays", ["Ordered", "State", numberTitle("Letters"), numberTitle("Delivered"),
        numberTitle("Failed again"), numberTitle("Handed over"), numberTitle("Skipped"), numberTitle("Open"), "By", "Why"],
      jobs.map((job) => h("tr", {},
        h("td", {}, h("a", { id: `j-${job.id}`, href: `#/job/${job.id}` }, time(job.orderedAt))),
        h("td", {}, state(job.state)),
        number(job.selected), number(job.delivered), number(job.failedAgain), number(job.handedOver), number(job.skipped),
        number(job.open), h("td", {}, job.orderedBy), h("td", {}, job.reason))))],
};

export const job = {
  load: ({ id }) => get(`/replays/${id}`),
  draw: (found, who, actions) => [
    h("h1", {}, "Replay"),
    buttons(who,
      found.state === "running" && action("pause", "Pause", () => actions.steer(found.id, "pause"), true),
      found.state === "paused" && action("resume", "Resume", () => actions.steer(found.id, "resume"), true),
      ["running", "paused"].includes(found.state)
        && action("cancel", "Cancel", () => actions.steer(found.id, "cancel"))),
    h("div", { class: "card" },
      h("p", {}, state(found.state), found.why ? ` ${found.why}` : ""),
      h("progress", { max: Math.max(1, found.selected), value: found.selected - found.open,
        "aria-label": "Letters whose outcome is known" }),
      h("p", { id: "balance" }, `${found.selected} selected = ${found.delivered} delivered + ${found.failedAgain} `
        + `failed again + ${found.handedOver ? `${found.handedOver} handed over + ` : ""}${found.skipped} skipped + `
        + `${found.open} open`)),
    Object.keys(found.skippedFor).length > 0 && [h("h2", {}, "Skipped because of"),
      h("dl", { class: "card" }, facts(found.skippedFor))],
    h("h2", {}, "The order"),
    h("dl", { class: "card" }, facts({
      By: found.orderedBy,
      Why: found.reason,
      At: time(found.orderedAt),
      To: h("code", {}, found.topic),
      "Letters a second": String(found.rate),
      Filter: Object.entries(found.filter).map(([name, value]) => `${name} = ${value}`).join(", "),
    }))],
};

export const audit = {
  load: async () => ({ entries: await get("/audit"), verification: await get("/audit/verify") }),
  draw: ({ entries, verification }) => [
    h("h1", {}, "Who did what"),
    h("p", { class: "card" }, verification.intact
      ? `The log is intact: ${verification.entries} entries.`
      : h("strong", { class: "error" }, `The log was tampered with: ${verification.fault}.`)),
    entries.length === 0 ? null : table("Audit log", [numberTitle("Number"), "When", "Who", "What", "Of what, and why"],
      entries.map((entry) => h("tr", {}, number(entry.number), h("td", {}, time(entry.at)), h("td", {}, entry.actor),
        h("td", {}, entry.action),
        h("td", {}, Object.entries(entry.details).map(([name, value]) => `${name}: ${value}`).join(" · ")))))],
};
