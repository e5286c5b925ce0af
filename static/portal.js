"use strict";
// Enhances only: every page works without it.
// HTMX makes pages out of strings; this is the one policy that lets it, and it refuses what could run.
if (window.trustedTypes) trustedTypes.createPolicy("default", {
  createHTML(text) {
    if (/<(script|iframe|object|embed)\b|<[^>]*(\son\w+\s*=|javascript:)/i.test(text)) throw new TypeError("refused");
    return text;
  },
});
const find = (where) => where.querySelector("[aria-invalid]");
const lead = (where) => find(where)?.focus();
// On a phone the row of tabs is wider than the screen: the current one is brought into view where the style cannot do it.
addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".tabs [aria-current]").forEach((tab) => tab.scrollIntoView({ block: "nearest" }));
  find(document)?.focus();
});

// After a swap the focus goes to the first mistake in what came, else to what asks for it, else it stays where it was.
document.addEventListener("htmx:after:swap", (event) => {
  const ctx = event.detail.ctx;
  // A row of a table is saved behind one's back: whoever types on in the next one is left there.
  if (ctx.target?.tagName === "TR") return;
  if (ctx.response?.status === 422) lead(document.querySelector("main"));
  else document.querySelectorAll("[data-focus]").forEach((element) => {
    element.focus();
    element.removeAttribute("data-focus");
  });
});
// What was said before a new try is over.
document.addEventListener("htmx:before:request", () => document.getElementById("notice")?.replaceChildren());
// An answer never came: say so, keep the page.
document.addEventListener("htmx:error", (event) => {
  if (event.detail.ctx) say("Нет связи с порталом. То, что вы ввели, осталось на странице: повторите, когда связь появится.");
});
function say(text, link) {
  const place = document.getElementById("notice");
  if (!place) return;
  const note = document.createElement("p");
  note.className = "note warn";
  note.append(text);
  if (link) note.append(" ", link);
  place.replaceChildren(note);
}

// A text that has an end says how much of it is left.
document.addEventListener("input", ({ target }) => {
  const place = target.dataset.left && document.getElementById(target.dataset.left);
  if (place) place.textContent = target.maxLength - target.value.length;
});

// A second press while the first is on its way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (form.method === "post" && !event.defaultPrevented && !form.hasAttribute("hx-post")) form.dataset.sent = 1;
});
addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((form) => delete form.dataset.sent));

// The session's end is told two minutes ahead; any request of this page puts it off.
const left = Number(document.body?.dataset.ends || 0);
let timer, since = 0;
function watch() {
  if (Date.now() - since < 3e5) return; // the portal, too, writes a visit down every five minutes
  since = Date.now();
  clearTimeout(timer);
  if (left > 0) timer = setTimeout(warn, Math.max(left - 120, 0) * 1000);
}
function warn() {
  const more = document.createElement("button");
  more.className = "quiet";
  more.textContent = "Продолжить работу";
  more.onclick = () => fetch("/session").then((answer) => {
    if (answer.redirected || !answer.ok) location.reload();
    document.getElementById("notice").replaceChildren();
    since = 0;
    watch();
  });
  say("Сеанс закончится через 2 минуты.", more);
}
addEventListener("DOMContentLoaded", watch);
document.addEventListener("htmx:after:request", watch);
