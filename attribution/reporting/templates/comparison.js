"use strict";
(() => {
  const form = document.getElementById("filters");
  const verdict = document.getElementById("filter-verdict");
  const speaker = document.getElementById("filter-speaker");
  const search = document.getElementById("filter-search");
  const status = document.getElementById("filter-status");
  const points = [...document.querySelectorAll(".point")];
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const apply = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const has = (element) => {
      const text = fold(element.textContent);
      return words.every((word) => text.includes(word));
    };
    let shown = 0;
    for (const point of points) {
      const labelled = has(point.querySelector("h3"));
      const claims = [...point.querySelectorAll(".claim")];
      for (const claim of claims) {
        const isSpeaker = !speaker.value || claim.dataset.speaker === speaker.value;
        claim.hidden = !(isSpeaker && (labelled || has(claim)));
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

  const openTarget = () => {
    const target = document.querySelector(".claim:target");
    if (target) {
      if (target.closest("[hidden]")) {
        form.reset();
        apply();
      }
      target.querySelector("details").open = true;
      target.scrollIntoView();
    }
  };

  form.hidden = points.length === 0;
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", openTarget);
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) {
      details.open = true;
    }
  });
  addEventListener("load", openTarget);
  apply();
})();
