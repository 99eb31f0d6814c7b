// What changed: rows that come in place of others, here or in another tab.

import { choose, here, mark, show } from "./current.js";
import {
  ask, blocks, lay, MANY, parsed, renumber, renumberFromBlock, rows, seen, turn,
} from "./rows.js";

const table = document.getElementById("rows");

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
    renumberFromBlock(mine);
    return;
  }
  const fresh = new Set(after);
  for (const [id, row] of rows) {
    const number = Number(row.dataset.n);
    if (number > place && !fresh.has(id)) renumber(row, number + delta);
  }
}

async function reload() {
  const id = here.id;
  const { place } = id ? await ask("/place", { id, view: seen.view }) : { place: 0 };
  lay(seen.view, seen.filtered ? blocks.reduce((sum, block) => sum + block.count, 0) : seen.total);
  if (place !== null) await show(id, place);
}

// Very many rows changed, none came and none went.
async function refresh() {
  const mine = turn;
  for (let n = 0; n < blocks.length; n += MANY) {
    const some = blocks.slice(n, n + MANY).filter((block) => block.ready);
    if (!some.length) continue;
    const count = blocks.slice(n, n + MANY).reduce((sum, block) => sum + block.count, 0);
    const answer = await ask("/rows", { view: seen.view, first: blocks[n].from, count });
    if (mine !== turn) return;
    for (const row of parsed(answer.rows.join(""))) renew(row.dataset.id, row);
    await new Promise((done) => setTimeout(done));
  }
}
