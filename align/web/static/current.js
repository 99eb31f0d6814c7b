// The current row: how it is reached, and which rows are marked with it.

import { allThere, ask, beside, blockAt, blocks, fill, neighbour, onRows, outermost, rows, seen } from "./rows.js";

export const here = { id: "", side: "target", from: "" }; // the current row, its side, the other end of what is marked

const moved = [];
export const onMove = (what) => moved.push(what);

export async function show(id, place = null, { focus = true } = {}) {
  if (!rows.has(id)) {
    if (place === null) ({ place } = await ask("/place", { id, view: seen.view }));
    const block = blockAt(place);
    if (block) await fill(block);
  }
  if (rows.has(id)) choose(id, { focus, far: true });
}

export function choose(id, { side = here.side, focus = true, far = false, extend = false } = {}) {
  const row = rows.get(id);
  if (!row) return;
  const old = rows.get(here.id);
  if (old) {
    old.classList.remove("current");
    old.removeAttribute("aria-current");
    for (const cell of old.querySelectorAll("[tabindex='0']")) cell.tabIndex = -1;
  }
  if (!extend) here.from = "";
  else if (!here.from) here.from = here.id || id;
  const other = here.id !== id;
  Object.assign(here, { id, side });
  row.classList.add("current");
  row.setAttribute("aria-current", "true");
  const cell = row.querySelector(`td.${side}`);
  cell.tabIndex = 0;
  if (focus) cell.focus({ preventScroll: true });
  bring(row, far);
  mark();
  if (other) for (const tell of moved) tell(id);
}

// Bring a row onto the screen: one that was moved to into its middle, so that what follows is seen and need not be scrolled to.
function bring(row, moved) {
  const box = row.getBoundingClientRect();
  const { scrollMarginTop, scrollMarginBottom } = getComputedStyle(row);
  if (box.top >= parseFloat(scrollMarginTop) && box.bottom <= innerHeight - parseFloat(scrollMarginBottom)) return;
  const center = moved && box.height < innerHeight / 2;
  row.scrollIntoView({ block: center ? "center" : "nearest" });
  if (moved && (box.bottom < 0 || box.top > innerHeight)) settle(row, 12);
}

// Blocks have their height only when they come near: what was scrolled to may still move.
function settle(row, tries) {
  requestAnimationFrame(() => {
    if (!tries || !row.classList.contains("current")) return;
    const box = row.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) row.scrollIntoView({ block: "center" });
    settle(row, tries - 1);
  });
}

export async function go(step, extend = false) {
  if (!here.id) return choose(outermost()?.dataset.id);
  const next = neighbour(here.id, step);
  if (next && next !== here.id) return choose(next, { extend, far: true });
  const place = Number((await ask("/place", { id: here.id, view: seen.view })).place) + step;
  const block = blockAt(place);
  if (!block) return;
  await fill(block);
  choose(neighbour(here.id, step), { extend, far: true });
}

export async function goEnd(last) {
  const block = last ? blocks.at(-1) : blocks[0];
  if (!block) return;
  await fill(block);
  choose(outermost(last)?.dataset.id, { far: true });
}

export function marked() {
  if (!here.from || !rows.has(here.from)) return here.id ? [here.id] : [];
  const ends = [here.from, here.id].sort((one, other) => rows.get(one).dataset.n - rows.get(other).dataset.n);
  const found = [ends[0]];
  while (found.at(-1) !== ends[1]) {
    const next = neighbour(found.at(-1), 1);
    if (!next || next === found.at(-1)) break;
    found.push(next);
  }
  return found;
}

let markedRows = [];
export function mark() {
  for (const row of markedRows) row.classList.remove("marked");
  markedRows = here.from ? marked().map((id) => rows.get(id)) : [];
  for (const row of markedRows) row.classList.add("marked");
}
onRows(mark);

// Where to go next ---------------------------------------------------------------------------------------------------

const DOUBTFUL = Number(document.body.dataset.doubtful);
const OF_KIND = {
  unconfirmed: (row) => !row.classList.contains("confirmed"),
  doubtful: (row, below) => "s" in row.dataset && Number(row.dataset.s) < below && OF_KIND.unconfirmed(row),
  issue: (row) => row.classList.contains("faulty"),
  slot: (row) => row.classList.contains("slotted"),
};

// The next row of a kind, from the other end on once the end is reached; nothing where there is none.
export async function following(kind, back = false, below = DOUBTFUL) {
  if (!allThere()) return ask("/next", { view: seen.view, id: here.id, kind, below, ...(back && { back }) });
  let row = rows.get(here.id);
  for (let left = rows.size; left; left -= 1) {
    row = (row && beside(row, back)) ?? outermost(back);
    if (OF_KIND[kind](row, below)) return { id: row.dataset.id, place: null };
  }
  return null;
}
