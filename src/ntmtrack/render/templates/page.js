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

  // Filters: a row is shown while it says what is typed and has what is chosen. The address of the
  // page says it as well, after #, each as name=id, so that a link shows the same.
  const form = document.querySelector("form.search");
  if (form) {
    const rows = [...document.querySelectorAll("table:not(:has(tfoot)) > tbody > tr, [data-says]")];
    const columns = [...document.querySelectorAll("th[data-villages], td[data-villages]")];
    const known = new Map(rows.map((row) =>
      [row, words(`${row.textContent} ${row.dataset.says ?? ""}`)]));
    const counted = document.querySelector("[data-counted]"); // where none is, every row counts
    const listed = counted ? rows.filter((row) => row.closest("[data-counted]")) : rows;
    const found = form.querySelector("output");
    const only = document.querySelector(".only");
    const box = form.querySelector("input");
    const selects = [...form.querySelectorAll("select")];
    const fields = [box, ...selects];
    let unknown = []; // what the address asks for, and the page does not have

    const fits = (part, choices) => choices.every((one) => {
      const ids = part.dataset[one.id];
      return ids === undefined || ids.split(" ").includes(one.value);
    });
    const chosen = (select) =>
      select.dataset.text.replace("{name}", () => select.selectedOptions[0].textContent);
    const tally = (shown) => {
      const options = [...(form.querySelector("#statuses")?.options ?? [])];
      return options.map((one) =>
        [one.text, shown.filter((row) => fits(row, [{ id: "statuses", value: one.value }])).length])
        .filter(([, count], at) => at && count).map(([text, count]) => `${text} ${count}`);
    };
    const note = (shown, typed, choices) => {
      const filters = [...choices.map(chosen), ...(typed.length ? [`“${box.value.trim()}”`] : [])];
      const counts = tally(shown).join(", ");
      const texts = filters.length
        ? [only.dataset.text.replace("{filters}", () => filters.join("; ")),
          `${found.textContent}${counts && ": "}${counts}.`] : [];
      if (unknown.length) {
        texts.push(only.dataset.unknown.replace("{names}", () => unknown.join(", ")));
      }
      only.textContent = texts.join(" ");
      only.hidden = !texts.length;
    };
    const filter = () => {
      const typed = words(box.value);
      const choices = selects.filter((one) => one.value);
      const narrowed = typed.length + choices.length > 0;
      for (const row of rows) row.hidden = !(says(typed, known.get(row)) && fits(row, choices));
      for (const cell of columns) cell.hidden = !fits(cell, choices);
      // What is said of all is no answer to a filter; a group has one while some of it is shown.
      for (const part of document.querySelectorAll("[data-whole]")) part.hidden = narrowed;
      for (const group of document.querySelectorAll("[data-group]")) {
        group.hidden = narrowed && !group.querySelector("[data-says]:not([hidden])");
      }
      for (const link of document.querySelectorAll("nav a")) {
        link.parentElement.hidden = document.querySelector(link.hash).closest("section").hidden;
      }
      const shown = listed.filter((row) => !row.hidden);
      found.textContent = found.dataset.text
        .replace("{shown}", shown.length).replace("{total}", listed.length);
      note(shown, typed, choices);
    };

    const hash = () => (location.hash.includes("=") ? location.hash.slice(1) : "");
    const take = () => {
      const wanted = new URLSearchParams(`${hash()}&${location.search.slice(1)}`);
      unknown = [];
      for (const field of fields) {
        const value = wanted.get(field.name) ?? "";
        field.value = value;
        if (field.value === value) continue;
        field.value = "";
        unknown.push(value);
      }
      filter();
    };
    const write = () => {
      const asked = new URLSearchParams(location.search);
      const said = new URLSearchParams(fields
        .filter((field) => field.value || asked.get(field.name))
        .map((field) => [field.name, field.value]));
      const address = String(said) ? `#${said}` : location.pathname + location.search;
      try {
        history.replaceState(null, "", address);
      } catch {
        // Some readers of mail let no page change its address: it works without.
      }
    };
    const answer = () => {
      unknown = [];
      filter();
      write();
    };
    for (const kind of ["input", "change"]) form.addEventListener(kind, answer);
    form.addEventListener("submit", (event) => {
      event.preventDefault(); // all is found while it is typed: only a phone's keys are in the way
      document.activeElement.blur();
    });
    form.addEventListener("reset", () => setTimeout(answer));
    addEventListener("hashchange", () => {
      if (hash() || !location.hash) take();
      else write(); // a link within the page keeps what is chosen
    });
    form.hidden = false;
    take();
  }

  // On a phone the cells of a row stand below each other: each says what it is.
  const phone = matchMedia("(max-width: 40rem)");
  const label = () => {
    for (const table of document.querySelectorAll(phone.matches ? ".stacked" : "none")) {
      const headings = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
      for (const cell of table.querySelectorAll("tbody td")) {
        cell.dataset.label = headings[cell.cellIndex];
      }
    }
  };
  phone.addEventListener("change", label);
  label();

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
