// Questions: search and replace, split, realign, accept above a score, go to a row, and what somebody else changed.

import { here, marked } from "./current.js";
import { ask, cellOf, rowOf, seen } from "./rows.js";

const by = (id) => document.getElementById(id);

// Open a dialog; the button it was closed with, and its form.
export function asked(id, prepare) {
  const dialog = by(id);
  const form = dialog.querySelector("form");
  return new Promise((done) => {
    const quit = new AbortController();
    dialog.returnValue = "";
    dialog.addEventListener(
      "close",
      () => {
        quit.abort();
        done({ answer: dialog.returnValue, form });
      },
      { once: true },
    );
    prepare?.(form, dialog, quit.signal);
    dialog.showModal();
  });
}

const fieldsOf = (form) => {
  const fields = Object.fromEntries(new FormData(form));
  for (const box of form.querySelectorAll("[type=checkbox]")) fields[box.name] = box.checked;
  return fields;
};

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

// A dialog with a preview, which must be looked at before its button can be pressed.
async function previewed(id, wish, prepare) {
  let revision = seen.revision;
  const { answer, form } = await asked(id, (form, dialog, signal) => {
    const box = form.querySelector(".preview");
    const ok = form.querySelector("[value=ok]");
    const look = form.querySelector("[value=preview]");
    box.replaceChildren();
    ok.disabled = true;
    prepare?.(form);
    form.addEventListener("input", () => (ok.disabled = true), { signal });
    const preview = async () => {
      if (!form.reportValidity()) return;
      look.disabled = true;
      try {
        const plan = await post("/plan", await wish(fieldsOf(form)));
        box.innerHTML = plan.html; // rendered and escaped by the server
        revision = plan.revision;
        ok.disabled = !plan.count;
        if (plan.count) ok.focus();
      } catch (error) {
        box.textContent = error.message;
      }
      look.disabled = false;
    };
    look.addEventListener("click", preview, { signal });
    form.addEventListener(
      "keydown",
      (event) => {
        if (event.key === "Enter" && event.target.matches("input")) {
          event.preventDefault();
          if (ok.disabled) preview();
          else dialog.close("ok");
        }
      },
      { signal },
    );
  });
  return answer === "ok" ? { ...(await wish(fieldsOf(form))), revision } : null;
}

export const replace = () =>
  previewed("replace", (fields) => ({ op: "replace", ...fields, view: seen.view }), (form) => {
    const chosen = String(getSelection());
    if (chosen && !chosen.includes("\n")) form.elements.find.value = chosen;
    setTimeout(() => form.elements.find.select());
  });

export const acceptAbove = () => previewed("accept-above", (fields) => ({ op: "accept-above", score: fields.score }));

const idAt = async (number) => (await ask("/place", { number })).id;

export const realign = () =>
  previewed(
    "realign",
    async ({ first, last }) => ({ op: "realign", first: await idAt(first), last: await idAt(last) }),
    (form) => {
      const rows = marked();
      form.elements.first.value = rowOf(rows[0])?.dataset.n ?? 1;
      form.elements.last.value = rowOf(rows.at(-1))?.dataset.n ?? 1;
    },
  );

export async function goTo() {
  const { answer, form } = await asked("goto", (form) => form.reset());
  return answer === "ok" ? ask("/place", { number: form.elements.number.value, view: seen.view }) : null;
}

export const keys = () => asked("keys");

// Offsets count code points on the server, and UTF-16 units here.
const points = (text, offset) => [...text.slice(0, offset)].length;
const units = (text, count) => [...text].slice(0, count).join("").length;
export const codePoints = points;

export async function split() {
  const id = here.id;
  const found = await ask("/cuts", { id });
  const { answer, form } = await asked("split", (form, dialog, signal) => {
    const cells = form.querySelectorAll("table td");
    const boxes = [form.elements.source, form.elements.target];
    const draw = () =>
      boxes.forEach((box, n) => {
        cells[n].textContent = box.value.slice(0, box.selectionStart).trim();
        cells[2 + n].textContent = box.value.slice(box.selectionStart).trim();
      });
    for (const [n, side] of ["source", "target"].entries()) {
      boxes[n].value = found.texts[side];
      boxes[n].dir = cells[n].dir = cells[2 + n].dir = cellOf(id, side).dir;
      const at = units(found.texts[side], found[side]);
      boxes[n].setSelectionRange(at, at);
      for (const name of ["keyup", "click", "select"]) boxes[n].addEventListener(name, draw, { signal });
      boxes[n].addEventListener(
        "keydown",
        (event) => {
          if (event.key === "Enter") dialog.close("ok");
        },
        { signal },
      );
    }
    draw();
    setTimeout(() => boxes[found.texts[here.side] ? (here.side === "source" ? 0 : 1) : 0].focus());
  });
  if (answer !== "ok") return null;
  const at = (side) => points(found.texts[side], form.elements[side].selectionStart);
  return { op: "split", id, source: at("source"), target: at("target") };
}

export async function clash(theirs, ours) {
  const { answer } = await asked("clash", (form) => {
    form.querySelector(".theirs").textContent = theirs ?? "(the row is gone)";
    form.querySelector(".ours").textContent = ours;
  });
  return answer || "theirs";
}
