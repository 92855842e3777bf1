// What the window says, and saying it in another language without losing the conversation.
let words = {};
let spoken = document.body.dataset.language;

export const say = (name) => words[name] ?? "";
export const language = () => spoken;

// Gradio sets the language of the page to that of the browser; the words on it are in ours.
new MutationObserver(() => {
  if (document.documentElement.lang !== spoken) document.documentElement.lang = spoken;
}).observe(document.documentElement, { attributeFilter: ["lang"] });

export async function loadWords(code) {
  const answer = await fetch(`/window/texts/${code}.json`);
  if (!answer.ok) throw new Error("no texts");
  words = await answer.json();
}

export async function speak(code, root) {
  await loadWords(code);
  spoken = code;
  document.documentElement.lang = code;
  document.documentElement.dir = words.direction;
  root.querySelector("#main").dir = words.direction; // Gradio's blocks run left to right
  document.title = words.title;
  document.cookie = `taal=${code}; path=/; max-age=31536000; samesite=lax`;
  const template = root.querySelector("#turn").content;
  [root, template].forEach(translate);
  root.querySelectorAll(".starter").forEach((starter, place) => {
    starter.querySelector(".topic").textContent = words.topics[place];
    starter.querySelector(".words").textContent = words.starters[place];
  });
}

export function translate(root) {
  root.querySelectorAll("[data-t]").forEach((one) => (one.textContent = say(one.dataset.t)));
  root.querySelectorAll("[data-t-placeholder]").forEach((one) => {
    one.placeholder = say(one.dataset.tPlaceholder);
  });
  root.querySelectorAll("[data-t-label]").forEach((one) => {
    one.setAttribute("aria-label", say(one.dataset.tLabel));
    if (one.title) one.title = say(one.dataset.tLabel);
  });
}
