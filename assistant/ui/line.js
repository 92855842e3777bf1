// The line to the server: what is wrong when no answer comes.

// Return nothing when all is well, else the name of a sentence, and who can help meanwhile.
export async function whatIsWrong() {
  if (!navigator.onLine) return { name: "error_offline" };
  const answer = await fetch("/window/texts/nl.json", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) return null;
  if (answer?.status === 429) return { name: "error_busy" };
  if (answer?.status !== 503) return { name: "error_unreachable" };
  const { detail, contacts } = await answer.json().catch(() => ({}));
  return { name: "outcome_off", detail, contacts };
}

export const nameOf = (text) => (/queue is full|429|503/i.test(text) ? "error_busy" : "error_server");

// Gradio tells of a broken line in a message at the edge of the screen; we say it in the turn.
export function watchLine(broke) {
  const place = document.querySelector(".toast-wrap");
  if (!place) return;
  const told = (changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node.nodeType === 1) return broke(node.textContent);
  };
  new MutationObserver(told).observe(place, { childList: true, subtree: true });
}
