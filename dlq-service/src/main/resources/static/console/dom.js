/** Makes an element. Text is always set as text, never as markup: dead letters hold what attackers wrote. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(element, attributes, children);
  return element;
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

/** A table in a box that scrolls by itself on small screens. */
export function table(caption, titles, rows) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", { "aria-label": caption },
      h("thead", {}, h("tr", {}, titles.map((title) =>
        typeof title === "string" ? h("th", { scope: "col" }, title) : title))),
      h("tbody", {}, rows)));
}

export function time(instant) {
  if (!instant) {
    return "";
  }
  const at = new Date(instant);
  const pad = (number) => String(number).padStart(2, "0");
  const text = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} `
    + `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;
  return h("time", { datetime: instant }, text);
}

export function state(word) {
  return h("span", { class: `state ${word}` }, word.replace("-", " "));
}
