// The conversation: ask, show what comes, and never leave somebody waiting without a word.
import { language, loadWords, say, speak, translate } from "wegwijzer/words";
import { copy, fail, feedback, grow, newTurn, print, share } from "wegwijzer/turns";
import { nameOf, watchLine, whatIsWrong } from "wegwijzer/line";
import { listen, listenToTools, openMail, openPanel } from "wegwijzer/reading";

const FIRST_SIGN_MS = 10_000;
const SILENCE_MS = 90_000;
const TURNS_SENT = 10;
const KEPT = "wegwijzer-conversation"; // in this tab only, gone when it closes

const root = document.body;
const find = (selector) => root.querySelector(selector);
const log = find("#log");
const question = find("#question");
const coarse = matchMedia("(pointer: coarse)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const nothing = () => ({ history: [], turns: {}, pending: null });
let talk = nothing(); // turns: id -> what only the browser keeps of an answer
let busy = null; // {id, asked, timer}
let trigger = null;
let waiting = null;

// --- asking ---------------------------------------------------------------------------------

function ask(words, inDutch = words) {
  alarm("");
  if (busy) return;
  if (!words.trim()) return alarm("error_empty");
  const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
  const turn = newTurn(root, id, words.trim());
  begin();
  log.append(turn);
  const asked = {
    turn: id,
    question: inDutch.trim(),
    history: talk.history.slice(-2 * TURNS_SENT),
    sector: find("#sector").value || null,
    language: language(),
  };
  question.value = "";
  if (coarse.matches) question.blur();
  turn.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
  send(id, asked);
}

function send(id, asked) {
  busy = { id, asked };
  talk.pending = asked;
  save();
  find(".ask").setAttribute("aria-disabled", "true");
  status("progress_searching");
  watch(FIRST_SIGN_MS);
  if (!navigator.onLine) return failed({ name: "error_offline" });
  if (trigger) trigger("submit", asked);
  else waiting = asked;
}

function begin() {
  root.dataset.stage = "conversation";
  find("#restart").hidden = false;
  question.dataset.tPlaceholder = "follow_placeholder";
  question.placeholder = say("follow_placeholder") || question.placeholder;
}

// --- hearing --------------------------------------------------------------------------------

function hear(frame) {
  if (!frame || frame.turn !== busy?.id) return;
  if (frame.state === "error") return failed({ name: frame.say });
  const turn = document.getElementById(`turn-${frame.turn}`);
  grow(turn, frame);
  talk.turns[frame.turn] = { panels: frame.panels, plain: frame.plain, mail: frame.mail };
  status(frame.status);
  watch(SILENCE_MS);
  if (frame.id) ended(turn, frame);
}

function ended(turn, frame) {
  talk.history.push({ role: "parent", text: busy.asked.question });
  talk.history.push({ role: "assistant", text: frame.remember });
  if (frame.state === "crisis") {
    const spoken = [".helplines li", ".opening"].map((one) => turn.querySelector(one)?.innerText);
    find("#alarm").textContent = spoken.join(" ");
    find("#alarm").dataset.unseen = "";
    turn.querySelector(".answer").scrollIntoView({ block: "start", behavior: "auto" });
  }
  done();
  save();
}

function done() {
  clearTimeout(busy?.timer);
  busy = waiting = talk.pending = null;
  find(".ask").removeAttribute("aria-disabled");
}

function failed(problem) {
  const turn = busy && document.getElementById(`turn-${busy.id}`);
  if (turn) {
    fail(turn, problem);
    talk.turns[busy.id] = { ...talk.turns[busy.id], asked: busy.asked };
  }
  done();
  save();
  status("");
  alarm(problem.name, turn, problem.detail);
}

function watch(patience) {
  clearTimeout(busy?.timer);
  if (busy) busy.timer = setTimeout(silent, patience);
}

// Silence: is it us, the network, or only slow?
async function silent() {
  const id = busy?.id;
  const problem = await whatIsWrong();
  if (busy?.id !== id) return;
  if (!problem && !busy.waited) {
    busy.waited = true;
    return watch(SILENCE_MS);
  }
  failed(problem ?? { name: "error_server" });
}

async function lineBroke(text) {
  const id = busy?.id;
  const problem = await whatIsWrong();
  if (id && busy?.id === id) failed(problem ?? { name: nameOf(text) });
}

// --- telling --------------------------------------------------------------------------------

function status(name) {
  const place = find("#status");
  const text = name ? say(name) : "";
  if (place.textContent !== text) place.textContent = text;
}

function alarm(name, turn = null, detail = "") {
  const place = find("#alarm");
  place.textContent = detail || (name ? say(name) : "");
  place.toggleAttribute("data-unseen", Boolean(turn)); // the turn shows it already
}

// --- this tab remembers, nobody else ---------------------------------------------------------

function save() {
  try {
    const kept = { ...talk, log: log.innerHTML };
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // Full or forbidden: the conversation still stands in the window.
  }
}

function restore() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    if (!kept) return;
    log.innerHTML = kept.log;
    talk = { history: kept.history, turns: kept.turns, pending: null };
    begin();
    if (kept.pending) askAgain(kept.pending); // the page was loaded again while we waited
  } catch {
    restart();
  }
}

