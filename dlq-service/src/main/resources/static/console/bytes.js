import { h } from "./dom.js";
import { number, t } from "./texts.js";

const IN_A_ROW = 16;

/** Bytes as text and, beside that, 16 in a row: where the row begins, hexadecimal, and as characters. */
export function bytes(shown, name) {
  if (!shown) {
    return h("p", { class: "soft" }, t("none"));
  }
  const digits = shown.hex === "" ? [] : shown.hex.split(" ");
  const rows = [];
  for (let at = 0; at < digits.length; at += IN_A_ROW) {
    const row = digits.slice(at, at + IN_A_ROW);
    const characters = row.map((pair) => parseInt(pair, 16))
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join("");
    rows.push(`${at.toString(16).padStart(6, "0")}  ${row.join(" ").padEnd(IN_A_ROW * 3 - 1)}  ${characters}`);
  }
  const size = { size: number(shown.size), shown: number(shown.shown) };
  return [
    h("p", { class: "soft" }, shown.shown < shown.size
      ? t("{size} bytes; the first {shown} are shown", size) : t("{size} bytes", size)),
    h("div", { class: "bytes" },
      h("pre", { class: "dump", tabindex: "0", role: "region", "aria-label": t("{name} in hexadecimal", { name }) }, rows.join("\n")),
      h("pre", { tabindex: "0", role: "region", "aria-label": t("{name} as text", { name }) }, shown.text)),
  ];
}
