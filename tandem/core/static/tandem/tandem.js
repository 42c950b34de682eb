// Makes things smoother; everything works without it.
"use strict";
(() => {
  const open = () => document.querySelectorAll("details.fold[open]");
  document.addEventListener("click", (event) => {
    for (const fold of open()) if (!fold.contains(event.target)) fold.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const fold of open()) {
      const inside = fold.contains(document.activeElement);
      fold.open = false;
      if (inside) fold.querySelector("summary").focus();
    }
  });
  // A second click on a slow line must not look like nothing happens; the server does it once.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && event.target.method === "post") {
      button.setAttribute("aria-busy", "true");
      setTimeout(() => button.removeAttribute("aria-busy"), 4000);
    }
  });
  // What is typed is kept on the server, never in this browser: a telephone is shared.
  const QUIET = 1500, LATEST = 3000, PATIENCE = 10000, LONGEST_PAUSE = 15000;
  const NOT_KEPT = ["csrfmiddlewaretoken", "once"];
  const keepDrafts = (form) => {
    const line = form.querySelector("[data-said]");
    let since = 0, timer = 0, pause = 0, isBusy = false, isFlushed = false;
    const say = (words) => { if (line.textContent !== words) line.textContent = words; };
    const typed = () => {
      const fields = new URLSearchParams();
      for (const [name, value] of new FormData(form))
        if (typeof value === "string" && !NOT_KEPT.includes(name) && !name.includes("password"))
          fields.append(name, value);
      return fields;
    };
    const plan = () => {
      clearTimeout(timer);
      timer = setTimeout(keep, pause || Math.max(0, Math.min(QUIET, since + LATEST - Date.now())));
    };
    const ask = async (body) => {
      try {
        const signal = AbortSignal.timeout(PATIENCE);
        const answer = await fetch("/concepten/bewaren/", { method: "POST", body, redirect: "manual", signal });
        if (answer.status === 204) return "kept";
        if (answer.status === 413) return "long";
        return answer.type === "opaqueredirect" || answer.status === 409 ? "out" : "away";
      } catch {
        return "away";
      }
    };
    const keep = async () => {
      if (isBusy || !since) return;
      const began = since;
      since = 0;
      isBusy = true;
      const heard = await ask(typed());
      isBusy = false;
      const now = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
      say(heard === "kept" ? `${line.dataset.kept} ${now}` : line.dataset[heard]);
      pause = heard === "kept" ? 0 : Math.min(LONGEST_PAUSE, (pause || 1000) * 2);
      if (pause) since ||= began;
      if (since) plan();
    };
    const changed = () => {
      const isNew = !since;
      since ||= Date.now();
      isFlushed = false;
      // While the server is away, more typing does not put off the next try.
      if (!isBusy && (isNew || !pause)) plan();
    };
    const flush = () => {
      if ((since || isBusy) && !isFlushed) isFlushed = navigator.sendBeacon("/concepten/bewaren/", typed());
    };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    addEventListener("online", () => { pause = 0; if (since && !isBusy) plan(); });
    for (const leaving of ["beforeunload", "pagehide"]) addEventListener(leaving, flush);
    document.addEventListener("visibilitychange", () => { if (document.hidden) flush(); });
    document.addEventListener("submit", (event) => {
      if ("draftEnd" in event.target.dataset) since = 0, isFlushed = true;
    });
    if (form.dataset.draft) changed();
  };
  for (const form of document.querySelectorAll("form[data-draft]")) keepDrafts(form);
})();
