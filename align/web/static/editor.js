// Writing in a cell, in its place.

import { choose, here } from "./current.js";
import { held, renew } from "./patches.js";
import { cellOf, textOf, versionOf } from "./rows.js";

let open = null; // { id, side, field, cell, box, version, was }

export const editing = () => open;

export function edit(id = here.id, side = here.side, { text = null, version = null, at = null } = {}) {
  if (open) return;
  const cell = cellOf(id, side);
  if (!cell) return;
  choose(id, { side, focus: false });
  const shown = cellOf(id, side);
  const was = textOf(shown);
  const box = document.createElement("textarea");
  box.value = text ?? was;
  box.dir = shown.dir;
  box.lang = shown.lang;
  box.setAttribute("aria-label", `${side} of row ${shown.parentElement.dataset.n}`);
  box.spellcheck = true;
  open = { id, side, cell: shown, html: shown.innerHTML, box, version: version ?? versionOf(id), was: box.value === was ? box.value : was };
  if (text === null) open.was = box.value; // as the browser holds it
  held.id = id;
  held.html = "";
  shown.classList.add("editing");
  shown.replaceChildren(box);
  box.focus({ preventScroll: true });
  const place = at ?? box.value.length;
  box.setSelectionRange(place, place);
  fit();
  box.addEventListener("input", fit);
}

function fit() {
  if (CSS.supports("field-sizing", "content")) return;
  open.box.style.height = "auto";
  open.box.style.height = `${open.box.scrollHeight + 2}px`;
}

// Leave the cell; what was written, or nothing where nothing is to be kept.
export function leave(keep) {
  if (!open) return null;
  const { id, side, box, version, was, cell, html } = open;
  const value = box.value;
  const changed = keep && value !== was;
  open = null;
  held.id = "";
  cell.classList.remove("editing");
  if (held.html) renew(id, held.html);
  else if (changed) cell.replaceChildren(value); // shown until the answer comes
  else cell.innerHTML = html; // as the server rendered it
  const now = cellOf(id, side);
  if (here.id === id && now) choose(id, { side, focus: true });
  return changed && { id, side, value, version };
}

export function insert(text) {
  if (!open) edit();
  open?.box.setRangeText(text, open.box.selectionStart, open.box.selectionEnd, "end");
  fit();
}
