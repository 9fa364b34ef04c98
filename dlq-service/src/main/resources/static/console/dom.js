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
  element.append(...flat(children));
}

/** What is to be drawn, in one list: views leave out parts by writing false or null. */
export function flat(children) {
  return [children].flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");
}
