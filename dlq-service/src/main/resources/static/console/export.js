import { get } from "./api.js";
import { t, tn } from "./texts.js";

const PAGE = 200;
const MOST = 10_000;
const COLUMNS = {
  id: (found) => found.id,
  state: (found) => found.state,
  failedAt: (found) => found.failedAt,
  kind: (found) => found.error.kind,
  code: (found) => found.error.code,
  message: (found) => found.error.message,
  attempts: (found) => found.attempts,
  userId: (found) => found.payload?.userId,
  login: (found) => found.payload?.login,
  email: (found) => found.payload?.email,
  group: (found) => found.group,
};

/** A cell of a CSV file (RFC 4180). What a spreadsheet would take for a formula begins with an apostrophe. */
export function csvCell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll("\"", "\"\"")}"` : harmless;
}

export function csv(deadLetters) {
  const lines = [Object.keys(COLUMNS), ...deadLetters.map((found) => Object.values(COLUMNS).map((of) => of(found)))];
  return lines.map((line) => line.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

async function all(filter, told) {
  const found = [];
  let cursor;
  do {
    const page = await get(`?${new URLSearchParams({ ...filter, limit: PAGE, ...(cursor ? { cursor } : {}) })}`);
    found.push(...page.deadLetters);
    cursor = page.nextCursor;
    told(tn(found.length, "{count} dead letter read", "{count} dead letters read"));
  } while (cursor && found.length < MOST);
  return { found, isAll: !cursor };
}

function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Saves the dead letters that match, the newest 10,000 at most, as a file. */
export async function exportAs(format, filter, told) {
  const { found, isAll } = await all(filter, told);
  const name = `dead-letters-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}.${format}`;
  if (format === "csv") {
    save(name, "text/csv;charset=utf-8", csv(found));
  } else {
    save(name, "application/json", JSON.stringify({ filter, deadLetters: found }, null, 2));
  }
  told(isAll ? t("{name} is saved.", { name }) : t("{name} is saved with the newest 10,000; there are more.", { name }));
}
