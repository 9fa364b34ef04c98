import { h } from "./dom.js";
import { language, t } from "./texts.js";

const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "narrow" });
const zone = localStorage.getItem("elch-zone") || undefined;
// Swedish writes 2026-03-01 10:00:00, which everybody reads the same way.
const exactly = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "medium", timeZone: zone });

/** The exact time, in the chosen time zone. */
export function exact(instant) {
  return exactly.format(new Date(instant)) + (zone ? ` ${zone}` : "");
}

function ago(instant) {
  const seconds = (new Date(instant).getTime() - Date.now()) / 1_000;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) || UNITS.at(-1);
  return unit === "second" ? t("just now") : relative.format(Math.trunc(seconds / length), unit);
}

/** How long ago it was; the exact time on hover. */
export function time(instant) {
  return instant && h("time", { datetime: instant, title: exact(instant), "data-ago": true }, ago(instant));
}

/** The exact time and how long ago that was. */
export function fullTime(instant) {
  return instant && h("span", {}, h("time", { datetime: instant }, exact(instant)), " ",
    h("span", { class: "soft" }, "(", h("time", { datetime: instant, "data-ago": true }, ago(instant)), ")"));
}

/** A span such as PT1H30M in words. */
export function span(text) {
  const [, days, hours, minutes, seconds] = text.match(/^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/) || [];
  return [[days, "d"], [hours, "h"], [minutes, "min"], [seconds, "s"]]
    .filter(([value]) => value).map(([value, unit]) => `${value} ${unit}`).join(" ") || "0 s";
}

/** A length of time in words, at most two units. */
export function lasting(millis) {
  if (millis < 1_000) {
    return `${Math.max(0, Math.round(millis))} ms`;
  }
  const seconds = Math.round(millis / 1_000);
  const parts = [[Math.floor(seconds / 86_400), "d"], [Math.floor(seconds / 3_600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"], [seconds % 60, "s"]].filter(([value]) => value > 0);
  return parts.slice(0, 2).map(([value, unit]) => `${value} ${unit}`).join(" ");
}

setInterval(() => document.querySelectorAll("time[data-ago]").forEach((element) => {
  const text = ago(element.dateTime);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}), 5_000);
