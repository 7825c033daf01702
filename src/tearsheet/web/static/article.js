// The record beside the captured page: what is pointed at on one side is lit up on the other.
"use strict";

const record = document.getElementById("record");
const frame = document.getElementById("frame");
const status = document.getElementById("status");
const hint = status.textContent;
const byNumber = new Map();
for (const element of record.querySelectorAll("[data-n]")) {
  for (const number of numbersOf(element)) {
    if (!byNumber.has(number)) byNumber.set(number, []);
    byNumber.get(number).push(element);
  }
}
const about = new Map(
  [...document.querySelectorAll("#blocks > li")].map((item) => [item.value, item.textContent]),
);
let lit = [];
let resting = 0;
let pinned = null;

function numbersOf(element) {
  return element.dataset.n.split(" ").map(Number);
}

function send(message) {
  if (frame) frame.contentWindow.postMessage(message, "*");
}

function light(elements) {
  for (const element of lit) element.classList.remove("lit");
  lit = elements;
  for (const element of lit) element.classList.add("lit");
}

function inSight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 60 && bottom <= window.innerHeight;
}

function say(numbers) {
  status.textContent = numbers.length ? numbers.map((number) => about.get(number)).filter(Boolean).join("  |  ") : hint;
}

// -- from the record to the captured page -----------------------------------------------------------------------------

function wordsOf(said) {
  const item = document.getElementById(`s${said}`);
  return (item?.dataset.at || "").split(" ").filter(Boolean).map((piece) => piece.split(":").map(Number));
}

function pointed(target) {
  const said = target.closest("[data-said]");
  if (said) {
    const number = said.dataset.said;
    const words = wordsOf(number);
    return {
      elements: [...record.querySelectorAll(`[data-said="${number}"]`)],
      numbers: [...new Set(words.map(([block]) => block))],
      words,
    };
  }
  const piece = target.closest("[data-n]");
  return piece && { elements: [piece], numbers: numbersOf(piece), words: [] };
}

function show(found, scroll) {
  if (!found) {
    light(pinned ? pinned.elements : []);
    send({ light: pinned ? pinned.numbers : [], words: pinned ? pinned.words : [] });
    say(pinned ? pinned.numbers : []);
    return;
  }
  light(found.elements);
  send({ light: found.words.length ? [] : found.numbers, words: found.words });
  if (scroll) send({ light: found.numbers, scroll: true, words: found.words });
  say(found.numbers);
}

record.addEventListener("pointerover", ({ target, pointerType }) => {
  clearTimeout(resting);
  if (pointerType === "touch") return;
  const found = pointed(target);
  show(found, false);
  if (found) resting = setTimeout(() => show(found, true), 200);
});
record.addEventListener("pointerleave", () => {
  clearTimeout(resting);
  show(null, false);
});
record.addEventListener("focusin", ({ target }) => {
  const found = pointed(target);
  if (found) show(found, true);
});
record.addEventListener("click", (event) => {
  const found = pointed(event.target);
  const link = event.target.closest("a");
  if (!found || (link && link.target !== "capture")) return;
  // The frame is told instead of led to the place, which would load it again.
  if (link) event.preventDefault();
  pinned = pinned && pinned.elements[0] === found.elements[0] ? null : found;
  show(found, true);
  if (link && !inSight(frame)) frame.scrollIntoView({ block: "nearest" });
});
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  pinned = null;
  show(null, false);
});

// -- from the captured page to the record -----------------------------------------------------------------------------

window.addEventListener("message", ({ source, data }) => {
  if (!frame || source !== frame.contentWindow || typeof data !== "object" || data === null || data.tearsheet !== 1) return;
  if (data.ready) {
    tint();
    begin();
    return;
  }
  const number = Number.isInteger(data.chosen) ? data.chosen : Number.isInteger(data.over) ? data.over : null;
  const elements = number === null ? [] : byNumber.get(number) || [];
  if (number === null) {
    show(null, false);
    return;
  }
  light(elements);
  send({ light: [number], words: [] });
  say([number]);
  const first = elements[0];
  const wide = window.matchMedia("(min-width: 62rem)").matches;
  if (first && !inSight(first) && (Number.isInteger(data.chosen) || (data.rest && wide))) {
    first.scrollIntoView({ block: "center" });
  }
});

// -- what is shown ----------------------------------------------------------------------------------------------------

const tints = document.getElementById("tint");
const all = document.getElementById("all-out");
const roles = [...document.querySelectorAll("input[name=role]")];

function tint() {
  send({ tint: { plain: !tints.checked, hidden: roles.filter((role) => !role.checked).map((role) => role.value) } });
}
tints.addEventListener("change", tint);
all.addEventListener("change", () => {
  for (const role of roles) role.checked = all.checked;
  tint();
});
for (const role of roles) {
  role.addEventListener("change", () => {
    all.checked = roles.some((one) => one.checked);
    all.indeterminate = all.checked && !roles.every((one) => one.checked);
    tint();
  });
}

// A statement that the address names is shown at once.
function begin() {
  const item = /^#s\d+$/.test(window.location.hash) && document.getElementById(window.location.hash.slice(1));
  if (!item) return;
  pinned = pointed(item);
  show(pinned, true);
  const words = record.querySelector(`.body [data-said="${item.dataset.said}"]`);
  if (words) words.scrollIntoView({ block: "center" });
}
