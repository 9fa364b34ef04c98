const boxes = () => [...document.querySelectorAll("input[name=selected]")];
let last = null;

/** The ids of the ticked dead letters. */
export function selected() {
  return boxes().filter((box) => box.checked).map((box) => box.value);
}

/** Ticks all between the last box and this one if Shift is held. */
export function ticked(event) {
  const all = boxes();
  const from = all.findIndex((box) => box.value === last);
  const to = all.indexOf(event.target);
  if (event.shiftKey && from >= 0) {
    all.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((box) => { box.checked = event.target.checked; });
  }
  last = event.target.value;
}

/** Ticks all on the page, or none. */
export function tickAll(isOn) {
  boxes().forEach((box) => { box.checked = isOn; });
}
