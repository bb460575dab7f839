// Keeps the language of the page in step with the address (?bahasa=), without a reload.
(() => {
  const first = document.documentElement.lang;
  const follow = () => {
    const chosen = new URLSearchParams(window.location.search).get("bahasa");
    document.documentElement.lang = chosen === "en" || chosen === "id" ? chosen : first;
  };
  for (const name of ["pushState", "replaceState"]) {
    const original = window.history[name].bind(window.history);
    window.history[name] = (...args) => {
      original(...args);
      follow();
    };
  }
  window.addEventListener("popstate", follow);
  follow();
})();
