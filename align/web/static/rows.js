// Blocks of rows that come as they are needed.

const table = document.getElementById("rows");
const read = document.body.dataset;
export const readOnly = "readOnly" in read;
const BLOCK = Number(read.block);
export const MANY = Math.ceil(1000 / BLOCK); // blocks that are asked for together

export const seen = { revision: Number(read.revision), total: Number(read.total), view: "all", filtered: false };
export let blocks = []; // { from, count, body, ready: the promise of its rows, filled: whether they are there }
export let turn = 0; // answers to questions that were asked of an older view are not taken

export async function ask(path, params = {}) {
  const answer = await fetch(`${path}?${new URLSearchParams(params)}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.headers.get("content-type").startsWith("application/json") ? answer.json() : answer.text();
}

export const rows = new Map();

export const rowOf = (id) => rows.get(id);
export const cellOf = (id, side) => rows.get(id)?.querySelector(`td.${side}`);
export const versionOf = (id) => Number(rows.get(id)?.dataset.v ?? 0);

export function textOf(cell) {
  const copy = cell.cloneNode(true);
  for (const mark of copy.querySelectorAll(".code, .slot")) mark.remove();
  return copy.textContent;
}

const watching = [];
export const onRows = (what) => watching.push(what);

function enter(body) {
  for (const row of body.rows) rows.set(row.dataset.id, row);
}

const parser = document.createElement("template");
export function parsed(html) {
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

export function fill(block, many = 1) {
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
  const answer = await ask("/rows", { view: seen.view, first: wanted[0].from, count });
  if (mine !== turn) return;
  let from = 0;
  for (const each of wanted) {
    each.body.replaceChildren(...parsed(answer.rows.slice(from, from + each.count).join("")));
    from += each.count;
    enter(each.body);
    each.filled = true;
    watcher.unobserve(each.body);
  }
  for (const tell of watching) tell();
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
    const filled = body === held;
    blocks.push({ from, count: Math.min(BLOCK, total - from), body, ready: filled ? Promise.resolve() : null, filled });
    if (filled) enter(body);
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
      await fill(block, MANY);
      await new Promise((done) => setTimeout(done));
    }
  }
}

export const blockAt = (place) => blocks.find((each) => each.from <= place && place < each.from + each.count);
export const allThere = () => blocks.every((each) => each.filled);

const ends = (body, back) => body.rows[back ? body.rows.length - 1 : 0];

// The row beside another one, above it with `back`; nothing at the end of what is there.
export function beside(row, back = false) {
  const way = back ? "previousElementSibling" : "nextElementSibling";
  if (row[way]) return row[way];
  for (let body = row.parentElement[way]; body?.tagName === "TBODY"; body = body[way]) {
    if (body.rows.length) return ends(body, back);
  }
  return null;
}

// The first row, or the last one.
export function outermost(last = false) {
  const body = last ? blocks.findLast((each) => each.body.rows.length) : blocks.find((each) => each.body.rows.length);
  return body ? ends(body.body, last) : null;
}

export function neighbour(id, step) {
  let row = rows.get(id);
  for (let left = Math.abs(step); row && left; left -= 1) row = beside(row, step < 0) ?? row;
  return row?.dataset.id;
}

export function renumber(row, number) {
  if (row.dataset.n === String(number)) return;
  row.dataset.n = number;
  row.cells[0].textContent = number;
  row.setAttribute("aria-rowindex", number + 1);
}

// The rows behind an inserted one have other numbers: those near it at once, the others as time allows.
let renumbering = 0;
let renumberFrom = Infinity;
export function renumberFromBlock(first) {
  clearTimeout(renumbering);
  renumberFrom = Math.min(renumberFrom, first);
  renumberNext(1);
}

function renumberNext(many) {
  const end = Math.min(renumberFrom + many, blocks.length);
  for (; renumberFrom < end; renumberFrom += 1) {
    const { body, from } = blocks[renumberFrom];
    [...body.rows].forEach((row, n) => renumber(row, from + n + 1));
  }
  if (renumberFrom < blocks.length) renumbering = setTimeout(renumberNext, 30, 20);
  else renumberFrom = Infinity;
}
