// «Я не робот» by work: the widget comes after the form is painted; without it the code from the picture stays.
const work = document.getElementById("work");
const { altcha, ru, worker, css } = work.dataset;
const only = (good, text) => {
  if (!good) throw new TypeError("refused");
  return text;
};
window.trustedTypes?.createPolicy("default", {
  createScriptURL: (url) => only(url === worker, url),
  createHTML: (text) => only(!/<(script|iframe|object|embed)|\son\w+\s*=|javascript:/i.test(text), text),
});
if (crypto.subtle) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: css }));
  await import(altcha);
  await import(ru);
  $altcha.algorithms.set("PBKDF2/SHA-256", () => new Worker(worker));
  const widget = document.createElement("altcha-widget");
  widget.setAttribute("challenge", work.dataset.challenge);
  widget.setAttribute("language", "ru");
  widget.setAttribute("type", "native"); // the drawn box of its own lets a mark swallow the click
  widget.setAttribute("configuration", '{"hideFooter":true,"hideLogo":true,"humanInteractionSignature":false}');
  work.replaceChildren(widget);
}
