// A file that is dropped anywhere on the page is sent; a page that is pasted as one keeps its markup.
"use strict";

const form = document.getElementById("try");
const file = document.getElementById("file");
const drop = document.getElementById("drop");
const told = document.getElementById("told");
const content = document.getElementById("content");

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const name of ["dragleave", "drop", "dragend"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    if (name !== "dragleave" || event.relatedTarget === null) drop.classList.remove("over");
  });
}
document.addEventListener("drop", (event) => {
  const { files } = event.dataTransfer;
  if (files.length > 1) {
    told.textContent = told.dataset.many;
  } else if (files.length === 1) {
    file.files = files;
    content.value = "";
    told.textContent = `${told.dataset.taken}: ${files[0].name}`;
    form.requestSubmit();
  } else {
    content.value = event.dataTransfer.getData("text/html") || event.dataTransfer.getData("text/plain");
  }
});

content.addEventListener("paste", (event) => {
  const markup = event.clipboardData.getData("text/html");
  // A selection copied from a page brings its markup along; its text alone would lose headings and captions.
  if (!markup || content.value || event.clipboardData.getData("text/plain").trimStart().startsWith("<")) return;
  event.preventDefault();
  content.value = markup;
});

file.addEventListener("change", () => {
  if (file.files.length) content.value = "";
});
form.addEventListener("submit", () => {
  told.textContent = told.dataset.working;
});
