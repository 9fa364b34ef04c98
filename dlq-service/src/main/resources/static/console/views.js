import { h, state, svg, table, time } from "./dom.js";
import { get } from "./api.js";
import { edits } from "./edit.js";
import { mail } from "./mail.js";

export { tokens } from "./tokens.js";

const number = (value) => h("td", { class: "number" }, String(value));
const numberTitle = (title) => h("th", { scope: "col", class: "number" }, title);

function trend(hours) {
  const most = Math.max(1, ...hours);
  const words = `Last 24 hours: ${hours.reduce((sum, count) => sum + count, 0)} dead letters`;
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
    h("h1", {}, "Dead letters by cause"),
    groups.length === 0
      ? h("p", { class: "card" }, "There are no dead letters. Everything was delivered.")
      : table("Groups of dead letters",
        ["Cause", "Message", numberTitle("Open"), numberTitle("All"), "Last", "24 hours",
          who.role === "VIEWER" ? null : "Actions"].filter(Boolean),
        groups.map((group) => h("tr", {},
          h("td", {}, h("a", { id: `g-${group.id}`, href: `#/dead-letters?group=${group.id}` },
            group.kind.replaceAll("_", " ")), h("br"), h("code", {}, group.code)),
          h("td", {}, group.message),
          number(group.open), number(group.total),
          h("td", {}, time(group.lastFailedAt)),
          h("td", {}, trend(group.arrivedByHour)),
          who.role !== "VIEWER" && h("td", {}, group.open > 0 && h("div", { class: "bar" },
            action(`r-${group.id}`, "Replay", () => actions.replay({ group: group.id, state: "open" }), true),
            action(`d-${group.id}`, "Discard", () => actions.move("discard", { group: group.id })))))))],
};

export const deadLetters = {
  load: ({ query }) => get(`?${query}`),
  draw: (page, who, actions, { query }) => {
    const filter = Object.fromEntries(new URLSearchParams(query));
    delete filter.cursor;
    const chosen = () => [...document.querySelectorAll("input[name=selected]:checked")].map((box) => box.value);
    const meant = () => (chosen().length > 0 ? { id: chosen().join(",") } : filter);
    return [
      h("h1", {}, "Dead letters"),
      search(filter, who),
      buttons(who,
        action("replay", "Replay", () => actions.replay(meant()), true),
        action("discard", "Discard", () => actions.move("discard", meant())),
        action("restore", "Restore", () => actions.move("restore", meant())),
        h("span", { class: "soft" }, "acts on the selected ones, or on all that match the filter")),
      page.deadLetters.length === 0
        ? h("p", { class: "card" }, "No dead letter matches the filter.")
        : table("Dead letters", [h("th", { scope: "col" }, h("span", { class: "soft" }, "Select")), "State", "Failed", "Cause",
          "Message", "To", numberTitle("Attempts")],
        page.deadLetters.map((found) => h("tr", {},
          h("td", {}, h("input", { type: "checkbox", name: "selected", value: found.id, id: `c-${found.id}`,
            "aria-label": `Select dead letter ${found.id}` })),
          h("td", {}, state(found.state)),
          h("td", {}, h("a", { id: `l-${found.id}`, href: `#/dead-letters/${encodeURIComponent(found.id)}` },
            time(found.failedAt))),
          h("td", {}, found.error.kind.replaceAll("_", " "), h("br"), h("code", {}, found.error.code)),
          h("td", {}, found.error.message),
          h("td", {}, found.payload?.email || found.payload?.login || h("span", { class: "soft" }, "not decodable")),
          number(found.attempts)))),
      page.nextCursor && h("p", {}, h("a", { id: "next",
        href: `#/dead-letters?${new URLSearchParams({ ...filter, cursor: page.nextCursor })}` }, "Older dead letters")),
    ];
  },
};

