// The review page: keys and buttons become edits; answers become rows.

import * as dialogs from "./dialogs.js";
import { edit, editing, insert, leave } from "./editor.js";
import {
  ask, choose, go, goEnd, here, lay, onMove, patch, readOnly, rowOf, seen, show, versionOf,
} from "./table.js";

const by = (id) => document.getElementById(id);
const panel = by("panel");

// Telling ------------------------------------------------------------------------------------------------------------

let silence = 0;
function tell(text, grave = false) {
  by("told").textContent = text;
  by("told").className = text ? (grave ? "shown grave" : "shown") : "";
  clearTimeout(silence);
  silence = setTimeout(() => tell(""), grave ? 8000 : 3500);
}

let notes = 0;
function progress(now) {
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

// Doing --------------------------------------------------------------------------------------------------------------

let queue = Promise.resolve();
const busy = { count: 0 };

function send(path, body) {
  busy.count += 1;
  queue = queue.then(() => sent(path, body)).finally(() => (busy.count -= 1));
  return queue;
}

async function sent(path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ revision: seen.revision, ...body }),
    });
  } catch {
    tell("align does not answer any more; what is shown here last may not be kept", true);
    return null;
  }
  if (answer.status !== 200 && answer.status !== 409) {
    tell(await answer.text(), true);
    return null;
  }
  const now = await answer.json();
  await patch(now);
  progress(now);
  if (now.clashes) return now;
  if (now.focus) await show(now.focus, seen.filtered ? null : now.place);
  draw();
  return now;
}

async function act(body) {
  if (readOnly) return tell("opened read-only");
  const now = await send("/do", body);
  if (now?.clashes) tell("somebody else has changed this row meanwhile; look at it, and do it again if it still fits", true);
  return now?.clashes ? null : now;
}

const seenOf = (...ids) => Object.fromEntries(ids.filter((id) => id && rowOf(id)).map((id) => [id, versionOf(id)]));

async function keep(written) {
  if (!written) return true;
  const { id, side, value, version } = written;
  const now = await send("/do", { op: "edit", id, fields: { [side]: value }, seen: { [id]: version } });
  if (!now) {
    edit(id, side, { text: value, version });
    return false;
  }
  if (!now.clashes) return true;
  const theirs = now.clashes.find((each) => each.id === id);
  const choice = await dialogs.clash(theirs?.[side], value);
  if (choice === "ours" && theirs?.[side] !== undefined) {
    return keep({ ...written, version: versionOf(id) });
  }
  if (choice === "edit" && rowOf(id)) edit(id, side, { text: value });
  return false;
}

async function step(kind) {
  const now = await send("/step", { kind });
  if (now?.clashes) tell(`somebody else has changed what this would ${kind}; look at it, and press again`, true);
  else if (now) tell(`${kind === "undo" ? "undone" : "done again"}: ${now.name}`);
}

async function next(kind, back = false) {
  const below = by("filter").elements.below.value;
  const found = await ask("/next", { view: seen.view, id: here.id, kind, ...(back && { back }), ...(below && { below }) });
  if (found) await show(found.id, found.place);
  else tell(`no row is ${{ doubtful: "doubtful", unconfirmed: "unconfirmed", issue: "with an issue", slot: "without a source" }[kind]}`);
}

async function accept() {
  const id = here.id;
  if (!id) return;
  if (await act({ op: "accept", id, seen: seenOf(id) })) await next("unconfirmed");
}

const one = (op, more = {}) => here.id && act({ op, id: here.id, seen: seenOf(here.id), ...more });
const field = (name, value) => here.id && act({ op: "edit", id: here.id, fields: { [name]: value }, seen: seenOf(here.id) });

async function mergeUp() {
  const { place } = await ask("/place", { id: here.id, view: "all" });
  if (!place) return tell("there is no row above this one");
  const above = await ask("/place", { number: place });
  return act({ op: "merge", id: above.id, seen: seenOf(above.id, here.id) });
}

const toggleState = async () => {
  await drawn();
  const now = panel.querySelector("[data-field=source_state]")?.value;
  return field("source_state", now === "original" ? "back-translated" : "original");
};

