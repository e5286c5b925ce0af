// A passkey: the button asks the browser's authenticator, whose answer goes with the form. Without it codes remain.
const form = document.querySelector("[data-passkey]");
const { passkey, options, refused, unable } = form.dataset;
const told = form.querySelector("[role=alert]");
const parse = self.PublicKeyCredential?.[passkey === "get" ? "parseRequestOptionsFromJSON" : "parseCreationOptionsFromJSON"];
if (parse) form.hidden = false;
else told.textContent = unable;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (form.ariaBusy) return;
  form.ariaBusy = "true";
  told.textContent = "";
  try {
    const publicKey = parse.call(PublicKeyCredential, JSON.parse(options));
    const answer = await navigator.credentials[passkey]({ publicKey });
    form.elements.credential.value = JSON.stringify(answer);
    form.submit();
  } catch {
    told.textContent = refused;
  }
  form.ariaBusy = null;
});
