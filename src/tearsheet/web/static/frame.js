// In the frame of a captured page: lights up what the page around it points at, and tells what is pointed at here.
// The frame has an origin of its own; all that goes in and out are the numbers below.
"use strict";

const blocks = new Map();
for (const element of document.querySelectorAll("[data-block]")) {
  const number = Number(element.dataset.block);
  if (!blocks.has(number)) blocks.set(number, []);
  blocks.get(number).push(element);
}
const numbers = [...blocks.keys()];
let lit = [];
let resting = 0;

const tell = (message) => window.parent.postMessage({ tearsheet: 1, ...message }, "*");
const numberOf = (target) => {
  const element = target instanceof Element && target.closest("[data-block]");
  return element ? Number(element.dataset.block) : null;
};

function light(wanted, scroll) {
  for (const element of lit) element.classList.remove("lit");
  lit = wanted.flatMap((number) => blocks.get(number) || []);
  for (const element of lit) element.classList.add("lit");
  if (scroll && lit.length) show(lit[0]);
}

// The page around must stay where it is, which scrollIntoView does not promise.
function bring(element, above, behavior) {
  const { top } = element.getBoundingClientRect();
  window.scrollTo({ top: window.scrollY + top - above, behavior });
}

function show(element) {
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 30 || bottom > window.innerHeight - 30) {
    bring(element, Math.max(30, (window.innerHeight - (bottom - top)) / 2), "auto");
  }
}

// Words of a Block are counted without white space, which the page and its record do not share.
function range(number, from, length) {
  const found = new Range();
  let at = 0;
  let begun = false;
  for (const element of blocks.get(number) || []) {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (let index = 0; index < node.data.length; index += 1) {
        const point = node.data.codePointAt(index);
        const wide = point > 0xffff ? 1 : 0;
        if (/\s/u.test(node.data[index])) continue;
        if (!begun && at === from) {
          found.setStart(node, index);
          begun = true;
        }
        at += 1;
        index += wide;
        if (begun && at === from + length) {
          found.setEnd(node, index + 1);
          return found;
        }
      }
    }
  }
  return null;
}

function words(pieces) {
  if (!window.CSS || !CSS.highlights) return;
  const ranges = pieces.map(([number, from, length]) => range(number, from, length)).filter(Boolean);
  if (ranges.length) CSS.highlights.set("said", new Highlight(...ranges));
  else CSS.highlights.delete("said");
}

function tint({ plain, hidden }) {
  document.body.classList.toggle("plain", Boolean(plain));
  const roles = new Set(hidden || []);
  for (const elements of blocks.values()) {
    for (const element of elements) {
      element.classList.toggle("hidden", element.classList.contains("out") && roles.has(element.dataset.role));
    }
  }
}

window.addEventListener("message", ({ source, data }) => {
  if (source !== window.parent || typeof data !== "object" || data === null) return;
  if (Array.isArray(data.light)) light(data.light, Boolean(data.scroll));
  if (Array.isArray(data.words)) words(data.words);
  if (data.tint) tint(data.tint);
});

document.addEventListener("pointerover", ({ target }) => {
  clearTimeout(resting);
  const number = numberOf(target);
  tell({ over: number });
  if (number !== null) resting = setTimeout(() => tell({ over: number, rest: true }), 350);
});
document.documentElement.addEventListener("pointerleave", () => {
  clearTimeout(resting);
  tell({ over: null });
});
document.addEventListener("click", ({ target }) => {
  const number = numberOf(target);
  if (number !== null) tell({ chosen: number });
});

// One Block takes the focus; the arrow keys lead to the others.
let current = 0;
function stop(index, focus) {
  const old = blocks.get(numbers[current])[0];
  old.removeAttribute("tabindex");
  current = Math.min(Math.max(index, 0), numbers.length - 1);
  const element = blocks.get(numbers[current])[0];
  element.tabIndex = 0;
  if (focus) element.focus();
}
if (numbers.length) {
  const first = numbers.findIndex((number) => blocks.get(number)[0].classList.contains("kept"));
  stop(Math.max(first, 0), false);
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const visible = (index) => !blocks.get(numbers[index]) || !blocks.get(numbers[index])[0].classList.contains("hidden");
    if (step && numberOf(event.target) !== null) {
      let next = current + step;
      while (next >= 0 && next < numbers.length && !visible(next)) next += step;
      event.preventDefault();
      stop(next, true);
    } else if (event.key === "Enter" && numberOf(event.target) !== null) {
      tell({ chosen: numberOf(event.target) });
    }
  });
  document.addEventListener("focusin", ({ target }) => {
    const number = numberOf(target);
    if (number !== null) tell({ over: number, rest: true });
  });
}

// The article comes in sight first, not the menus above it: its body, or a title that stands close before it.
if (!window.location.hash) {
  const body = document.querySelector(".kept");
  const titles = [...document.querySelectorAll(".field[data-role=title]")];
  const near = (title) => {
    const distance = body.getBoundingClientRect().top - title.getBoundingClientRect().top;
    return distance > 0 && distance < 2000;
  };
  const first = body ? titles.find(near) || body : titles[0];
  if (first) bring(first, 30, "instant");
}
tell({ ready: true });
