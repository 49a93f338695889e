/* Nothing is lost with the connection: an answer that could not be sent, and a form that was typed, wait on this page and are
   sent when the program answers again. They are kept nowhere else: no name comes into a browser's own store. */
"use strict";
(() => {
  const lost = document.getElementById("lost");
  if (!lost) { return; }
  const icon = document.querySelector("link[rel=icon]").href;
  const AGAIN = 3000; // milliseconds between two tries
  const answers = new Map(); // by statement: its last answer
  let form = null, pressed = null; // a form that waits
  let timer = 0, busy = false;

  const waits = () => answers.size > 0 || form !== null;
  const later = () => { clearTimeout(timer); timer = setTimeout(send, AGAIN); };
  const say = () => {
    lost.hidden = !waits();
    lost.querySelector("b").textContent = answers.size ? String(answers.size) : "";
    for (const row of document.querySelectorAll(".statement")) {
      const id = row.querySelector("[name=statement]");
      row.classList.toggle("waits", id !== null && answers.has(id.value));
    }
  };

  /* The answer of a row could not be sent. */
  const unsent = (event) => {
    const one = event.detail.requestConfig;
    const given = new URLSearchParams();
    for (const [name, value] of one.formData ? one.formData.entries() : Object.entries(one.parameters)) { given.append(name, value); }
    answers.set(given.get("statement"), { path: one.path, given });
    say();
    lost.scrollIntoView({ block: "nearest" });
    later();
  };
  for (const kind of ["htmx:sendError", "htmx:timeout"]) { document.addEventListener(kind, unsent); }

  const typed = (one) => [...one.querySelectorAll("textarea, input[type=text]")].some((f) => f.value !== "" && f.type !== "hidden");
  const answersNow = () => fetch(icon, { method: "HEAD", cache: "no-store" }).then((told) => told.ok, () => false);

  /* What was typed leaves the page only when somebody is there to take it. */
  document.addEventListener("submit", async (event) => {
    const one = event.target;
    if (event.defaultPrevented || one.method !== "post" || one.dataset.passkey || one.hasAttribute("hx-post")) { return; }
    if (one.dataset.sure || !one.closest("main") || !typed(one)) { return; }
    event.preventDefault();
    const button = event.submitter;
    if (await answersNow()) { go(one, button); return; }
    form = one;
    pressed = button;
    say();
    lost.scrollIntoView({ block: "nearest" });
    later();
  });

  const go = (one, button) => {
    one.dataset.sure = "yes";
    form = null;
    say();
    one.requestSubmit(button);
    delete one.dataset.sure;
  };

  /* Send what waits, in the order in which it was answered; a session that has ended is waited for too. */
  const send = async () => {
    if (busy || !waits()) { return; }
    busy = true;
    try {
      if (form !== null && await answersNow()) { go(form, pressed); return; }
      if (answers.size > 0) { await sendAnswers(); }
    } catch {
      /* still nobody there */
    } finally {
      busy = false;
      if (waits()) { later(); }
    }
  };

  const sendAnswers = async () => {
    const page = await fetch(location.pathname);
    if (!page.ok) { return; }
    const token = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]").value;
    let refused = null;
    for (const [statement, one] of [...answers]) {
      one.given.set("csrfmiddlewaretoken", token);
      const told = await fetch(one.path, { method: "POST", body: one.given });
      if (told.status === 403) { return; }
      answers.delete(statement);
      if (!told.ok) { refused = await told.text(); }
    }
    say();
    if (refused === null) { location.reload(); return; }
    const said = new DOMParser().parseFromString(refused, "text/html").getElementById("main");
    document.getElementById("main").replaceWith(said);
  };

  addEventListener("online", send);
  addEventListener("beforeunload", (event) => { if (waits()) { event.preventDefault(); } });
  document.addEventListener("htmx:afterSettle", say);
})();
