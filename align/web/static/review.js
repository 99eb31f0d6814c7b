// The review page: what the mouse does, and the beginning of all.

import { busy, field, fix, keep } from "./actions.js";
import { choose, here } from "./current.js";
import { edit, editing, insert, leave } from "./editor.js";
import "./filters.js";
import { ACTIONS, run } from "./keys.js";
import { draw, panel } from "./panel.js";
import { patch } from "./patches.js";
import { ask, lay, readOnly, seen } from "./rows.js";
import { progress, tell } from "./telling.js";

// Mouse --------------------------------------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.do) return run(ACTIONS[button.dataset.do]);
  if (button?.dataset.fix) return run(() => fix(button));
  if (button?.dataset.insert) return insert(button.dataset.insert);
  const cell = event.target.closest("#rows td, #rows tbody th");
  if (!cell || cell.classList.contains("editing")) return;
  const side = cell.matches(".source, .target") ? cell.classList[0] : here.side;
  const id = cell.parentElement.dataset.id;
  const go = () => choose(id, { side, extend: event.shiftKey, focus: !String(getSelection()) });
  if (editing()) run(async () => (await keep(leave(true))) && go());
  else run(go);
});

document.addEventListener("dblclick", (event) => {
  const cell = event.target.closest("#rows td.source, #rows td.target");
  if (cell && !editing() && !readOnly) edit(cell.parentElement.dataset.id, cell.classList[0]);
});

panel.addEventListener("change", (event) => {
  if (event.target.dataset.field) run(() => field(event.target.dataset.field, event.target.value));
});

// The beginning ------------------------------------------------------------------------------------------------------

let lost = false;
async function follow() {
  if (!busy.count && !document.hidden) {
    try {
      const now = await ask("/changes", { since: seen.revision });
      if (!busy.count) {
        const changed = now.revision !== seen.revision;
        await patch(now);
        progress(now);
        if (changed) draw();
      }
      lost = false;
    } catch (error) {
      if (!lost) tell(`align does not answer: ${error.message}`, true);
      lost = true;
    }
  }
  setTimeout(follow, 1000);
}

if (location.search) history.replaceState(null, "", "/"); // the token is not left in the address
new ResizeObserver(([head]) => {
  document.documentElement.style.setProperty("--top", `${head.target.offsetHeight}px`);
}).observe(document.querySelector("header"));
const body = document.querySelector("#rows tbody");
body.remove();
lay("all", seen.total, body);
choose(body.rows[0]?.dataset.id, { focus: true });
if (readOnly) for (const button of document.querySelectorAll("[data-do]")) {
  button.disabled = !/^(next|why|keys|pictures)/.test(button.dataset.do);
}
document.addEventListener("visibilitychange", () => !document.hidden && draw());
follow();
document.body.dataset.ready = "true";
