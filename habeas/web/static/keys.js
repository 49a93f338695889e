/* Keys for the reading and queue pages. Everything works without it: the keys press what stands on the page. */
"use strict";
(function () {
  var rows = function () { return Array.prototype.slice.call(document.querySelectorAll(".statement, .inbox .item")); };
  var current = function (all) { var i = all.findIndex(function (row) { return row.classList.contains("on") || row.classList.contains("cur"); }); return i; };
  var focus = function (all, i) {
    if (i < 0 || i >= all.length) { return; }
    var mark = all[i].classList.contains("item") ? "cur" : "on";
    all.forEach(function (row) { row.classList.remove("on", "cur"); });
    all[i].classList.add(mark);
    all[i].scrollIntoView({ block: "nearest" });
    light(all[i]);
  };
  var light = function (row) {
    var n = row.id && row.id.charAt(0) === "c" ? row.id.slice(1) : "";
    document.querySelectorAll(".h").forEach(function (h) {
      var mine = n && (h.dataset.n || "").split(" ").indexOf(n) >= 0;
      h.classList.toggle("on", Boolean(mine));
    });
    var chip = n && document.getElementById("t" + n);
    if (chip) { chip.scrollIntoView({ block: "nearest" }); }
  };
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    if (event.key === "/") { var q = document.getElementById("q"); if (q) { event.preventDefault(); q.focus(); } return; }
    var all = rows(); if (!all.length) { return; }
    var i = current(all);
    if (event.key === "j") { focus(all, i + 1); return; }
    if (event.key === "k") { focus(all, Math.max(0, i - 1)); return; }
    if (i < 0) { return; }
    if (event.key === "Enter" && all[i].classList.contains("item")) { var a = all[i].querySelector("h3 a"); if (a) { a.click(); } return; }
    var button = all[i].querySelector('[data-key="' + event.key + '"]');
    if (button) { event.preventDefault(); button.click(); }
  });
  document.addEventListener("click", function (event) {
    var row = event.target.closest && event.target.closest(".statement");
    if (row && !row.classList.contains("on")) { var all = rows(); focus(all, all.indexOf(row)); }
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    var all = rows(), here = document.getElementById(event.detail.target.id);
    if (here) { focus(all, all.indexOf(here)); }
  });
})();
