// Which rows are shown.

import { choose, goEnd, here, show } from "./current.js";
import { run } from "./keys.js";
import { empty } from "./panel.js";
import { ask, lay, seen } from "./rows.js";

const form = document.getElementById("filter");
const count = document.getElementById("count");
let filtering = 0;
async function filter() {
  const asked = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
  const found = await ask("/view", asked);
  seen.revision = found.revision;
  lay(found.view, found.total);
  count.textContent = found.view === "all" ? `${found.total} rows` : `${found.total} of ${seen.total} rows`;
  const { place } = here.id ? await ask("/place", { id: here.id, view: found.view }) : { place: null };
  if (place !== null && place !== undefined) await show(here.id, place, { focus: !form.contains(document.activeElement) });
  else if (found.total) {
    here.id = "";
    await goEndQuietly();
  } else {
    empty("no row passes the filter");
    here.id = "";
  }
}

async function goEndQuietly() {
  const focused = document.activeElement;
  await goEnd(false);
  if (form.contains(focused)) focused.focus();
}

form.addEventListener("input", (event) => {
  clearTimeout(filtering);
  filtering = setTimeout(() => run(filter), event.target.type === "search" ? 200 : 0);
});
form.addEventListener("reset", () => setTimeout(() => run(filter)));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  choose(here.id);
});
