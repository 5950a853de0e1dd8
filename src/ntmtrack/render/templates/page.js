"use strict";
(() => {
  // Words as Vietnamese people type them: names.py says why, and a test holds the two together.
  const oldTone = /([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])(?!\p{L})/gu;
  const pairs = new Set(["oa", "oe", "uy"]);
  const newTone = (all, first, tone, second) =>
    pairs.has(first + second) ? first + second + tone : all;

  const letters = (word) => {
    const found = [];
    for (const char of word) {
      if (!/\p{Mn}/u.test(char)) found.push([char, ""]);
      else if (found.length) found[found.length - 1][1] += char;
    }
    return found;
  };

  const words = (text) =>
    text.toLowerCase().replaceAll("đ", "d\u0335").normalize("NFD").replace(oldTone, newTone)
      .split(/[\s\-_\u2010-\u2015]+/u).filter(Boolean).map(letters);

  const begins = (typed, word) =>
    typed.length <= word.length &&
    typed.every(([base, marks], at) =>
      base === word[at][0] && [...marks].every((mark) => word[at][1].includes(mark)));

  const says = (typed, text) =>
    typed.every((wanted) => text.some((word) => begins(wanted, word)));

  // Filters: a row is shown while it says what is typed and has what is chosen.
  const form = document.querySelector("form.search");
  if (form) {
    const rows = [...document.querySelectorAll("table:not(:has(tfoot)) > tbody > tr, [data-says]")];
    const columns = [...document.querySelectorAll("th[data-villages], td[data-villages]")];
    const known = new Map(rows.map((row) =>
      [row, words(`${row.textContent} ${row.dataset.says ?? ""}`)]));
    const listed = rows.filter((row) => row.closest("[data-counted]") ?? !document.querySelector("[data-counted]"));
    const found = form.querySelector("output");

    const chosen = () => [...form.querySelectorAll("select")].filter((one) => one.value);
    const fits = (part, choices) => choices.every((one) => {
      const ids = part.dataset[one.name];
      return ids === undefined || ids.split(" ").includes(one.value);
    });
    const filter = () => {
      const typed = words(form.querySelector("input").value);
      const choices = chosen();
      for (const row of rows) row.hidden = !(says(typed, known.get(row)) && fits(row, choices));
      for (const cell of columns) cell.hidden = !fits(cell, choices);
      for (const group of document.querySelectorAll("[data-group]")) {
        group.hidden = !group.querySelector("[data-says]:not([hidden])");
      }
      found.textContent = found.dataset.text
        .replace("{shown}", listed.filter((row) => !row.hidden).length)
        .replace("{total}", listed.length);
    };
    for (const kind of ["input", "change"]) form.addEventListener(kind, filter);
    form.addEventListener("submit", (event) => {
      event.preventDefault(); // all is found while it is typed: only a phone's keys are in the way
      document.activeElement.blur();
    });
    form.addEventListener("reset", () => setTimeout(filter));
    form.hidden = false;
    filter();
  }

  // Sorting: a heading becomes a button; a second press turns the order around.
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const value = (row, at) => {
    const text = row.cells[at].textContent.trim();
    const day = text.match(/^(\d\d)\/(\d\d)\/(\d{4})/);
    if (day) return `${day[3]}-${day[2]}-${day[1]}`;
    return /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : text;
  };
  const compare = (one, other) =>
    typeof one === "number" && typeof other === "number"
      ? one - other
      : collator.compare(one, other);
  const order = (one, other, up) => {
    if (one === "" || other === "") return (one === "") - (other === ""); // empty cells stay last
    return up ? compare(one, other) : compare(other, one);
  };

  const sort = (heading) => {
    const up = heading.getAttribute("aria-sort") !== "ascending";
    const body = heading.closest("table").tBodies[0];
    const keyed = [...body.rows].map((row) => [value(row, heading.cellIndex), row]);
    keyed.sort(([one], [other]) => order(one, other, up));
    body.append(...keyed.map(([, row]) => row));
    for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
  };

  for (const heading of document.querySelectorAll("thead th")) {
    if (heading.closest("table").tBodies[0].rows.length < 3 || !heading.textContent) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(heading));
    heading.append(button);
  }
})();
