// All about the current row: its fields, issues and terms, why it was made; and cards of terms.

import { here, onMove } from "./current.js";
import { ask, seen } from "./rows.js";

export const panel = document.getElementById("panel");

let drawing = 0;
let panelOf = ""; // what the panel shows: a row, as it was in a revision

export function draw(wait = 60) {
  clearTimeout(drawing);
  drawing = setTimeout(() => drawn().catch(() => null), wait);
}

// Draw the panel, if it does not show the current row as it is.
export async function drawn() {
  clearTimeout(drawing);
  const id = here.id;
  const wanted = `${seen.revision} ${id}`;
  if (!id || wanted === panelOf || document.activeElement.closest("#panel textarea")) return;
  const html = await ask("/panel", { id });
  if (id !== here.id) return;
  panel.innerHTML = html; // rendered and escaped by the server
  panelOf = wanted;
  explain();
}
onMove(() => draw());

export const empty = (text) => {
  const told = document.createElement("p");
  told.className = "none";
  told.textContent = text;
  panel.replaceChildren(told);
  panelOf = "";
};

const reason = { id: "", html: "" }; // why the row was made, as long as it is looked at
export function why() {
  const id = here.id;
  if (id) reasons(id); // nothing waits for it
}

async function reasons(id) {
  Object.assign(reason, { id, html: '<p class="none">looking…</p>' });
  explain();
  const html = await ask("/why", { id }).catch((error) => error);
  const box = document.createElement("p");
  box.textContent = html.message ?? "";
  if (reason.id === id) reason.html = typeof html === "string" ? html : box.outerHTML;
  explain();
}

function explain() {
  const box = document.getElementById("why");
  if (reason.id !== here.id) reason.id = "";
  if (box) box.innerHTML = reason.id ? reason.html : ""; // rendered and escaped by the server
}

const card = document.getElementById("card");
const concepts = new Map();
let hovering = 0;
document.addEventListener("mouseover", (event) => {
  const mark = event.target.closest?.("[data-concept]");
  clearTimeout(hovering);
  if (!mark) {
    card.hidden = true;
    return;
  }
  hovering = setTimeout(async () => {
    const id = mark.dataset.concept;
    if (!concepts.has(id)) concepts.set(id, await ask("/concept", { id }).catch(() => ""));
    if (!concepts.get(id)) return;
    card.innerHTML = concepts.get(id);
    card.hidden = false;
    const box = mark.getBoundingClientRect();
    card.style.left = `${Math.min(box.left, innerWidth - card.offsetWidth - 8)}px`;
    card.style.top = `${box.bottom + card.offsetHeight + 8 > innerHeight ? box.top - card.offsetHeight - 4 : box.bottom + 4}px`;
  }, 150);
});