function restart() {
  try {
    sessionStorage.removeItem(KEPT);
  } catch {
    // Nothing was kept.
  }
  find("#panel").close();
  done();
  talk = nothing();
  log.replaceChildren();
  delete root.dataset.stage;
  find("#restart").hidden = true;
  question.dataset.tPlaceholder = "question_placeholder";
  question.placeholder = say("question_placeholder");
  alarm("");
  status("");
  scrollTo(0, 0);
  question.focus();
}

// --- hands ----------------------------------------------------------------------------------

const acts = {
  copy: (turn, button) => copy(of(turn).plain, button),
  share: (turn, button) => share(of(turn).plain, button),
  print: (turn) => print(turn),
  mail: (turn, button) => openMail(root, of(turn).mail, button),
  "copy-mail": (_, button) => copy(find("#mail-text").value, button),
  whole: () => tools.whole(),
  retry: (turn) => again(turn),
};
const of = (turn) => talk.turns[turn.id.replace("turn-", "")] ?? {};

function again(turn) {
  if (busy) return;
  askAgain(of(turn).asked);
}

function askAgain(asked) {
  const turn = document.getElementById(`turn-${asked.turn}`);
  const words = turn.querySelector(".asked-words").textContent;
  turn.remove();
  ask(words, asked.question);
}

function clicked(event) {
  const button = event.target.closest("button");
  if (!button) return;
  const turn = button.closest(".turn");
  const { act, number, useful, reason, question: starter } = button.dataset;
  if (starter) ask(button.querySelector(".words").textContent, starter);
  else if (button.matches(".ask-this")) ask(button.textContent);
  else if (number) showSource(turn, number, button);
  else if (useful === "no") askReason(turn, button);
  else if (useful) feedback(turn, true);
  else if (reason) feedback(turn, false, reason);
  else acts[act]?.(turn, button);
}

function showSource(turn, number, button) {
  const html = of(turn).panels?.[number];
  if (html) openPanel(root, html, button);
}

function askReason(turn, button) {
  const reasons = turn.querySelector(".reasons");
  reasons.hidden = !reasons.hidden;
  button.setAttribute("aria-expanded", String(!reasons.hidden));
  if (!reasons.hidden) reasons.querySelector("button").focus();
}

function adopt({ element, trigger: given }) {
  const early = document.getElementById("early");
  const focused = document.activeElement;
  if (early) {
    element.replaceChildren(...early.childNodes);
    early.remove();
  }
  if (root.contains(focused)) focused.focus({ preventScroll: true });
  trigger = given;
  watchLine(lineBroke);
  root.dataset.ready = "";
  if (waiting) trigger("submit", waiting);
  waiting = null;
}

// --- start ----------------------------------------------------------------------------------

const tools = listenToTools(root);
listen(root);
restore();
loadWords(language()).then(() => translate(log)).catch(() => {});
root.addEventListener("click", clicked);
find("#restart").addEventListener("click", restart);
find("#language").addEventListener("change", (event) => {
  speak(event.target.value, root).then(save).catch(() => alarm("error_unreachable"));
});
find(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  question.focus();
});
find("#composer").noValidate = true;
find("#composer").addEventListener("submit", (event) => {
  event.preventDefault();
  ask(question.value);
});
question.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || coarse.matches) return;
  event.preventDefault();
  ask(question.value);
});
addEventListener("offline", () => (busy ? failed({ name: "error_offline" }) : alarm("error_offline")));
addEventListener("online", () => alarm("back_online"));
addEventListener("wegwijzer:frame", (event) => hear(event.detail));
addEventListener("wegwijzer:window", (event) => adopt(event.detail));
root.dataset.listening = ""; // from here on a question is heard, also before Gradio is there
if (globalThis.wegwijzerWindow) adopt(globalThis.wegwijzerWindow);
