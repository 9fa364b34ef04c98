/**
 * The page in which a mail is shown as it looks. It has no origin, so that it can reach nothing of the console, and a policy of
 * its own that lets no script of the mail run and nothing be fetched.
 */
const NOT_SHOWN = "script, iframe, object, embed, base, link, meta[http-equiv]";

function tellHeight() {
  parent.postMessage({ height: Math.ceil(document.documentElement.getBoundingClientRect().height) }, "*");
}

addEventListener("message", (event) => {
  if (event.source !== parent || typeof event.data?.html !== "string") {
    return;
  }
  const mail = new DOMParser().parseFromString(event.data.html, "text/html");
  mail.querySelectorAll(NOT_SHOWN).forEach((element) => element.remove());
  document.replaceChild(document.adoptNode(mail.documentElement), document.documentElement);
  // The frame is made as high as the mail: a scroll bar would only make it narrower, and so higher than it has to be.
  document.documentElement.style.overflowY = "hidden";
  new ResizeObserver(tellHeight).observe(document.documentElement);
});
// Links are there to be looked at.
addEventListener("click", (event) => event.preventDefault(), true);
addEventListener("auxclick", (event) => event.preventDefault(), true);