const asking = async (question) => {
  if (readOnly) return tell("opened read-only");
  const wish = await question();
  if (!wish) return null;
  const now = await act(wish);
  if (now) tell(`${now.name}: ${now.count} ${now.count === 1 ? "place" : "places"} changed; u undoes it`);
  return now;
};

const reason = { id: "", html: "" }; // why the row was made, as long as it is looked at
function why() {
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
  const box = by("why");
  if (reason.id !== here.id) reason.id = "";
  if (box) box.innerHTML = reason.id ? reason.html : ""; // rendered and escaped by the server
}

const fix = async (given) => {
  if (!given) await drawn();
  const button = given ?? panel.querySelector("[data-fix]");
  if (!button) return tell("no issue of this row has a certain fix");
  const { side, start, end, was, text } = button.dataset;
  return one("fix", { side, start: Number(start), end: Number(end), was, text });
};

const ACTIONS = {
  accept, why, split: () => asking(dialogs.split), edit: () => open(),
  undo: () => step("undo"), redo: () => step("redo"),
  "merge-down": () => one("merge"), "merge-up": mergeUp,
  "move-up": () => one("move", { side: here.side, way: "up" }),
  "move-down": () => one("move", { side: here.side, way: "down" }),
  insert: () => one("insert"), delete: () => one("delete"),
  replace: () => asking(dialogs.replace), "accept-above": () => asking(dialogs.acceptAbove),
  realign: () => asking(dialogs.realign), keys: dialogs.keys,
  "next-doubtful": () => next("doubtful"), "next-unconfirmed": () => next("unconfirmed"),
  "next-issue": () => next("issue"), "next-slot": () => next("slot"),
};

// Keys ---------------------------------------------------------------------------------------------------------------

const KEYS = {
  j: () => go(1), ArrowDown: () => go(1), k: () => go(-1), ArrowUp: () => go(-1),
  PageDown: () => go(10), PageUp: () => go(-10), Home: () => goEnd(false), End: () => goEnd(true),
  "Shift+ArrowDown": () => go(1, true), "Shift+ArrowUp": () => go(-1, true),
  ArrowLeft: () => choose(here.id, { side: "source" }), ArrowRight: () => choose(here.id, { side: "target" }),
  d: () => next("doubtful"), D: () => next("doubtful", true), n: () => next("unconfirmed"), N: () => next("unconfirmed", true),
  x: () => next("issue"), X: () => next("issue", true), z: () => next("slot"), Z: () => next("slot", true),
  g: async () => {
    const found = await dialogs.goTo();
    if (found && found.place === null) tell("the filter hides this row");
    else if (found) await show(found.id, found.place);
  },
  "/": () => by("filter").elements.search.focus(),
  a: accept, "Ctrl+Enter": accept, A: ACTIONS["accept-above"], o: toggleState, f: () => fix(), w: why,
  c: async () => {
    await drawn();
    panel.querySelector("textarea")?.focus();
  },
  1: () => field("status", "initial"), 2: () => field("status", "translated"),
  3: () => field("status", "reviewed"), 4: () => field("status", "final"),
  u: ACTIONS.undo, "Ctrl+z": ACTIONS.undo, U: ACTIONS.redo, "Ctrl+y": ACTIONS.redo, "Ctrl+Z": ACTIONS.redo,
  s: ACTIONS.split, m: ACTIONS["merge-down"], M: mergeUp, i: ACTIONS.insert, I: () => one("insert", { above: true }),
  Delete: ACTIONS.delete, "Alt+ArrowUp": ACTIONS["move-up"], "Alt+ArrowDown": ACTIONS["move-down"],
  r: ACTIONS.replace, R: ACTIONS.realign, Enter: open, e: open, F2: open, "?": dialogs.keys,
};

const nameOf = (event) => {
  const long = event.key.length > 1;
  const parts = [(event.ctrlKey || event.metaKey) && "Ctrl", event.altKey && "Alt", long && event.shiftKey && "Shift"];
  return [...parts.filter(Boolean), event.key].join("+");
};

