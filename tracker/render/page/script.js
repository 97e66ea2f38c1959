// Search, filters and sorting of the claims; without this the page shows all of them, unfolded.
"use strict";
(() => {
  const table = document.getElementById("list");
  const form = document.getElementById("filters");
  const search = document.getElementById("search");
  const unfold = document.getElementById("unfold");
  const found = document.getElementById("found");
  const claims = Array.from(table.tBodies, (body) => ({
    body,
    details: body.querySelector("details"),
    words: null,
    owners: body.dataset.owners.split("\n"),
    tags: body.dataset.tags.split("\n"),
  }));
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const isFound = (claim, wanted) => {
    claim.words ??= folded(`${claim.body.textContent}\n${claim.body.dataset.also}`);
    return wanted.every((word) => claim.words.includes(word));
  };

  const filter = () => {
    const wanted = folded(search.value).split(/\s+/u).filter(Boolean);
    const { status, owner, tag } = form.elements;
    let count = 0;
    const shown = [];
    for (const claim of claims) {
      const fits =
        (!status.value || claim.body.dataset.status === status.value) &&
        (!owner.value || claim.owners.includes(owner.value)) &&
        (!tag.value || claim.tags.includes(tag.value)) &&
        isFound(claim, wanted);
      claim.body.hidden = !fits;
      if (fits) {
        count += 1;
        shown.push(claim);
      }
    }
    found.textContent =
      count === claims.length
        ? `All ${count} claims are shown.`
        : `${count} of ${claims.length} claims ${count === 1 ? "is" : "are"} shown.`;
    mark(shown.slice(0, 200), wanted);
  };

  const mark = (shown, wanted) => {
    if (!globalThis.CSS?.highlights) return;
    CSS.highlights.delete("found");
    if (!wanted.length) return;
    const ranges = [];
    for (const { body } of shown) {
      const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const text = node.data.toLowerCase();
        for (const word of wanted) {
          for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
            const range = new Range();
            if (at + word.length > node.length) break;
            range.setStart(node, at);
            range.setEnd(node, at + word.length);
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  const keys = {
    id: (body) => Number(body.dataset.id),
    p: (body) => (body.dataset.p === "" ? null : Number(body.dataset.p)),
    evidence: (body) => Number(body.dataset.evidence),
    due: (body) => body.dataset.due || null,
    statement: (body) => body.querySelector("h3").textContent,
  };
  const compare = (a, b) =>
    typeof a === "string" ? a.localeCompare(b, ["en", "zh"], { numeric: true }) : a - b;

  const sort = (heading) => {
    const isRising = heading.getAttribute("aria-sort") === "ascending";
    const sign = isRising ? -1 : 1;
    for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", isRising ? "descending" : "ascending");
    const key = keys[heading.dataset.sort];
    for (const claim of claims) claim.key = key(claim.body);
    claims.sort((one, two) => {
      // What has no value stands last, whichever way.
      if (one.key === null || two.key === null) return (one.key === null) - (two.key === null);
      return sign * compare(one.key, two.key) || keys.id(one.body) - keys.id(two.body);
    });
    table.append(...claims.map((claim) => claim.body));
  };

  const open = (all) => {
    for (const claim of claims) claim.details.open = all;
    unfold.setAttribute("aria-expanded", String(all));
    unfold.textContent = all ? "Fold all" : "Unfold all";
  };
  const openTarget = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const body = target && target.closest("tbody.claim");
    if (!body) return;
    if (body.hidden) form.reset();
    body.querySelector("details").open = true;
    target.scrollIntoView();
  };

  for (const heading of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(heading));
    heading.append(button);
  }
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, claims.length > 500 ? 150 : 0);
  };
  search.addEventListener("input", (event) => {
    // What an input method has not settled yet is not what is looked for.
    if (!event.isComposing) soon();
  });
  search.addEventListener("compositionend", soon);
  form.addEventListener("change", soon);
  form.addEventListener("reset", soon);
  form.addEventListener("submit", (event) => event.preventDefault());
  unfold.addEventListener("click", () => open(unfold.getAttribute("aria-expanded") !== "true"));

  let before = null;
  addEventListener("beforeprint", () => {
    before = claims.map((claim) => claim.details.open);
    for (const claim of claims) claim.details.open = true;
  });
  addEventListener("afterprint", () => {
    if (before) claims.forEach((claim, place) => (claim.details.open = before[place]));
    before = null;
  });
  addEventListener("hashchange", openTarget);
  table.addEventListener("click", (event) => {
    if (event.target.closest("a[href^='#']")) setTimeout(openTarget);
  });

  open(false);
  form.hidden = false;
  filter();
  openTarget();
})();
