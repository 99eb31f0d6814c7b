// The pictures of the rows as they are now; a click on the dot plot leads to its row.

import { show } from "./current.js";
import { asked } from "./dialogs.js";
import { ask, seen } from "./rows.js";
import { tell } from "./telling.js";

async function draw(box, signal) {
  box.textContent = "drawing…";
  const html = await ask("/pictures").catch((error) => error);
  if (signal.aborted) return;
  if (typeof html === "string") box.innerHTML = html; // drawn and escaped by the server
  else box.textContent = html.message;
}

async function rowAt(event) {
  const field = event.target.closest("#picture-alignment svg")?.querySelector(".field")?.getBoundingClientRect();
  if (!field) return null;
  const across = (event.clientX - field.left) / field.width;
  const up = (field.bottom - event.clientY) / field.height;
  const inside = [across, up].every((share) => share >= 0 && share <= 1);
  return inside ? ask("/plotted", { across, up, view: seen.view }) : null;
}

export async function pictures() {
  let found = null;
  await asked("pictures", (form, dialog, signal) => {
    const box = dialog.querySelector(".drawn");
    form.addEventListener(
      "click",
      async (event) => {
        if (event.target.value === "again") draw(box, signal);
        found = await rowAt(event);
        if (found) dialog.close();
      },
      { signal },
    );
    draw(box, signal);
  });
  if (found && found.place === null) tell("the filter hides this row");
  else if (found) await show(found.id, found.place);
}
