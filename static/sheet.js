"use strict";
// The column of readings works as in a spreadsheet, and says whether what was typed is saved.
const place = document.getElementById("saving");
const fields = (which) => [...document.querySelectorAll("#lines [data-previous]" + which)];
const lost = new Set();
const row = (event) => event.detail.ctx?.target?.closest?.("tr[hx-post]");
const told = (text) => place.textContent === text || (place.textContent = text);
const count = (set) => `Не сохранено показаний: ${set.size}. `;

addEventListener("keydown", (event) => {
  const all = fields(":enabled"), at = all.indexOf(event.target);
  if (at < 0 || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const enter = event.key === "Enter";
  const step = event.key === "ArrowDown" || (enter && !event.shiftKey) ? 1 : event.key === "ArrowUp" || enter ? -1 : 0;
  if (!step) return;
  event.preventDefault();
  const next = all[at + step] || (step > 0 ? document.querySelector("#sheet button") : event.target);
  next.focus();
  next.select?.();
});

// Line by line as the rows stand, those that take no reading too: no value may slip to the next meter.
addEventListener("paste", (event) => {
  const all = fields(""), at = all.indexOf(event.target);
  const lines = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  if (at < 0 || lines.length < 2) return;
  event.preventDefault();
  const nothing = (why) => told("Ничего не вставлено: " + why);
  if (lines.some((line) => line.includes("\t"))) return nothing("скопируйте в Excel один столбец, с показаниями.");
  const room = all.slice(at, at + lines.length);
  if (room.some((field, index) => field.disabled && lines[index].trim()))
    return nothing("одно из показаний пришлось на закрытое поле. Вставьте столбец частями.");
  room.forEach((field, index) => {
    if (!lines[index].trim()) return;
    field.value = lines[index].trim();
    lost.add(field.id);
  });
  if (room.length === lines.length) return document.getElementById("sheet").requestSubmit();
  told(`Вставлено показаний: ${room.length} из ${lines.length}, остальные не поместились на страницу. Нажмите «Сохранить».`);
});

const save = (place) => place?.dispatchEvent(new Event("change", { bubbles: true }));
function later(place) {
  if (document.activeElement !== place) return save(place);
  let saved;
  place.addEventListener("change", () => saved = true, { once: true });
  place.addEventListener("blur", () => saved || save(place), { once: true });
}
const field = (old) => document.getElementById(old.id.replace("r", "v"));
// What is being saved goes on when the page is left.
addEventListener("htmx:config:request", (event) => {
  const old = row(event);
  if (!old) return;
  event.detail.ctx.typed = field(old)?.value;
  event.detail.ctx.request.keepalive = true;
  told("Сохраняется…");
});
// Whoever came back and typed on while the row was under way keeps that text, and it is saved in its turn.
addEventListener("htmx:before:swap", (event) => {
  const old = row(event), ctx = event.detail.ctx, now = old && field(old)?.value;
  ctx.newer = now === ctx.typed ? undefined : now;
});
addEventListener("htmx:after:swap", (event) => {
  const old = row(event), now = old && field(old), text = event.detail.ctx?.newer;
  if (!old) return;
  lost.delete(old.id.replace("r", "v"));
  const { classList } = document.getElementById(old.id) || old, bad = classList.contains("bad");
  if (now && text !== undefined) {
    now.value = text;
    // not over what a colleague wrote meanwhile: the row tells of it, and the person decides
    if (!classList.contains("kept")) later(now);
  }
  told(lost.size ? count(lost) : bad ? "Показание с ошибкой: что не так, написано под ним." : "Сохранено в черновике.");
});
addEventListener("htmx:error", (event) => {
  const old = row(event);
  if (!old) return;
  lost.add(old.id.replace("r", "v"));
  told(count(lost) + "Они сохранятся, когда появится связь, или нажмите «Сохранить».");
});
addEventListener("online", () => lost.forEach((id) => save(document.getElementById(id))));
addEventListener("submit", (event) => {
  if (event.target.id === "sheet") lost.clear();
});
addEventListener("beforeunload", (event) => {
  if (lost.size) event.preventDefault();
});
