"use strict";
// Shows how much of the file has gone; without this the browser sends the form by itself. `say` and `lead` are portal.js's.
document.addEventListener("submit", (event) => {
  const form = event.target, bar = form.querySelector("progress"), place = form.closest("#upload");
  if (!place || event.defaultPrevented) return;
  event.preventDefault();
  const sending = new XMLHttpRequest();
  bar.hidden = false;
  sending.upload.onprogress = (sent) => { bar.value = sent.loaded / sent.total; };
  sending.onload = () => {
    const leads = sending.getResponseHeader("HX-Redirect"), notice = sending.getResponseHeader("HX-Retarget");
    if (leads) location.assign(leads);
    else if (notice) document.querySelector(notice).innerHTML = sending.response;
    else place.outerHTML = sending.response;
    lead(document.querySelector("main"));
  };
  sending.onerror = () => say("Связь прервалась, файл не передан. Нажмите «Загрузить Excel файл» ещё раз: ничего не удвоится.");
  sending.onloadend = () => {
    bar.hidden = true;
    delete form.dataset.sent;
  };
  sending.open("POST", form.action);
  sending.setRequestHeader("HX-Request", "true");
  sending.send(new FormData(form));
});
