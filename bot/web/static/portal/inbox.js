// The inbox keeps itself fresh: clocks by the server's time, new offers without a reload, keys j k a d. What somebody is in the middle
// of (an open form, the focus) is never taken away by news.

const LOOK_EVERY = 3000;
const HURRY = 3600;
const box = document.querySelector("[data-inbox]");
const announcer = document.querySelector("[data-announce]");
const count = document.querySelector("[data-count]");
const words = box.dataset;
let ahead = 0; // the server's clock minus ours, in milliseconds
const cut = document.querySelector("[data-offline]");
let offline = false;

const live = () => document.getElementById("live");
const learnTime = (text) => { if (text) ahead = Date.parse(text) - Date.now(); };
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const announce = (text) => { announcer.textContent = ""; setTimeout(() => { announcer.textContent = text; }, 50); };

function left(seconds) {
  const minutes = Math.floor(seconds / 60);
  if (seconds <= 0) return words.none;
  if (minutes >= 1440) return fill(words.days, { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60) });
  if (minutes >= 60) return fill(words.hours, { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return fill(words.minutes, { minutes: Math.max(1, minutes) });
}

function tick() {
  for (const clock of document.querySelectorAll("[data-ends]")) {
    const seconds = (Date.parse(clock.dataset.ends) - Date.now() - ahead) / 1000;
    const text = left(seconds);
    if (clock.textContent !== text) clock.textContent = text;
    clock.classList.toggle("hurry", seconds > 0 && seconds < HURRY);
    clock.classList.toggle("over", seconds <= 0);
  }
}

// Cards that are the same stay the same elements, so what is open in them stays open and what has the focus keeps it.
function take(fresh) {
  const old = live();
  const kept = new Map([...old.querySelectorAll("[data-key]")].map((card) => [card.dataset.key, card]));
  const focused = document.activeElement?.closest?.("[data-key]");
  const inside = document.activeElement;
  const order = [...old.querySelectorAll("[data-key]")].map((card) => card.dataset.key);
  const added = [];
  for (const card of [...fresh.querySelectorAll("[data-key]")]) {
    const known = kept.get(card.dataset.key);
    if (known) { card.replaceWith(known); kept.delete(card.dataset.key); } else { card.classList.add("new"); added.push(card); }
  }
  old.replaceWith(fresh);
  if (count) { const waiting = fresh.querySelectorAll("[data-ends]").length; count.textContent = waiting; count.hidden = !waiting; }
  if (focused) {
    if (focused.isConnected) inside.focus({ preventScroll: true });
    else {
      const cards = [...fresh.querySelectorAll("[data-key]")];
      const place = Math.min(order.indexOf(focused.dataset.key), cards.length - 1);
      (cards[place] ?? document.getElementById("inbox-title")).focus({ preventScroll: true });
    }
  }
  const news = added.map((card) => card.dataset.say).filter(Boolean);
  if (news.length) announce(news.join(". "));
  else if ([...kept.values()].some((card) => card.querySelector("[data-ends]"))) announce(words.gone);
  tick();
}

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(`/partner/inbox?known=${encodeURIComponent(live().dataset.tag)}`, { redirect: "manual" });
    if (answer.type === "opaqueredirect") { location.reload(); return; }
    offline = false;
    cut.hidden = true;
    if (answer.status === 204) { learnTime(answer.headers.get("X-Now")); return; }
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
    if (!fresh) return;
    learnTime(fresh.dataset.now);
    take(document.adoptNode(fresh));
  } catch {
    if (!offline) announce(words.lost);
    offline = true;
    cut.hidden = false;
  }
}

// Keys. They can be turned off (WCAG 2.1.4), and never fire while somebody writes.
const hint = document.querySelector("[data-keys]");
const toggle = document.querySelector("[data-keys-switch]");
const stored = () => { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } };
let keys = stored();
const label = () => { toggle.textContent = keys ? toggle.dataset.off : toggle.dataset.on; };
hint.hidden = false;
label();
toggle.addEventListener("click", () => {
  keys = !keys;
  try { localStorage.setItem("keys", keys ? "on" : "off"); } catch { /* private window: until it is closed */ }
  label();
});

document.addEventListener("keydown", (event) => {
  if (!keys || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const cards = [...document.querySelectorAll("#live [data-key]")];
  const at = cards.indexOf(document.activeElement?.closest?.("[data-key]"));
  if (event.key === "j" || event.key === "k") {
    const next = at < 0 ? 0 : Math.max(0, Math.min(cards.length - 1, at + (event.key === "j" ? 1 : -1)));
    cards[next]?.focus();
    cards[next]?.scrollIntoView({ block: "nearest" });
  } else if (event.key === "a" && at >= 0) {
    cards[at].querySelector("[data-do=accept]")?.click();
  } else if (event.key === "d" && at >= 0) {
    const summary = cards[at].querySelector("[data-do=decline]");
    if (!summary) return;
    summary.parentElement.open = true;
    summary.parentElement.querySelector("select").focus();
  } else return;
  event.preventDefault();
});

// Escape closes a decline form and gives the focus back to where it was opened.
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest("details.decline[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

learnTime(live().dataset.now);
tick();
setInterval(tick, 1000);
setInterval(look, LOOK_EVERY);
document.addEventListener("visibilitychange", look);
