/* eslint-env browser */
/**
 * Runs in the reader's browser: sorts, filters and shows more. The page has this function's text, so it uses nothing
 * that is outside of it. Rows are written as text by `rowRenderer`, which escapes everything.
 */
module.exports = function startReader(rowRenderer, consoleUrl) {
  const { settings, step, rows } = JSON.parse(document.getElementById("data").textContent);
  const rowHtml = rowRenderer(settings, consoleUrl);
  const words = new Intl.Collator("en-GB", { numeric: true });
  const numbers = new Intl.NumberFormat("en-GB");
  const filter = document.getElementById("filter");
  const chips = [...filter.querySelectorAll("button")];

  /** What a column is sorted by. */
  const order = [
    (one, other) => (one[0] < other[0] ? -1 : 1),
    (one, other) => words.compare(settings.spaces[one[1]], settings.spaces[other[1]]),
    (one, other) => words.compare(one[2], other[2]),
    (one, other) => words.compare(one[3], other[3]),
    (one, other) => one[4] - other[4],
    (one, other) => words.compare(one[5] ?? "", other[5] ?? ""),
  ];

  const groups = [...document.querySelectorAll("details.group")].map((element) => {
    const { section, status } = element.dataset;
    const headings = [...element.querySelectorAll("th")];
    return {
      element,
      status,
      headings,
      labels: headings.map((heading) => heading.textContent.trim()),
      body: element.querySelector("tbody"),
      count: element.querySelector(".count"),
      more: element.querySelector(".more"),
      all: rows[section][status],
      /** Those that the filter lets through, in order. */
      matching: rows[section][status],
      limit: step,
      isWritten: false,
    };
  });

  const haystack = (row) =>
    `${row[0]} ${settings.spaces[row[1]]}/${row[2]}/${row[3]} ${row[5] ?? ""}`.toLowerCase();

  /** Writes a group's rows, unless nobody can see them. */
  function write(group, from = 0) {
    group.isWritten = group.element.open;
    if (!group.element.open) return;
    const html = group.matching.slice(from, group.limit).map((row) => rowHtml(row, group.labels));
    if (from === 0) group.body.replaceChildren();
    group.body.insertAdjacentHTML("beforeend", html.join(""));
    const left = group.matching.length - group.limit;
    group.more.hidden = left <= 0;
    group.more.textContent = `Show ${numbers.format(Math.min(left, step))} more of ${numbers.format(left)}`;
  }

  function applyFilter() {
    const wanted = filter.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shownStatuses = chips.filter((chip) => chip.ariaPressed === "true").map((chip) => chip.value);
    let [shown, total] = [0, 0];
    for (const group of groups) {
      group.matching =
        wanted.length === 0
          ? group.all
          : group.all.filter((row) => {
              const text = haystack(row);
              return wanted.every((word) => text.includes(word));
            });
      group.limit = step;
      const isShown =
        shownStatuses.includes(group.status) && (wanted.length === 0 || group.matching.length > 0);
      group.element.hidden = !isShown;
      group.count.textContent =
        group.matching.length === group.all.length
          ? numbers.format(group.all.length)
          : `${numbers.format(group.matching.length)} of ${numbers.format(group.all.length)}`;
      if (wanted.length > 0 && isShown) group.element.open = true;
      write(group);
      total += group.all.length;
      if (isShown) shown += group.matching.length;
    }
    filter.querySelector("output").textContent =
      `${numbers.format(shown)} of ${numbers.format(total)} ingests`;
  }

  function sort(group, column) {
    const heading = group.headings[column];
    // The newest first, words from A on; again, and it is the other way round.
    const first = column === 4 ? "descending" : "ascending";
    const second = column === 4 ? "ascending" : "descending";
    const direction = heading.ariaSort === first ? second : first;
    for (const other of group.headings) other.ariaSort = other === heading ? direction : "none";
    const sign = direction === "ascending" ? 1 : -1;
    group.all = group.all.toSorted((one, other) => sign * order[column](one, other));
    const matching = new Set(group.matching);
    group.matching = group.all.filter((row) => matching.has(row));
    group.limit = step;
    write(group);
  }

  for (const group of groups) {
    group.element.addEventListener("toggle", () => {
      if (!group.isWritten) write(group);
    });
    group.headings.forEach((heading, column) =>
      heading.querySelector("button").addEventListener("click", () => sort(group, column)),
    );
    group.more.addEventListener("click", () => {
      const from = group.limit;
      group.limit += step;
      write(group, from);
      // Whoever goes by keyboard goes on with the first of the new rows.
      const [next] = [...group.body.rows].slice(from);
      (next.querySelector("a") ?? group.more).focus();
    });
  }
  for (const chip of chips)
    chip.addEventListener("click", () => {
      chip.ariaPressed = String(chip.ariaPressed !== "true");
      applyFilter();
    });
  let waiting;
  filter.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(applyFilter, 120);
  });
  filter.addEventListener("submit", (event) => event.preventDefault());
  // A card leads to its group, which may be closed.
  for (const card of document.querySelectorAll(".card a"))
    card.addEventListener("click", () => {
      document.querySelector(card.hash).open = true;
    });
  applyFilter();
  filter.hidden = false;
};