function search(filter, who) {
  const personal = who.role === "VIEWER" ? [] : ["text", "user"];
  const names = ["state", "kind", "code", "domain", "group", ...personal];
  return h("form", {
    class: "bar",
    role: "search",
    onsubmit: (event) => {
      event.preventDefault();
      const wanted = [...new FormData(event.target)].filter(([, value]) => value.trim() !== "");
      location.hash = `#/dead-letters?${new URLSearchParams(wanted)}`;
    },
  },
  names.map((name) => h("label", {}, name[0].toUpperCase() + name.slice(1),
    h("input", { id: `f-${name}`, name, value: filter[name] || "", size: "12", autocomplete: "off" }))),
  h("button", { type: "submit" }, "Find"));
}

const waitingEdit = (found) => found.edits?.at(-1)?.state === "waiting" ? found.edits.at(-1) : null;

export const deadLetter = {
  load: async ({ id }) => {
    const found = await get(`/${encodeURIComponent(id)}`);
    const rounds = await get(`?${new URLSearchParams({ event: found.eventKey })}`);
    return { found, rounds: rounds.deadLetters };
  },
  draw: ({ found, rounds }, who, actions) => [
    h("h1", {}, "Dead letter"),
    buttons(who,
      found.state === "open" && action("replay", "Replay", () => actions.replay({ id: found.id }), true),
      found.state === "open" && found.payload && action("edit", "Edit and replay", () => actions.edit(found)),
      found.state === "open" && waitingEdit(found) && [
        waitingEdit(found).by !== who.name && action("approve", "Approve the edit",
          () => actions.decide(found, waitingEdit(found).number, "approve")),
        action("withdraw", "Withdraw the edit", () => actions.decide(found, waitingEdit(found).number, "withdraw"))],
      found.state === "open" && action("discard", "Discard", () => actions.move("discard", { id: found.id })),
      ["discarded", "handed-over"].includes(found.state) && action("restore", "Restore", () => actions.move("restore", { id: found.id }))),
    h("dl", { class: "card" }, facts({
      State: state(found.state),
      Cause: `${found.error.kind} ${found.error.code}`,
      Message: found.error.message,
      Failed: time(found.failedAt),
      "First failed": time(found.firstFailedAt),
      Attempts: String(found.attempts),
      Event: h("code", {}, found.eventKey),
      "Came from": found.origin && h("code", {}, found.origin),
      "Stored from": h("code", {}, found.position),
      Group: h("a", { href: `#/dead-letters?group=${found.group}` }, found.group),
      Replay: found.job && h("a", { href: `#/job/${found.job}` }, found.job),
      "Last changed": [time(found.changedAt), found.changedBy ? ` by ${found.changedBy}` : "",
        found.reason ? `: ${found.reason}` : ""],
    })),
    edits(found),
    h("h2", {}, "Event"),
    found.payload
      ? h("dl", { class: "card" }, facts(found.payload))
      : h("p", { class: "card" }, `It cannot be decoded: ${found.undecodable}`),
    found.payload && [h("h2", {}, "Mail preview"), mail(found, who)],
    found.journal && [h("h2", {}, "Attempts"), attempts(found.journal)],
    found.error.stackTrace && [h("h2", {}, "Stack trace"), h("pre", { class: "card trace", tabindex: "0" }, found.error.stackTrace)],
    found.raw && [h("h2", {}, "Headers"), h("dl", { class: "card" },
      found.raw.headers.map((header) => [h("dt", {}, header.name), h("dd", {}, h("code", {}, header.text))])),
      h("h2", {}, "Key as it came"), h("pre", { class: "card" }, found.raw.keyShown?.text || "none"),
      h("h2", {}, "Value as it came"), dump(found.raw.valueShown)],
    h("h2", {}, "Rounds of this event"),
    table("Rounds", ["Round", "State", "Failed", "Cause"], rounds.map((round) => h("tr", {},
      h("td", {}, h("a", { id: `l-${round.id}`, href: `#/dead-letters/${encodeURIComponent(round.id)}` },
        String(round.round))),
      h("td", {}, state(round.state)), h("td", {}, time(round.failedAt)), h("td", {}, round.error.message)))),
  ],
};

