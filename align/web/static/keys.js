// Keys and buttons: what each of them does.

import { accept, act, asking, field, fix, keep, mergeUp, next, one, seenOf, step, toggleState } from "./actions.js";
import { choose, go, goEnd, here, show } from "./current.js";
import * as dialogs from "./dialogs.js";
import { edit, editing, insert, leave } from "./editor.js";
import { draw, drawn, panel, why } from "./panel.js";
import { pictures } from "./pictures.js";
import { ask, readOnly } from "./rows.js";
import { tell } from "./telling.js";

const by = (id) => document.getElementById(id);

export const ACTIONS = {
  accept, why, split: () => asking(dialogs.split), edit: () => open(),
  undo: () => step("undo"), redo: () => step("redo"),
  "merge-down": () => one("merge"), "merge-up": mergeUp,
  "move-up": () => one("move", { side: here.side, way: "up" }),
  "move-down": () => one("move", { side: here.side, way: "down" }),
  insert: () => one("insert"), delete: () => one("delete"),
  replace: () => asking(dialogs.replace), "accept-above": () => asking(dialogs.acceptAbove),
  realign: () => asking(dialogs.realign), keys: dialogs.keys, pictures,
  "next-doubtful": () => next("doubtful"), "next-unconfirmed": () => next("unconfirmed"),
  "next-issue": () => next("issue"), "next-slot": () => next("slot"),
};

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
  r: ACTIONS.replace, R: ACTIONS.realign, p: pictures, Enter: open, e: open, F2: open, "?": dialogs.keys,
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

export function run(action) {
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
