"use strict";
(() => {
  const form = document.getElementById("filters");
  const verdict = document.getElementById("filter-verdict");
  const speaker = document.getElementById("filter-speaker");
  const search = document.getElementById("filter-search");
  const status = document.getElementById("filter-status");
  const openAll = document.getElementById("open-all");
  const points = [...document.querySelectorAll(".point")];

  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[‘’]/g, "'")
      .replace(/[“”]/g, '"')
      .replace(/\s+/g, " ")
      .toLowerCase();

  // What a reader sees of an element, without the page's own labels: those stand in every claim.
  const wordsOf = (element) => {
    const copy = element.cloneNode(true);
    for (const label of copy.querySelectorAll(".aside, .mark-label, summary, dt, .cut")) {
      label.remove();
    }
    return fold(copy.textContent);
  };
  const known = new Map();
  const textOf = (element) => {
    if (!known.has(element)) {
      known.set(element, wordsOf(element));
    }
    return known.get(element);
  };
  const openedBySearch = new Set();

  const showPlace = (claim, words) => {
    const details = claim.querySelector("details");
    const rest = textOf(claim).replace(textOf(details), " ");
    if (words.length && !details.open && !words.every((word) => rest.includes(word))) {
      details.open = true;
      openedBySearch.add(details);
    }
  };

  // Words, and phrases in quotation marks.
  const wanted = () =>
    [...fold(search.value).matchAll(/"([^"]*)"?|[^\s"]+/g)]
      .map(([word, phrase]) => (phrase ?? word).trim())
      .filter(Boolean);

  const apply = () => {
    const words = wanted();
    const has = (element) => words.every((word) => textOf(element).includes(word));
    for (const details of openedBySearch) {
      details.open = false;
    }
    openedBySearch.clear();
    let shown = 0;
    for (const point of points) {
      const labelled = has(point.querySelector("h3"));
      const claims = [...point.querySelectorAll(".claim")];
      for (const claim of claims) {
        const isSpeaker = !speaker.value || claim.dataset.speaker === speaker.value;
        claim.hidden = !(isSpeaker && (labelled || has(claim)));
        if (!claim.hidden && !labelled) {
          showPlace(claim, words);
        }
      }
      // A side whose claims a filter hides is not silent.
      for (const note of point.querySelectorAll(".filtered")) {
        const n = note.parentElement.querySelectorAll(".claim[hidden]").length;
        note.textContent = n === 1 ? "1 claim hidden by the filters" : `${n} claims hidden by the filters`;
        note.hidden = n === 0;
      }
      const isVerdict = !verdict.value || point.dataset.verdict === verdict.value;
      const isTold = claims.length
        ? claims.some((claim) => !claim.hidden)
        : labelled && !speaker.value;
      point.hidden = !(isVerdict && isTold);
      shown += point.hidden ? 0 : 1;
    }
    status.textContent = `${shown} of ${points.length} points shown`;
  };

  const showAll = () => {
    form.reset();
    apply();
  };

  const openTarget = () => {
    const target = document.querySelector(".claim:target, .also-in li:target, .point:target");
    if (target) {
      if (target.closest("[hidden]")) {
        showAll();
      }
      if (target.matches(".claim, .also-in li")) {
        target.querySelector("details").open = true;
        target.focus({ preventScroll: true });
      }
      target.scrollIntoView();
    }
  };

  const toggleAll = () => {
    const open = openAll.textContent.startsWith("Open");
    openAll.textContent = open ? "Close all paragraphs" : "Open all paragraphs";
    openedBySearch.clear();
    for (const details of document.querySelectorAll(".claim details")) {
      details.open = open;
    }
  };

  form.hidden = points.length === 0;
  // A choice that was not made by hand (by an extension, a driver) may send the second event only.
  form.addEventListener("input", apply);
  form.addEventListener("change", apply);
  document.getElementById("show-all").addEventListener("click", showAll);
  form.addEventListener("submit", (event) => event.preventDefault());
  openAll.addEventListener("click", toggleAll);
  addEventListener("hashchange", openTarget);
  addEventListener("load", openTarget);
  // A browser may fill in the fields again when a page is reloaded or returned to.
  addEventListener("pageshow", apply);
  apply();
})();
