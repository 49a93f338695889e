/* Keys and the row under the cursor. Everything works without it: the keys press what stands on the page. */
"use strict";
(() => {
  const rows = () => [...document.querySelectorAll(".statement, .inbox .item")];
  const isCurrent = (row) => row.classList.contains("on") || row.classList.contains("cur");

  /* Mark in the text what the statement in `row` rests on. */
  const light = (row) => {
    const n = /^c\d+$/.test(row.id) ? row.id.slice(1) : "";
    for (const h of document.querySelectorAll(".text .h, .boxes .f")) {
      h.classList.toggle("on", n !== "" && (h.dataset.n || "").split(" ").includes(n));
    }
    for (const chip of document.querySelectorAll(".text .n")) {
      chip.classList.toggle("on", chip.id === "t" + n);
    }
    const chip = n && (document.getElementById("b" + n) || document.getElementById("t" + n));
    const report = chip && chip.closest(".report");
    if (report && report.scrollHeight > report.clientHeight) { chip.scrollIntoView({ block: "nearest" }); }
  };

  const take = (row, show) => {
    const mark = row.classList.contains("item") ? "cur" : "on";
    for (const one of rows()) { one.classList.toggle(mark, one === row); }
    light(row);
    if (show) { row.scrollIntoView({ block: "nearest" }); }
  };

  const fromAddress = () => {
    const row = /^#c\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    if (row) { take(row, true); return; }
    const marked = document.querySelector(".statement.on");
    if (marked) { take(marked, false); }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) { return; }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    if (event.key === "/") {
      const box = document.getElementById("q");
      if (box) { event.preventDefault(); box.focus(); }
      return;
    }
    if (event.key === "?") {
      const help = document.getElementById("keys");
      if (help && !help.open) { event.preventDefault(); help.showModal(); }
      return;
    }
    const all = rows();
    const at = all.findIndex(isCurrent);
    if (event.key === "j" || event.key === "k") {
      const next = all[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
      const beyond = next ? null : document.querySelector(event.key === "j" ? ".pager a[rel=next]" : ".pager a[rel=prev]");
      if (beyond) { beyond.click(); } else if (next) { take(next, true); }
      return;
    }
    if (at < 0) { return; }
    if (event.key === "Enter" && all[at].classList.contains("item") && event.target === document.body) {
      const link = all[at].querySelector("h3 a");
      if (link) { link.click(); }
      return;
    }
    const button = all[at].querySelector('[data-key="' + CSS.escape(event.key) + '"]');
    if (button) { event.preventDefault(); button.click(); }
  });

  document.addEventListener("click", (event) => {
    const row = event.target.closest(".statement");
    if (row && !row.classList.contains("on")) { take(row, false); }
  });

  addEventListener("hashchange", fromAddress);

  /* An answer swaps the list and the text: the row that was answered stays the current one. */
  let answered = "";
  document.addEventListener("htmx:beforeRequest", (event) => {
    const row = event.target.closest(".statement");
    answered = row ? row.id : "";
  });
  document.addEventListener("htmx:afterSettle", () => {
    const row = answered && document.getElementById(answered);
    if (row) { take(row, true); }
  });

  /* What was refused, or that the session has ended, is said in the place of the page. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status < 400) { return; }
    event.detail.shouldSwap = true;
    event.detail.target = document.getElementById("main");
    event.detail.selectOverride = "#main";
    event.detail.swapOverride = "outerHTML";
  });

  /* The days on which a file changed, as a slider: it moves the date field, and shows that day when it is let go. */
  const slide = document.getElementById("slide");
  if (slide) {
    const days = slide.dataset.days.trim().split(" ");
    const field = document.getElementById("asof");
    const said = slide.parentElement.querySelector("output");
    if (!field.value) { slide.value = days.length; }
    const tell = () => { said.value = days[slide.value] || ""; slide.setAttribute("aria-valuetext", said.value || "–"); };
    slide.addEventListener("input", tell);
    slide.addEventListener("change", () => { field.value = days[slide.value] || ""; field.form.submit(); });
    slide.parentElement.hidden = false;
    tell();
  }

  fromAddress();
})();
