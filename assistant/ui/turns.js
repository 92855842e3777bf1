// A turn in the conversation: grow it, and do what a reader asks of it.
import { say } from "wegwijzer/words";

const made = new WeakMap(); // element -> the HTML it was made from, before a reader touched it

export function newTurn(window_, id, words) {
  const turn = window_.querySelector("#turn").content.cloneNode(true).firstElementChild;
  turn.id = `turn-${id}`;
  turn.dataset.state = "thinking";
  turn.querySelector(".asked-words").textContent = words;
  turn.querySelector(".thinking span").textContent = say("progress_searching");
  return turn;
}

export function grow(turn, frame) {
  const fresh = document.createElement("template");
  fresh.innerHTML = frame.html;
  const answer = turn.querySelector(".answer");
  if (frame.state === "crisis") answer.setAttribute("aria-live", "off"); // the alarm says it
  sync(answer, fresh.content);
  turn.dataset.state = frame.state;
  turn.querySelector(".thinking span").textContent = say(frame.status);
  if (frame.id) {
    turn.dataset.answer = frame.id;
    turn.querySelector(".after").hidden = false;
    if (frame.card) turn.querySelector(".make-card").search = new URLSearchParams({ pagina: frame.card });
    turn.querySelector(".feedback").hidden = ["crisis", "smalltalk", "off"].includes(frame.state);
  }
}

export function fail(turn, { name, detail, contacts }) {
  turn.dataset.state = "error";
  const failed = turn.querySelector(".failed");
  const words = failed.querySelector("p");
  words.textContent = detail || say(name);
  if (!detail) words.dataset.t = name;
  failed.hidden = false;
  if (contacts) words.after(whoCanHelp(contacts));
}

function whoCanHelp(contacts) {
  const list = document.createElement("ul");
  list.lang = "nl";
  for (const { name, phone, url } of contacts) {
    const item = list.appendChild(document.createElement("li"));
    item.append(`${name} `);
    const way = item.appendChild(document.createElement("a"));
    way.href = phone ? `tel:${phone.replace(/[^0-9+]/g, "")}` : url;
    way.textContent = phone ?? say("website");
  }
  return list;
}

// Make `target` say what `fresh` says; leave every element alone that says it already.
export function sync(target, fresh) {
  const old = new Map([...target.children].map((child) => [child.dataset.key, child]));
  let place = target.firstElementChild;
  for (const next of [...fresh.children]) {
    let here = old.get(next.dataset.key);
    old.delete(next.dataset.key);
    if (here && next.hasAttribute("data-grows")) sync(here, next);
    else if (!here || made.get(here) !== next.outerHTML) {
      remember(next);
      if (here) {
        if (place === here) place = next;
        here.replaceWith(next);
      }
      here = next;
    }
    if (here === place) place = place.nextElementSibling;
    else target.insertBefore(here, place);
  }
  old.forEach((child) => child.remove());
}

function remember(element) {
  made.set(element, element.outerHTML);
  element.querySelectorAll("[data-key]").forEach((one) => made.set(one, one.outerHTML));
}

export async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.body.appendChild(document.createElement("textarea"));
    area.value = text;
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  tell(button, "copied");
}

export async function share(text, button) {
  if (!navigator.share) return copy(text, button);
  try {
    await navigator.share({ title: say("name"), text });
  } catch (error) {
    if (error.name !== "AbortError") await copy(text, button);
  }
}

export function print(turn) {
  turn.querySelectorAll("details").forEach((one) => (one.open = true));
  turn.classList.add("printing");
  document.documentElement.dataset.printing = "one";
  addEventListener("afterprint", () => {
    turn.classList.remove("printing");
    delete document.documentElement.dataset.printing;
  }, { once: true });
  globalThis.print();
}

// Only whether it helped, and why not, by name: never a word that somebody typed.
export async function feedback(turn, useful, reason = null) {
  const heard = turn.querySelector(".heard");
  const body = JSON.stringify({ answer_id: turn.dataset.answer, useful, reason });
  const headers = { "Content-Type": "application/json" };
  const told = await fetch("/api/v1/feedback", { method: "POST", headers, body }).catch(() => null);
  const name = told?.ok ? "thanks" : "feedback_failed";
  turn.querySelectorAll(".feedback .buttons").forEach((one) => (one.hidden = true));
  heard.textContent = say(name);
  heard.dataset.t = name;
  heard.hidden = false;
  heard.tabIndex = -1;
  heard.focus();
}

function tell(button, name) {
  document.getElementById("status").textContent = say(name);
  const label = button.querySelector("[data-t]");
  const before = label.dataset.t;
  label.textContent = say(name);
  setTimeout(() => (label.textContent = say(before)), 2500);
}
