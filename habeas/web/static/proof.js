/* Passkeys, and hiding a page that nobody looks at. Without this file passwords and links do the same. */
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, "+").replace(/_/g, "/") + "=".repeat((4 - text.length % 4) % 4)), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const asked = async (form) => {
    const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
    const told = await answer.json();
    if (!answer.ok) { throw new Error(told.error); }
    const key = told.publicKey;
    key.challenge = bytes(key.challenge);
    for (const one of [...(key.excludeCredentials || []), ...(key.allowCredentials || [])]) { one.id = bytes(one.id); }
    if (key.user) { key.user.id = bytes(key.user.id); }
    return { publicKey: key };
  };

  const answered = (made) => {
    const given = { clientDataJSON: text(made.response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[name]) { given[name] = text(made.response[name]); }
    }
    return JSON.stringify({
      id: made.id, rawId: text(made.rawId), type: made.type, response: given,
      clientExtensionResults: {}, authenticatorAttachment: made.authenticatorAttachment,
    });
  };

  const ready = (form) => {
    form.hidden = !window.PublicKeyCredential;
    form.addEventListener("submit", async (event) => {
      const field = form.elements.answer_passkey;
      if (field.value) { return; }
      event.preventDefault();
      const said = form.querySelector("[role=status]");
      said.textContent = "";
      try {
        const options = await asked(form);
        const make = form.dataset.passkey === "make";
        const made = await (make ? navigator.credentials.create(options) : navigator.credentials.get(options));
        field.value = answered(made);
        form.submit();
      } catch (error) {
        said.textContent = error.message;
      }
    });
  };
  document.querySelectorAll("form[data-passkey]").forEach(ready);

  /* Nobody has touched the page for as long as the session may be idle: what it shows is hidden. What was typed into
     it stays there, and is there again once the password was given. */
  const away = document.getElementById("away");
  if (!away) { return; }
  const main = document.getElementById("main");
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    if (away.hidden) { timer = setTimeout(hide, Number(away.dataset.after) * 1000); }
  };
  const show = (hidden) => {
    for (const one of document.body.children) {
      if (one !== away && one.tagName !== "SCRIPT") { one.inert = hidden; one.classList.toggle("away-hidden", hidden); }
    }
    away.hidden = !hidden;
  };
  const changed = () => [...main.querySelectorAll("textarea, input[type=text]")].some((f) => f.value !== f.defaultValue);
  const hide = () => {
    if (!changed()) { location.reload(); return; }
    show(true);
    const field = away.querySelector("input[type=password]");
    if (field) { field.focus(); }
  };
  const form = away.querySelector("form");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    form.reset();
    away.querySelector("[role=alert]").hidden = answer.ok;
    if (answer.ok) { show(false); wait(); }
  });
  for (const kind of ["keydown", "pointerdown", "scroll"]) { document.addEventListener(kind, wait, { passive: true }); }
  wait();
})();
