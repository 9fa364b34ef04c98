/** Theme, time zone and language: remembered in this browser. */
function remembered(id, isAtOnce) {
  const name = `elch-${id}`;
  const choice = document.getElementById(id);
  choice.value = localStorage.getItem(name) || choice.options[0].value;
  choice.addEventListener("change", () => {
    localStorage.setItem(name, choice.value);
    if (isAtOnce) {
      isAtOnce(choice.value);
    } else {
      location.reload();
    }
  });
}

/** @param onTheme called when the colours have changed */
export function startPreferences(onTheme) {
  remembered("theme", (theme) => {
    document.documentElement.dataset.theme = theme;
    onTheme();
  });
  remembered("zone");
  remembered("language");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", onTheme);
  const menu = document.getElementById("menu");
  const side = document.getElementById("side");
  const open = (isOpen) => {
    side.classList.toggle("open", isOpen);
    menu.setAttribute("aria-expanded", String(isOpen));
  };
  menu.addEventListener("click", () => open(!side.classList.contains("open")));
  window.addEventListener("hashchange", () => open(false));
}
