// Reading: the source panel, terms explained in place, larger letters, only the short answer.
const WIDE = matchMedia("(min-width: 68rem)");
let opener = null;

export function openPanel(root, html, button) {
  const panel = root.querySelector("#panel");
  panel.querySelector("#panel-inside").innerHTML = html;
  root.querySelectorAll(".cite[data-open]").forEach((one) => delete one.dataset.open);
  button.dataset.open = "";
  open(panel, button, !WIDE.matches);
  root.dataset.panel = "open";
  panel.querySelector("#panel-title").focus();
  panel.querySelector("mark")?.scrollIntoView({ block: "nearest" });
  panel.scrollTop = 0;
}

export function openMail(root, text, button) {
  const dialog = root.querySelector("#mail");
  dialog.querySelector("#mail-text").value = text;
  setMailAddress(dialog);
  open(dialog, button, true);
  dialog.querySelector("#mail-heading").focus();
}

function setMailAddress(dialog) {
  const text = dialog.querySelector("#mail-text").value;
  const subject = encodeURIComponent("Een vraag over school");
  dialog.querySelector("#mail-open").href =
    `mailto:?subject=${subject}&body=${encodeURIComponent(text).slice(0, 1800)}`;
}

function open(dialog, button, modal) {
  if (dialog.open) dialog.close();
  opener = button;
  if (modal) dialog.showModal();
  else dialog.show();
}

export function listen(root) {
  for (const dialog of root.querySelectorAll("dialog")) {
    dialog.addEventListener("close", () => closed(root, dialog));
    dialog.querySelector("[data-act=close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }
  root.querySelector("#mail-text").addEventListener("input", () =>
    setMailAddress(root.querySelector("#mail")));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") escape(root);
  });
  listenToTerms(root);
}

function escape(root) {
  if (!root.querySelector("#explanation").hidden) return hide(root);
  const panel = root.querySelector("#panel");
  if (panel.open) panel.close();
}

function closed(root, dialog) {
  if (dialog.id === "panel") delete root.dataset.panel;
  root.querySelectorAll(".cite[data-open]").forEach((one) => delete one.dataset.open);
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}

function listenToTerms(root) {
  const bubble = root.querySelector("#explanation");
  const term = (event) => event.target.closest?.(".term");
  for (const kind of ["pointerover", "focusin", "click"])
    root.addEventListener(kind, (event) => term(event) && explain(root, term(event)));
  root.addEventListener("focusout", (event) => term(event) && hide(root));
  root.addEventListener("pointerout", (event) => {
    const from = term(event) ?? event.target.closest?.("#explanation");
    const to = event.relatedTarget;
    if (!from || event.pointerType === "touch") return;
    if (to?.closest?.("#explanation") || to?.closest?.(".term") === from) return;
    if (document.activeElement?.getAttribute("aria-describedby") !== bubble.id) hide(root);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest?.(".term, #explanation")) hide(root);
  });
}

function explain(root, term) {
  const bubble = root.querySelector("#explanation");
  if (term.getAttribute("aria-describedby") === bubble.id && !bubble.hidden) return;
  hide(root);
  bubble.textContent = term.dataset.explanation;
  term.setAttribute("aria-describedby", bubble.id);
  bubble.hidden = false;
  const spot = term.getBoundingClientRect();
  const left = Math.min(spot.left, document.documentElement.clientWidth - bubble.offsetWidth - 8);
  const above = spot.top - bubble.offsetHeight - 2;
  bubble.style.left = `${Math.max(8, left)}px`;
  bubble.style.top = `${above > 4 ? above : spot.bottom + 2}px`;
}

function hide(root) {
  const bubble = root.querySelector("#explanation");
  bubble.hidden = true;
  root.querySelectorAll(".term[aria-describedby]").forEach((one) =>
    one.removeAttribute("aria-describedby"));
}

// How somebody reads is kept in this browser; it says nothing about what they asked.
export function listenToTools(root) {
  const simple = root.querySelector("#simple");
  const larger = root.querySelector("#larger");
  const setSimple = (on) => {
    root.toggleAttribute("data-simple", on);
    simple.setAttribute("aria-checked", String(on));
    keep("simple", on);
  };
  const setLarger = (on) => {
    document.documentElement.toggleAttribute("data-larger", on);
    larger.setAttribute("aria-pressed", String(on));
    keep("larger", on);
  };
  simple.addEventListener("click", () => setSimple(!root.hasAttribute("data-simple")));
  larger.addEventListener("click", () =>
    setLarger(!document.documentElement.hasAttribute("data-larger")));
  setSimple(kept("simple"));
  setLarger(kept("larger"));
  return { whole: () => setSimple(false) };
}

function keep(name, on) {
  try {
    if (on) localStorage.setItem(`wegwijzer-${name}`, "1");
    else localStorage.removeItem(`wegwijzer-${name}`);
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}

function kept(name) {
  try {
    return localStorage.getItem(`wegwijzer-${name}`) === "1";
  } catch {
    return false;
  }
}
