/** Sets the remembered theme before anything is painted: not a module, so that it runs at once. */
document.documentElement.dataset.theme = localStorage.getItem("elch-theme") || "";
document.documentElement.lang = localStorage.getItem("elch-language") || "en";
