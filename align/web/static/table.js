// The table: blocks of rows that come as they are needed, the current row, and what others changed.

const table = document.getElementById("rows");
const read = document.body.dataset;
export const readOnly = "readOnly" in read;
const BLOCK = Number(read.block);

export const seen = { revision: Number(read.revision), total: Number(read.total), view: "all", filtered: false };
export const here = { id: "", side: "target", from: "" }; // the current row, its side, the other end of what is marked
let blocks = []; // { from, count, body, ready: the promise of its rows, or nothing where nobody asked for them }
let turn = 0; // answers to questions that were asked of an older view are not taken

export async function ask(path, params = {}) {
  const answer = await fetch(`${path}?${new URLSearchParams(params)}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.headers.get("content-type").startsWith("application/json") ? answer.json() : answer.text();
}

// Rows ---------------------------------------------------------------------------------------------------------------

const rows = new Map();

export const rowOf = (id) => rows.get(id);
export const cellOf = (id, side) => rows.get(id)?.querySelector(`td.${side}`);
export const versionOf = (id) => Number(rows.get(id)?.dataset.v ?? 0);

export function textOf(cell) {
  const copy = cell.cloneNode(true);
  for (const mark of copy.querySelectorAll(".code, .slot")) mark.remove();
  return copy.textContent;
}

function enter(body) {
  for (const row of body.rows) rows.set(row.dataset.id, row);
}

const parser = document.createElement("template");
function parsed(html) {
  parser.innerHTML = `<table><tbody>${html}</tbody></table>`;
  return [...parser.content.querySelectorAll("tr")];
}

const watcher = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      const block = entry.isIntersecting && blocks.find((each) => each.body === entry.target);
      if (block) fill(block);
    }
  },
  { rootMargin: "1500px" },
);

function fill(block, many = 1) {
  if (!block.ready) {
    const first = blocks.indexOf(block);
    const after = blocks.slice(first, first + many).findIndex((each) => each.ready);
    const wanted = blocks.slice(first, first + (after < 0 ? many : after));
    const ready = filled(wanted);
    for (const each of wanted) each.ready = ready;
  }
  return block.ready;
}

async function filled(wanted) {
  const mine = turn;
  const count = wanted.reduce((sum, each) => sum + each.count, 0);
  const answer = await ask("/rows", { view: seen.view, from: 0, first: wanted[0].from, count });
  if (mine !== turn) return;
  wanted.forEach((each, n) => {
    each.body.replaceChildren(...parsed(answer.blocks[n] ?? ""));
    enter(each.body);
    watcher.unobserve(each.body);
  });
  mark();
}

export function lay(view, total, held = null) {
  turn += 1;
  clearTimeout(renumbering);
  renumberFrom = Infinity;
  for (const block of blocks) block.body.remove();
  blocks = [];
  rows.clear();
  watcher.disconnect();
  Object.assign(seen, { view, filtered: view !== "all" });
  for (let from = 0; from < total; from += BLOCK) {
    const body = from === 0 && held ? held : document.createElement("tbody");
    body.setAttribute("role", "rowgroup");
    const block = { from, count: Math.min(BLOCK, total - from), body, ready: body === held ? Promise.resolve() : null };
    blocks.push(block);
    if (block.ready) enter(body);
    else watcher.observe(body);
  }
  table.append(...blocks.map((block) => block.body));
  table.setAttribute("aria-rowcount", total + 1);
  return total <= Number(read.whole) ? whole(turn) : Promise.resolve();
}

async function whole(mine) {
  // All rows, so that the browser's own search finds them, too.
  for (const block of [...blocks]) {
    if (mine !== turn) return;
    if (!block.ready) {
      await fill(block, 1000 / BLOCK);
      await new Promise((done) => setTimeout(done));
    }
  }
}

export async function reload() {
  const id = here.id;
  const { place } = id ? await ask("/place", { id, view: seen.view }) : { place: 0 };
  lay(seen.view, seen.filtered ? blocks.reduce((sum, block) => sum + block.count, 0) : seen.total);
  if (place !== null) await show(id, place);
}

// Very many rows changed, none came and none went.
async function refresh() {
  const mine = turn;
  for (let n = 0; n < blocks.length; n += 10) {
    const some = blocks.slice(n, n + 10).filter((block) => block.ready);
    if (!some.length) continue;
    const count = blocks.slice(n, n + 10).reduce((sum, block) => sum + block.count, 0);
    const answer = await ask("/rows", { view: seen.view, first: blocks[n].from, count });
    if (mine !== turn) return;
    for (const row of answer.blocks.flatMap(parsed)) renew(row.dataset.id, row);
    await new Promise((done) => setTimeout(done));
  }
}

// The current row ----------------------------------------------------------------------------------------------------

const moved = [];
export const onMove = (what) => moved.push(what);

export async function show(id, place = null, { focus = true } = {}) {
  if (!rows.has(id)) {
    if (place === null) ({ place } = await ask("/place", { id, view: seen.view }));
    const block = blocks.find((each) => each.from <= place && place < each.from + each.count);
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
  row.scrollIntoView({ block: far ? "center" : "nearest" });
  if (far) settle(row, 12);
  mark();
  if (other) for (const tell of moved) tell(id);
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

export function neighbour(id, step) {
  let row = rows.get(id);
  for (let left = Math.abs(step); row && left; left -= 1) {
    const way = step > 0 ? "nextElementSibling" : "previousElementSibling";
    let next = row[way];
    if (!next) {
      const body = row.parentElement[way];
      next = body?.tagName === "TBODY" ? (step > 0 ? body.rows[0] : body.rows[body.rows.length - 1]) : null;
    }
    if (!next) break;
    row = next;
  }
  return row?.dataset.id;
}

export async function go(step, extend = false) {
  if (!here.id) return choose(table.tBodies[0]?.rows[0]?.dataset.id);
  const next = neighbour(here.id, step);
  if (next && next !== here.id) return choose(next, { extend });
  const place = Number((await ask("/place", { id: here.id, view: seen.view })).place) + step;
  const block = blocks.find((each) => each.from <= place && place < each.from + each.count);
  if (!block) return;
  await fill(block);
  choose(neighbour(here.id, step), { extend });
}

export function goEnd(last) {
  const block = last ? blocks.at(-1) : blocks[0];
  if (!block) return null;
  const found = () => (last ? block.body.rows[block.body.rows.length - 1] : block.body.rows[0])?.dataset.id;
  return fill(block).then(() => choose(found(), { far: true }));
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
function mark() {
  for (const row of markedRows) row.classList.remove("marked");
  markedRows = here.from ? marked().map((id) => rows.get(id)) : [];
  for (const row of markedRows) row.classList.add("marked");
}

// What changed ---------------------------------------------------------------------------------------------------------

export const held = { id: "", html: "" }; // a row that is being written in, and what it is to become then

export function patch(answer) {
  seen.revision = answer.revision;
  seen.total = answer.total;
  if (answer.again === "rows") return reload();
  if (answer.again) return refresh();
  let shifted = false;
  for (const [place, anchor, before, after] of answer.patches) {
    if (before.length === after.length && before.every((id, n) => id === after[n])) {
      for (const id of after) renew(id, answer.rows[id]);
    } else {
      splice(place, anchor, before, after, answer.rows);
      shifted = true;
    }
  }
  if (shifted && !seen.filtered) table.setAttribute("aria-rowcount", seen.total + 1);
  if (here.from && !rows.has(here.from)) here.from = "";
  mark();
  return null;
}

export function renew(id, html) {
  const old = rows.get(id);
  if (!old || html === undefined) return;
  if (held.id === id) {
    held.html = html;
    return;
  }
  const had = old.contains(document.activeElement);
  const row = typeof html === "string" ? parsed(html)[0] : html;
  old.replaceWith(row);
  rows.set(id, row);
  if (id === here.id) {
    here.id = "";
    choose(id, { focus: had });
  }
}

function splice(place, anchor, before, after, html) {
  const old = before.map((id) => rows.get(id)).filter(Boolean);
  const after_ = after.filter((id) => html[id] !== undefined);
  const stays = rows.get(anchor);
  const focused = old.some((row) => row.contains(document.activeElement));
  let body = old[0]?.parentElement ?? stays?.parentElement;
  let next = old.length ? old[0] : stays?.nextElementSibling ?? null;
  if (!body && place === 0 && blocks[0]?.ready) [body, next] = [blocks[0].body, blocks[0].body.rows[0] ?? null];
  if (body) {
    const fresh = after_.flatMap((id) => parsed(html[id]));
    for (const row of fresh) body.insertBefore(row, next);
    for (const row of old) row.remove();
    for (const id of before) rows.delete(id);
    for (const row of fresh) rows.set(row.dataset.id, row);
    if (before.includes(here.id)) {
      here.id = "";
      const id = after_.find((each) => rows.has(each)) ?? neighbourOf(body, place);
      if (id) choose(id, { focus: focused });
    }
  }
  shift(place, after.length - before.length, body, after);
}

const neighbourOf = (body, place) => ([...body.rows].find((row) => row.dataset.n > place) ?? body.rows[0])?.dataset.id;

function shift(place, delta, body, after) {
  if (!delta) return;
  if (!seen.filtered) {
    const mine = blocks.findIndex((block) => (body ? block.body === body : place < block.from + block.count));
    if (mine < 0) return;
    blocks[mine].count += delta;
    for (const block of blocks.slice(mine + 1)) block.from += delta;
    clearTimeout(renumbering);
    renumberFrom = Math.min(renumberFrom, mine);
    renumberNext(1);
    return;
  }
  const fresh = new Set(after);
  for (const [id, row] of rows) {
    const number = Number(row.dataset.n);
    if (number > place && !fresh.has(id)) renumber(row, number + delta);
  }
}

function renumber(row, number) {
  if (row.dataset.n === String(number)) return;
  row.dataset.n = number;
  row.cells[0].textContent = number;
  row.setAttribute("aria-rowindex", number + 1);
}

// The rows behind an inserted one have other numbers: those near it at once, the others as time allows.
let renumbering = 0;
let renumberFrom = Infinity;
function renumberNext(many) {
  const end = Math.min(renumberFrom + many, blocks.length);
  for (; renumberFrom < end; renumberFrom += 1) {
    const { body, from } = blocks[renumberFrom];
    [...body.rows].forEach((row, n) => renumber(row, from + n + 1));
  }
  if (renumberFrom < blocks.length) renumbering = setTimeout(renumberNext, 30, 5);
  else renumberFrom = Infinity;
}
