// What the address says: the language of the page (?bahasa=), without a reload; and an address the
// program completes before the reader has done anything is still the one they opened, not a second
// step of the back button.
(() => {
  const first = document.documentElement.lang;
  const follow = () => {
    const chosen = new URLSearchParams(window.location.search).get("bahasa");
    document.documentElement.lang = chosen === "en" || chosen === "id" ? chosen : first;
  };
  const push = window.history.pushState.bind(window.history);
  const replace = window.history.replaceState.bind(window.history);
  let touched = false; // by a person; navigator.userActivation also counts tools that look on
  for (const event of ["pointerdown", "keydown", "click"]) {
    window.addEventListener(event, () => { touched = true; }, { capture: true, once: true });
  }
  window.history.pushState = (...args) => {
    (touched ? push : replace)(...args);
    follow();
  };
  window.history.replaceState = (...args) => {
    replace(...args);
    follow();
  };
  window.addEventListener("popstate", follow);
  follow();
})();
