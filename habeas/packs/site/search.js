// The search of the site. It asks nobody: the index lies in small files beside it, and only those are loaded that the
// letters typed call for. Works from a disk as well. The folding is the program's (packs/site/search_letters.yml).
(function () {
  "use strict";
  var FOLD = /*FOLD*/null;
  var MOST = 50;
  var form = document.getElementById("search");
  if (!form) return;
  var box = form.querySelector("input"), count = document.getElementById("count"), list = document.getElementById("found");
  var said = JSON.parse(form.dataset.words), have = {}, asked = {}, root = form.dataset.root;
  form.dataset.parts.split(" ").forEach(function (part) { have[part] = null; });
  form.hidden = false;
  function fold(text) {
    var t = text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    FOLD.pairs.forEach(function (pair) { t = t.split(pair[0]).join(pair[1]); });
    t = Array.from(t).map(function (c) { return c in FOLD.letters ? FOLD.letters[c] : c; }).join("");
    t = t.replace(new RegExp("i+(?=[" + FOLD.vowels.replace("i", "") + "])", "g"), "");
    t = t.replace(/(.)\1+/gu, "$1");
    return t.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }
  window.habeas = function (part, rows) {
    have[part] = rows.map(function (row) { return { id: row[0], names: row[1], keys: fold(row[1].join(" ")) }; });
    show();
  };
  function load(part) {
    if (asked[part] || !(part in have)) return;
    asked[part] = true;
    var script = document.createElement("script");
    script.src = root + "search/" + part + ".js";
    document.head.appendChild(script);
  }
  function line(person) {
    var item = document.createElement("li"), who = document.createElement("div"), link = document.createElement("a");
    who.className = "who";
    link.href = "people/" + person.id + ".html";
    link.textContent = person.names[0];
    link.dir = "auto";
    who.appendChild(link);
    if (person.names.length > 1) {
      var more = document.createElement("small");
      more.textContent = person.names.slice(1, 4).join(", ");
      who.appendChild(more);
    }
    item.appendChild(who);
    return item;
  }
  function show() {
    var tokens = fold(box.value).filter(function (t) { return t.length > 1; });
    list.textContent = ""; count.textContent = "";
    if (!tokens.length) return;
    tokens.forEach(function (t) { load(t.slice(0, 2)); });
    var first = tokens.map(function (t) { return t.slice(0, 2); });
    if (first.some(function (part) { return part in have && have[part] === null; })) return;
    var found = (have[first[0]] || []).filter(function (person) {
      return tokens.every(function (t) { return person.keys.some(function (key) { return key.indexOf(t) === 0; }); });
    });
    count.textContent = found.length ? said.found[new Intl.PluralRules(document.documentElement.lang).select(found.length)].replace("{n}", found.length) : said.none;
    if (found.length > MOST) count.textContent += " " + said.more.replace("{n}", MOST);
    found.slice(0, MOST).forEach(function (person) { list.appendChild(line(person)); });
  }
  box.addEventListener("input", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
  show();
})();
