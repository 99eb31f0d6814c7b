// What is done: edits go to the server one after the other, and its answers become rows.

import { following, here, show } from "./current.js";
import * as dialogs from "./dialogs.js";
import { edit } from "./editor.js";
import { draw, drawn, panel } from "./panel.js";
import { patch } from "./patches.js";
import { ask, readOnly, rowOf, seen, versionOf } from "./rows.js";
import { progress, tell } from "./telling.js";

let queue = Promise.resolve();
export const busy = { count: 0 };

function send(path, body) {
  busy.count += 1;
  queue = queue.then(() => sent(path, body)).finally(() => (busy.count -= 1));
  return queue;
}

async function sent(path, { stay = false, ...body }) {
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
  if (now.focus && !stay) await show(now.focus, seen.filtered ? null : now.place);
  draw();
  return now;
}

export async function act(body) {
  if (readOnly) return tell("opened read-only");
  const now = await send("/do", body);
  if (now?.clashes) tell("somebody else has changed this row meanwhile; look at it, and do it again if it still fits", true);
  return now?.clashes ? null : now;
}

export const seenOf = (...ids) => Object.fromEntries(ids.filter((id) => id && rowOf(id)).map((id) => [id, versionOf(id)]));

export async function keep(written) {
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

export async function step(kind) {
  const now = await send("/step", { kind });
  if (now?.clashes) tell(`somebody else has changed what this would ${kind}; look at it, and press again`, true);
  else if (now) tell(`${kind === "undo" ? "undone" : "done again"}: ${now.name}`);
}

export async function next(kind, back = false) {
  const below = document.getElementById("filter").elements.below.value;
  const found = await following(kind, back, below ? Number(below) : undefined);
  if (found) await show(found.id, found.place);
  else tell(`no row is ${{ doubtful: "doubtful", unconfirmed: "unconfirmed", issue: "with an issue", slot: "without a source" }[kind]}`);
}

export async function accept() {
  const id = here.id;
  if (!id) return;
  if (await act({ op: "accept", id, seen: seenOf(id), stay: true })) await next("unconfirmed");
}

export const one = (op, more = {}) => here.id && act({ op, id: here.id, seen: seenOf(here.id), ...more });
export const field = (name, value) => here.id && act({ op: "edit", id: here.id, fields: { [name]: value }, seen: seenOf(here.id) });

export async function mergeUp() {
  const { place } = await ask("/place", { id: here.id, view: "all" });
  if (!place) return tell("there is no row above this one");
  const { id } = await ask("/place", { number: place });
  return act({ op: "merge", id, seen: seenOf(id, here.id) });
}

export const toggleState = async () => {
  await drawn();
  const now = panel.querySelector("[data-field=source_state]")?.value;
  return field("source_state", now === "original" ? "back-translated" : "original");
};

export const asking = async (question) => {
  if (readOnly) return tell("opened read-only");
  const wish = await question();
  if (!wish) return null;
  const now = await act(wish);
  if (now) tell(`${now.name}: ${now.count} ${now.count === 1 ? "place" : "places"} changed; u undoes it`);
  return now;
};

export const fix = async (given) => {
  if (!given) await drawn();
  const button = given ?? panel.querySelector("[data-fix]");
  if (!button) return tell("no issue of this row has a certain fix");
  const { side, start, end, was, text } = button.dataset;
  return one("fix", { side, start: Number(start), end: Number(end), was, text });
};
