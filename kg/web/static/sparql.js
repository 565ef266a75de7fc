// The SPARQL page works without this; it adds colours, completion of our terms with their labels, and Ctrl+Enter.
"use strict";
(() => {
  const area = document.getElementById("query");
  const paint = document.getElementById("paint");
  const offers = document.getElementById("offers");
  const offered = document.getElementById("offered");
  if (!area) return;
  const token = /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(#[^\n]*)|(<[^<>\s]*>)|([?$]\w+)|\b(SELECT|CONSTRUCT|DESCRIBE|ASK|WHERE|OPTIONAL|FILTER|UNION|MINUS|GRAPH|BIND|VALUES|ORDER|GROUP|BY|HAVING|LIMIT|OFFSET|DISTINCT|AS|PREFIX|NOT|EXISTS|COUNT|SUM|MIN|MAX|SAMPLE|LANG|STR|DESC|ASC|IN)\b|(\w+:[\w.-]*)/gi;
  const kinds = ["string", "comment", "iri", "variable", "keyword", "term"];
  const colour = () => {
    paint.textContent = "";
    let done = 0;
    for (const found of area.value.matchAll(token)) {
      paint.append(area.value.slice(done, found.index));
      const span = document.createElement("span");
      span.className = kinds[found.slice(1).findIndex((part) => part !== undefined)];
      span.textContent = found[0];
      paint.append(span);
      done = found.index + found[0].length;
    }
    paint.append(area.value.slice(done) + "\n");
    paint.scrollTop = area.scrollTop;
    paint.scrollLeft = area.scrollLeft;
  };
  document.documentElement.classList.add("scripted");
  area.addEventListener("scroll", colour);
  let terms = [];
  fetch("/terms.json").then((answer) => answer.json()).then((data) => { terms = data; });
  let chosen = -1;
  const choose = (place) => {
    chosen = place;
    [...offers.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
    if (place < 0) area.removeAttribute("aria-activedescendant");
    else area.setAttribute("aria-activedescendant", offers.children[place].id);
  };
  const close = () => { offers.hidden = true; offered.textContent = ""; choose(-1); };
  const word = () => (area.value.slice(0, area.selectionStart).match(/[\w:.\u4e00-\u9fff-]{2,}$/) || [""])[0];
  const take = (term) => {
    const start = area.selectionStart - word().length;
    area.setRangeText(term.name + " ", start, area.selectionStart, "end");
    close(); colour(); area.focus();
  };
  const offer = () => {
    const typed = word().toLowerCase();
    const fitting = typed ? terms.filter((t) => t.name.toLowerCase().includes(typed) || (t.zh || "").includes(typed)).slice(0, 8) : [];
    offers.textContent = "";
    for (const term of fitting) {
      const item = document.createElement("li");
      item.setAttribute("role", "option");
      item.id = "offer" + offers.children.length;
      item.textContent = term.name + "　" + (term.zh || "") + "　" + (term.en || "");
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(term); });
      item.term = term;
      offers.append(item);
    }
    offers.hidden = fitting.length === 0;
    offered.textContent = fitting.length ? fitting.length + " " + offered.dataset.said : "";
    choose(-1);
  };
  area.addEventListener("input", () => { colour(); offer(); });
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { area.form.requestSubmit(); return; }
    if (offers.hidden) return;
    const items = [...offers.children];
    if (event.key === "Escape") { close(); event.preventDefault(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      choose((chosen + (event.key === "ArrowDown" ? 1 : items.length - 1) + (chosen < 0 && event.key === "ArrowUp" ? 1 : 0)) % items.length);
      event.preventDefault();
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) { take(items[chosen].term); event.preventDefault(); }
  });
  colour();
})();
