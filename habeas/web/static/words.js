/* Choosing the value of a detail from the words of the report. Without this file values are typed, and keep their words where
   they stand in the passage. */
"use strict";
(() => {
  const place = document.getElementById("words");
  if (!place) { return; }
  const said = document.getElementById("chosen");
  const rows = [...document.querySelectorAll(".pair")];
  const letters = (text) => Array.from(text).length; // the report is counted in letters, a browser's text in halves of some

  /* Each word becomes an option of a list; the blanks between stay as they are. */
  const words = [];
  const cut = () => {
    let at = Number(place.dataset.start);
    const parts = document.createDocumentFragment();
    for (const piece of place.textContent.split(/(\s+)/)) {
      const long = letters(piece);
      if (piece.trim() === "") { parts.append(piece); at += long; continue; }
      const word = document.createElement("span");
      word.id = "w" + words.length;
      word.setAttribute("role", "option");
      word.setAttribute("aria-selected", "false");
      word.textContent = piece;
      words.push({ node: word, start: at, end: at + long });
      parts.append(word);
      at += long;
    }
    place.replaceChildren(parts);
    place.setAttribute("role", "listbox");
    place.setAttribute("aria-multiselectable", "true");
    place.setAttribute("aria-label", place.dataset.label);
    place.setAttribute("aria-describedby", "choose-hint");
    place.tabIndex = 0;
    document.getElementById("choose-hint").hidden = false;
  };

  let row = null; // the detail that is being chosen
  let first = -1, last = -1, cursor = 0;
  const field = (name) => row && row.querySelector(`[name=${name}]`);

  const mark = () => {
    words.forEach((word, n) => {
      const on = first >= 0 && Math.min(first, last) <= n && n <= Math.max(first, last);
      word.node.setAttribute("aria-selected", String(on));
      word.node.classList.toggle("cursor", n === cursor && document.activeElement === place);
    });
    if (words[cursor]) { place.setAttribute("aria-activedescendant", words[cursor].node.id); }
  };

  /* Show which words the value of this row is. */
  const show = (one) => {
    row = one;
    for (const other of rows) { other.classList.toggle("current", other === one); }
    const [start, end] = field("at").value.split("-").map(Number);
    first = end ? words.findIndex((word) => word.start < end && start < word.end) : -1;
    last = end ? words.findLastIndex((word) => word.start < end && start < word.end) : -1;
    if (first >= 0) { cursor = last; }
    mark();
  };

  /* The value becomes the chosen words, without the signs at their edges. */
  const choose = (from, to) => {
    first = from; last = cursor = to;
    const one = words[Math.min(from, to)], other = words[Math.max(from, to)];
    const whole = [...place.querySelectorAll("span")].slice(words.indexOf(one), words.indexOf(other) + 1);
    const range = document.createRange();
    range.setStartBefore(whole[0]); range.setEndAfter(whole[whole.length - 1]);
    const text = range.toString();
    const bare = text.replace(/^[.,;:!?()[\]«»„“”"']+|[.,;:!?()[\]«»„“”"']+$/g, "");
    const start = one.start + letters(text.slice(0, text.indexOf(bare)));
    if (row && bare) {
      field("value").value = bare.replace(/\s+/g, " ");
      field("at").value = `${start}-${start + letters(bare)}`;
      said.textContent = bare;
    }
    mark();
  };

  const number = (node) => words.findIndex((word) => word.node === node.closest("[role=option]"));
  place.addEventListener("mouseup", () => {
    const taken = getSelection();
    if (taken.isCollapsed || !place.contains(taken.anchorNode) || !place.contains(taken.focusNode)) { return; }
    const ends = words.filter((word) => taken.containsNode(word.node, true)).map((word) => words.indexOf(word));
    taken.removeAllRanges();
    if (ends.length > 1) { choose(ends[0], ends[ends.length - 1]); }
  });
  place.addEventListener("click", (event) => {
    const n = event.target.closest ? number(event.target) : -1;
    if (n < 0) { return; }
    const low = Math.min(first, last), high = Math.max(first, last);
    const grows = first >= 0 && (event.shiftKey || n === high + 1 || n === low - 1);
    if (grows) { choose(n > high ? low : high, n); } else { choose(n, n); }
  });
  place.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const to = Math.max(0, Math.min(words.length - 1, cursor + step));
      if (event.shiftKey) { choose(first < 0 ? cursor : first, to); } else { cursor = to; mark(); }
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (event.key === " " || first < 0) { choose(cursor, cursor); } else { field("value").focus(); }
    }
  });
  for (const kind of ["focus", "blur"]) { place.addEventListener(kind, mark); }

  cut();
  for (const one of rows) {
    one.addEventListener("focusin", () => show(one));
    one.querySelector("[name=value]").addEventListener("input", () => {
      one.querySelector("[name=at]").value = "";
      show(one);
    });
  }
  if (rows.length) { show(rows[0]); }
})();