/** The journal: what was tried, and what each attempt came to. */
function attempts(journal) {
  return table("Attempts", ["Time", numberTitle("Round"), numberTitle("Attempt"), "Provider", "Outcome", "Reason", numberTitle("Took")],
    journal.map((attempt) => h("tr", {},
      h("td", {}, time(attempt.at)), number(attempt.round), number(attempt.attempt),
      h("td", {}, attempt.provider), h("td", {}, attempt.outcome.replaceAll("_", " ")),
      h("td", {}, attempt.kind.replaceAll("_", " "), " ", h("code", {}, attempt.code), h("br"), attempt.text),
      number(`${attempt.latencyMillis} ms`))));
}

const IN_A_ROW = 16;

/** Bytes, 16 in a row: where the row begins, hexadecimal, and as text. */
function dump(bytes) {
  if (!bytes) {
    return h("p", { class: "card" }, "none");
  }
  const digits = bytes.hex === "" ? [] : bytes.hex.split(" ");
  const rows = [];
  for (let at = 0; at < digits.length; at += IN_A_ROW) {
    const row = digits.slice(at, at + IN_A_ROW);
    const ascii = row.map((pair) => parseInt(pair, 16))
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
    rows.push(`${at.toString(16).padStart(6, "0")}  ${row.join(" ").padEnd(IN_A_ROW * 3 - 1)}  ${ascii}`);
  }
  return [
    h("p", {}, bytes.shown < bytes.size ? `${bytes.size} bytes; the first ${bytes.shown} are shown` : `${bytes.size} bytes`),
    h("pre", { class: "card dump", tabindex: "0", role: "region", "aria-label": "Value in hexadecimal" }, rows.join("\n")),
    h("p", { class: "soft" }, "As text"),
    h("pre", { class: "card", tabindex: "0", role: "region", "aria-label": "Value as text" }, bytes.text),
  ];
}

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
      ? h("p", { class: "card" }, "There are no replays yet.")
      : table("Replays", ["Ordered", "State", numberTitle("Dead letters"), numberTitle("Delivered"),
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
        "aria-label": "Dead letters whose outcome is known" }),
      h("p", { id: "balance" }, `${found.selected} selected = ${found.delivered} delivered + ${found.failedAgain} `
        + `failed again + ${found.handedOver ? `${found.handedOver} handed over + ` : ""}${found.skipped} skipped + `
        + `${found.open} open`)),
    Object.keys(found.skippedFor).length > 0 && [h("h2", {}, "Skipped"),
      h("dl", { class: "card" }, facts(found.skippedFor))],
    h("h2", {}, "Order"),
    h("dl", { class: "card" }, facts({
      By: found.orderedBy,
      Why: found.reason,
      At: time(found.orderedAt),
      To: h("code", {}, found.topic),
      "Rate (dead letters a second)": String(found.rate),
      Filter: Object.entries(found.filter).map(([name, value]) => `${name} = ${value}`).join(", "),
    }))],
};

export const audit = {
  load: async () => ({ entries: await get("/audit"), verification: await get("/audit/verify") }),
  draw: ({ entries, verification }) => [
    h("h1", {}, "Audit log"),
    h("p", { class: "card" }, verification.intact
      ? `The log is intact: ${verification.entries} entries.`
      : h("strong", { class: "error" }, `The log was changed: ${verification.fault}.`)),
    entries.length === 0 ? null : table("Audit log", [numberTitle("Number"), "Time", "Actor", "Action", "Details"],
      entries.map((entry) => h("tr", {}, number(entry.number), h("td", {}, time(entry.at)), h("td", {}, entry.actor),
        h("td", {}, entry.action),
        h("td", {}, Object.entries(entry.details).map(([name, value]) => `${name}: ${value}`).join(" · ")))))],
};
