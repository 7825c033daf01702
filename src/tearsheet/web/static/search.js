// Results as they are typed, without losing the address or the way back: the page itself is fetched, its results shown.
"use strict";

const form = document.getElementById("search");
let under = null;
let waiting = 0;

function asked() {
  const values = [...new FormData(form)].filter(([name, value]) => value !== "" && !(name === "in" && value === "articles") &&
    !(name === "order" && value === "relevance"));
  const query = new URLSearchParams(values).toString();
  return query ? `/search?${query}` : "/search";
}

async function fetchResults(address) {
  under?.abort();
  under = new AbortController();
  const results = document.getElementById("results");
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: under.signal, headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("results");
    if (!found) {
      window.location.assign(address);
      return;
    }
    results.replaceChildren(...found.childNodes);
    document.title = page.title;
  } catch (error) {
    if (error.name === "AbortError") return;
    results.setAttribute("aria-busy", "false");
    throw error;
  }
  results.setAttribute("aria-busy", "false");
}

// What is typed is one step to go back to, however many letters it takes.
function typed() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const address = asked();
    if (address === last) return;
    last = address;
    if (typing) window.history.replaceState(null, "", address);
    else window.history.pushState(null, "", address);
    typing = true;
    fetchResults(address);
  }, 180);
}

function settled() {
  clearTimeout(waiting);
  typing = false;
  const address = asked();
  if (address === last) return;
  last = address;
  window.history.pushState(null, "", address);
  fetchResults(address);
}

let typing = false;
let last = asked();
form.addEventListener("input", ({ target }) => {
  if (target.type === "search" || target.type === "text") typed();
});
form.addEventListener("change", settled);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  settled();
});
window.addEventListener("popstate", () => {
  const given = new URLSearchParams(window.location.search);
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.type === "radio") field.checked = field.value === (given.get(field.name) || "articles");
    else if (field.type === "checkbox") field.checked = given.get(field.name) === field.value;
    else if (field.tagName === "SELECT") field.value = given.get(field.name) || (field.name === "order" ? "relevance" : "");
    else field.value = given.get(field.name) || "";
  }
  last = asked();
  typing = false;
  fetchResults(window.location.pathname + window.location.search);
});
