// The editor, made livelier: faults follow the typing, the draft's chat answers in place. Without this file the same forms work by
// sending the page.

const form = document.getElementById("editor");
const text = document.getElementById("text");
const code = document.getElementById("code");
const gutter = code.querySelector(".gutter");
const faults = document.getElementById("faults");
const tryIt = document.getElementById("try");
const ROW = 20, PAD = 8, PAUSE = 350;

let saved = text.value;
let timer = 0;
let asked = 0;

// As many rows as lines: then numbers and text scroll together.
function lines() {
  const count = text.value.split("\n").length;
  text.rows = count;
  while (gutter.children.length > count) gutter.lastElementChild.remove();
  while (gutter.children.length < count) {
    const number = document.createElement("li");
    number.id = `L${gutter.children.length + 1}`;
    number.textContent = String(gutter.children.length + 1);
    gutter.append(number);
  }
}

function show(found, blocked) {
  [...gutter.children].forEach((line, at) => {
    const own = found.filter((fault) => fault.line === at + 1);
    line.className = own.length === 0 ? "" : own.some((fault) => fault.level === "error") ? "error" : "warning";
    line.querySelector("em")?.remove();
    if (own.length > 0) {
      const words = document.createElement("em");
      words.textContent = own.map((fault) => fault.message).join(" · ");
      line.append(words);
    }
  });
  faults.replaceChildren(found.length > 0 ? list(found) : nothing());
  document.getElementById("publish-button").disabled = blocked;
  document.getElementById("blocked").hidden = !blocked;
}

function nothing() {
  const words = document.createElement("p");
  words.className = "good";
  words.textContent = "No faults.";
  return words;
}

function list(found) {
  const all = document.createElement("ol");
  all.className = "faults";
  for (const fault of found) {
    const one = document.createElement("li");
    one.className = fault.level;
    const link = document.createElement("a");
    link.href = `#L${fault.line}`;
    link.dataset.line = fault.line;
    link.dataset.col = fault.col;
    link.textContent = `line ${fault.line}`;
    const words = document.createElement("span");
    words.textContent = fault.message;
    one.append(link, " ", words);
    all.append(one);
  }
  return all;
}

async function check() {
  const mine = ++asked;
  try {
    const answer = await fetch(form.dataset.check, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok) return;
    const told = await answer.json();
    if (mine === asked) show(told.faults, told.blocked); // a later keystroke has asked again
  } catch { /* no network just now: the next keystroke asks again */ }
}

function goTo(line, col) {
  const rows = text.value.split("\n");
  const start = rows.slice(0, line - 1).reduce((sum, row) => sum + row.length + 1, 0) + Math.max(0, col - 1);
  text.focus({ preventScroll: true });
  text.setSelectionRange(start, start + Math.max(0, (rows[line - 1] ?? "").length - col + 1));
  code.scrollTop = Math.max(0, PAD + (line - 1) * ROW - code.clientHeight / 3);
}

text.addEventListener("input", () => {
  lines();
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
});

// Enter keeps the indentation: YAML is made of it. Tab leaves the field, as on every page.
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
  const before = text.value.slice(0, text.selectionStart);
  const indent = /^ */.exec(before.slice(before.lastIndexOf("\n") + 1))[0];
  if (indent === "") return;
  event.preventDefault();
  document.execCommand("insertText", false, `\n${indent}`);
});

faults.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-line]");
  if (!link) return;
  event.preventDefault();
  goTo(Number(link.dataset.line), Number(link.dataset.col));
});

// The draft's chat: its forms are sent in the background and its panel replaced.
tryIt.addEventListener("submit", async (event) => {
  const sent = event.target;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(sent, event.submitter));
  const answer = await fetch(sent.action, { method: "POST", body, headers: { "X-Fragment": "1" } });
  if (!answer.ok) return location.reload();
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  tryIt.replaceChildren(...made.body.childNodes);
  latest();
  document.getElementById("say")?.focus({ preventScroll: true });
});

function latest() {
  const talk = tryIt.querySelector(".talk");
  if (talk) talk.scrollTop = talk.scrollHeight;
}

let leaving = false;
form.addEventListener("submit", () => { leaving = true; });
window.addEventListener("beforeunload", (event) => {
  if (!leaving && text.value !== saved) event.preventDefault();
});

lines();
latest();
document.getElementById("forecast")?.focus();
const first = faults.querySelector("li.error a[data-line]");
if (first && document.querySelector(".message")) goTo(Number(first.dataset.line), Number(first.dataset.col));
