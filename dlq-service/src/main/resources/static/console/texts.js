import mn from "./texts-mn.js";

/** English is written where it is shown, and is the key of the dictionaries of the other languages. */
const dictionaries = { en: {}, mn };

export const language = dictionaries[localStorage.getItem("elch-language")] ? localStorage.getItem("elch-language") : "en";

/** A text in the chosen language; {@code {name}} is replaced by the value of that name. */
export function t(english, values = {}) {
  return (dictionaries[language][english] ?? english)
    .replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

/** The text for one thing or for several; {@code {count}} is their number. */
export function tn(count, one, many, values = {}) {
  return t(count === 1 ? one : many, { count: number(count), ...values });
}

const numbers = new Intl.NumberFormat(language);

export function number(value) {
  return numbers.format(value);
}

/** Translates what the page brings. */
export function translatePage() {
  document.documentElement.lang = language;
  document.querySelectorAll("[data-text]").forEach((element) => {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE && node.data.trim()) {
        node.data = t(node.data.trim());
      }
    }
  });
}
