"use strict";
// The column of readings works as in a spreadsheet, and says whether what was typed is saved.
const place = document.getElementById("saving");
const fields = () => [...document.querySelectorAll("#lines [data-previous]:enabled")];
const typed = new Set(), lost = new Set();
const row = (event) => event.detail.ctx?.target?.closest?.("tr[hx-post]");
const told = (text) => place.textContent === text || (place.textContent = text);
const count = (set) => `Не сохранено показаний: ${set.size}. `;

addEventListener("keydown", (event) => {
  const all = fields(), at = all.indexOf(event.target);
  if (at < 0 || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const enter = event.key === "Enter";
  const step = event.key === "ArrowDown" || (enter && !event.shiftKey) ? 1 : event.key === "ArrowUp" || enter ? -1 : 0;
  if (!step) return;
  event.preventDefault();
  const next = all[at + step] || (step > 0 ? document.querySelector("#sheet button") : event.target);
  next.focus();
  next.select?.();
});

addEventListener("paste", (event) => {
  const all = fields(), at = all.indexOf(event.target);
  const lines = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  if (at < 0 || lines.length < 2) return;
  event.preventDefault();
  if (lines.some((line) => line.includes("\t")))
    return told("Ничего не вставлено: скопируйте в Excel один столбец, с показаниями.");
  const room = all.slice(at, at + lines.length);
  room.forEach((field, index) => {
    if (!lines[index].trim()) return;
    field.value = lines[index].trim();
    typed.add(field.id);
  });
  if (room.length === lines.length) return document.getElementById("sheet").requestSubmit();
  told(`Вставлено показаний: ${room.length} из ${lines.length}, остальные не поместились на страницу. Нажмите «Сохранить».`);
});

addEventListener("input", (event) => {
  if (event.target.dataset.previous !== undefined) typed.add(event.target.id);
});
// What is being saved goes on when the page is left.
addEventListener("htmx:config:request", (event) => {
  if (!row(event)) return;
  event.detail.ctx.request.keepalive = true;
  told("Сохраняется…");
});
addEventListener("htmx:after:swap", (event) => {
  const old = row(event);
  if (!old) return;
  const id = old.id.replace("r", "v");
  typed.delete(id);
  lost.delete(id);
  const bad = document.getElementById(old.id)?.classList.contains("bad");
  told(lost.size ? count(lost) : bad ? "Показание с ошибкой: что не так, написано под ним." : "Сохранено в черновике.");
});
addEventListener("htmx:error", (event) => {
  const old = row(event);
  if (!old) return;
  lost.add(old.id.replace("r", "v"));
  told(count(lost) + "Они сохранятся, когда появится связь, или нажмите «Сохранить».");
});
addEventListener("online", () => lost.forEach((id) =>
  document.getElementById(id)?.dispatchEvent(new Event("change", { bubbles: true }))));
addEventListener("submit", (event) => {
  if (event.target.id === "sheet") [typed, lost].forEach((set) => set.clear());
});
addEventListener("beforeunload", (event) => {
  if (lost.size) event.preventDefault();
});