// One after the other: a key that is pressed before the answer to the last one came acts on what that one leaves.
const waiting = [];
let running = false;
let opening = null; // what is typed after a key that opens a cell and before the cell is open

function run(action) {
  waiting.push(action);
  if (!running) runNext();
}

async function runNext() {
  running = true;
  while (waiting.length) {
    try {
      const done = waiting.shift()();
      if (done instanceof Promise) await done; // what can be done at once is, so that the next letter finds it done
    } catch (error) {
      tell(error.message, true);
    }
  }
  running = false;
}

function open(side = here.side) {
  if (!readOnly) edit(here.id, side);
  if (opening) insert(opening);
  opening = null;
}

async function term(number) {
  await drawn();
  const button = panel.querySelectorAll("[data-insert]")[number - 1];
  if (button && !readOnly) insert(button.dataset.insert);
}

const termOf = (event) => event.altKey && !event.ctrlKey && Number(/^Digit([1-9])$/.exec(event.code)?.[1]);

const WRITING = {
  Escape: () => {
    leave(false);
    draw();
  },
  Enter: () => keep(leave(true)),
  "Ctrl+Enter": async () => (await keep(leave(true))) && accept(),
  Tab: async ({ side }) => {
    if (await keep(leave(true))) open(side === "source" ? "target" : "source");
    opening = null;
  },
  "Alt+Enter": async ({ id, side, box }) => {
    const at = dialogs.codePoints(box.value, box.selectionStart);
    if (!(await keep(leave(true)))) return;
    const cuts = await ask("/cuts", { id, side, at });
    await act({ op: "split", id, source: cuts.source, target: cuts.target, seen: seenOf(id) });
  },
};
WRITING["Shift+Tab"] = WRITING.Tab;

function pressed(event) {
  const [number, name] = [termOf(event), nameOf(event)];
  if (!number && !(opening !== null || editing() ? WRITING[name] : KEYS[name])) return;
  event.preventDefault();
  if (!readOnly && (editing() ? /Tab$/.test(name) : KEYS[name] === open)) opening ??= "";
  run(() => (number ? term(number) : editing() ? WRITING[name]?.(editing()) : KEYS[name]?.(undefined)));
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (event.isComposing) return;
  if (editing()?.box === event.target) return pressed(event);
  if (event.target.matches("input, select, textarea")) {
    if (event.key === "Escape" && !event.isComposing) choose(here.id);
    return;
  }
  if (event.target.closest("button, a, summary") && [" ", "Enter"].includes(event.key)) return;
  if (opening !== null && event.key.length === 1 && !event.ctrlKey && !event.altKey) {
    opening += event.key;
    event.preventDefault();
  } else pressed(event);
});

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

// The panel and the cards --------------------------------------------------------------------------------------------

let drawing = 0;
let panelOf = ""; // what the panel shows: a row, as it was in a revision

function draw(wait = 0) {
  clearTimeout(drawing);
  drawing = setTimeout(() => drawn().catch(() => null), wait);
}

// Draw the panel, if it does not show the current row as it is.
async function drawn() {
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
onMove(() => draw(60));

const card = by("card");
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

// Filters ------------------------------------------------------------------------------------------------------------

const form = by("filter");
let filtering = 0;
async function filter() {
  const asked = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
  const found = await ask("/view", asked);
  seen.revision = found.revision;
  lay(found.view, found.total);
  by("count").textContent = found.view === "all" ? `${found.total} rows` : `${found.total} of ${seen.total} rows`;
  const { place } = here.id ? await ask("/place", { id: here.id, view: found.view }) : { place: null };
  if (place !== null && place !== undefined) await show(here.id, place, { focus: !form.contains(document.activeElement) });
  else if (found.total) {
    here.id = "";
    await goEndQuietly();
  } else {
    panel.innerHTML = '<p class="none">no row passes the filter</p>';
    here.id = panelOf = "";
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
  button.disabled = !/^(next|why|keys)/.test(button.dataset.do);
}
document.addEventListener("visibilitychange", () => !document.hidden && draw());
follow();
document.body.dataset.ready = "true";
