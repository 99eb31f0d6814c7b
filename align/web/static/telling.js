// What is told: at the foot of the page, and in its head how far the file is.

import { readOnly } from "./rows.js";

const by = (id) => document.getElementById(id);

let silence = 0;
export function tell(text, grave = false) {
  by("told").textContent = text;
  by("told").className = text ? (grave ? "shown grave" : "shown") : "";
  clearTimeout(silence);
  silence = setTimeout(() => tell(""), grave ? 8000 : 3500);
}

let notes = 0;
export function progress(now) {
  const share = now.total ? Math.floor((100 * now.confirmed) / now.total) : 0;
  const bar = by("progress");
  bar.querySelector("progress").max = now.total;
  bar.querySelector("progress").value = now.confirmed;
  bar.querySelector("span").textContent =
    `${share} % of ${now.total} confirmed${now.slots ? `, ${now.slots} open slots` : ""}`;
  const written = now.error ? `not written: ${now.error}` : now.saved ? (now.at ? `written ${now.at}` : "") : "writing…";
  const saved = [written, now.checking && "checking…"].filter(Boolean).join(" · ");
  if (by("saved").textContent !== saved) by("saved").textContent = saved;
  by("saved").className = now.error ? "grave" : "";
  document.querySelector("[data-do=undo]").disabled = readOnly || !now.undo;
  document.querySelector("[data-do=redo]").disabled = readOnly || !now.redo;
  for (const note of now.notes.slice(notes)) tell(note, true);
  notes = now.notes.length;
}
