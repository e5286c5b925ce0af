"use strict";
// Shows how much of the files has gone; without this the browser sends the form by itself. `say` and `lead` are portal.js's.
// A page that something on the way answers in the portal's place never gets into this one.
document.addEventListener("submit", (event) => {
  const form = event.target, bar = form.querySelector("progress"), place = form.closest("#upload");
  if (!place || event.defaultPrevented) return;
  event.preventDefault();
  const sending = new XMLHttpRequest();
  const lost = () => say("Портал не ответил. Нажмите кнопку ещё раз: ничего не удвоится.");
  bar.hidden = false;
  // what has gone is looked into: nobody knows how long
  sending.upload.onprogress = ({ loaded, total }) => loaded < total ? bar.value = loaded / total : bar.removeAttribute("value");
  sending.onload = () => {
    const leads = sending.getResponseHeader("HX-Redirect"), notice = sending.getResponseHeader("HX-Retarget");
    if (leads) location.assign(leads);
    else if (notice) document.querySelector(notice).innerHTML = sending.response;
    else if (/<section[^>]+id=.?upload/.test(sending.response)) {
      place.outerHTML = sending.response;
      htmx.process(document.querySelector("#upload"));
    }
    else lost();
    lead(document.querySelector("main"));
  };
  sending.onerror = lost;
  sending.onloadend = () => {
    bar.hidden = true;
    delete form.dataset.sent;
  };
  sending.open("POST", form.action);
  sending.setRequestHeader("HX-Request", "true");
  sending.send(new FormData(form, event.submitter));
});
