// Islands: a page without one loads no WASM.
(async ({ js, wasm }) => {
  if (document.querySelector("leptos-island")) {
    const app = await import(js);
    await app.default({ module_or_path: wasm });
    app.hydrate();
    const slots = [];
    const walk = async (node) => {
      if (node.localName === "leptos-children") slots.push(node.$$on_hydrate);
      if (node.localName === "leptos-island") {
        slots.at(-1)?.();
        await app[node.dataset.component]?.(node);
      }
      for (const child of node.children) await walk(child);
      if (node.localName === "leptos-children") slots.pop();
    };
    await walk(document.body);
  }
  document.documentElement.setAttribute("data-hydrated", "");
})(document.currentScript.dataset);

// Conveniences: every page works without.
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (type, handler, options) => document.addEventListener(type, handler, options);

  // What is being done in the background
  const moving = $("[data-reload]");
  if (moving) setTimeout(() => location.reload(), 1000 * moving.dataset.reload);

  // Command palette
  const palette = $("dialog#palette");
  const results = $("#palette-results");
  const input = palette && $("input[name=q]", palette);
  let asked, timer;
  const find = async () => {
    asked?.abort();
    const q = input.value.trim();
    if (!q) return results.replaceChildren();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const answer = await fetch(`/find?q=${encodeURIComponent(q)}`, { signal, headers: { accept: "text/html" } });
      // Redirected: the sign-in page
      if (!answer.ok || answer.redirected) return;
      const html = await answer.text();
      const found = $("#found", new DOMParser().parseFromString(html, "text/html"));
      if (!signal.aborted && found) results.replaceChildren(...found.children);
    } catch { /* aborted or offline: Enter still works */ }
  };
  if (palette && results && input) {
    on("keydown", (e) => {
      if ((e.ctrlKey || e.metaKey) && !e.shiftKey && !e.altKey && e.key.toLowerCase() === "k") {
        e.preventDefault();
        if (!palette.open && !$("dialog:modal")) palette.showModal();
        input.focus();
        input.select();
      }
    });
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(find, 120); });
    palette.addEventListener("keydown", (e) => {
      if (e.key === "Escape") { e.preventDefault(); return palette.close(); }
      if (e.isComposing || (e.key !== "ArrowDown" && e.key !== "ArrowUp")) return;
      const stops = [input, ...$$("a", results)];
      const at = stops.indexOf(document.activeElement);
      stops[(at + (e.key === "ArrowDown" ? 1 : -1) + stops.length) % stops.length]?.focus();
      e.preventDefault();
    });
    palette.addEventListener("click", (e) => { if (e.target === palette) palette.close(); });
  }

  // Drop-downs made of <details>
  const drops = "details:is(.pop, .menu, .columns)[open]";
  on("click", (e) => { for (const d of $$(drops)) if (!d.contains(e.target)) d.open = false; });
  on("keydown", (e) => {
    if (e.key !== "Escape" || e.defaultPrevented) return;
    for (const d of $$(drops)) {
      if (d.contains(document.activeElement)) $("summary", d).focus();
      d.open = false;
    }
  });

  // Unsaved changes; a refused form holds some
  const dirty = new Set($$("form[data-confirm-leave]").filter((f) => $(".summary, .wrong", f)));
  on("input", (e) => { const f = e.target.form; if (f?.matches("[data-confirm-leave]")) dirty.add(f); });
  addEventListener("beforeunload", (e) => {
    if (![...dirty].some((f) => f.isConnected)) return;
    e.preventDefault();
    // Runs only where the answer was to stay: what was being sent is unsaved again
    setTimeout(() => {
      for (const f of sent) if (f.matches("[data-confirm-leave]")) dirty.add(f);
      idle();
    });
  });

  // One submit at a time
  const sent = new Set();
  const idle = () => {
    sent.clear();
    for (const button of $$("[aria-busy=true]:is(button)")) button.removeAttribute("aria-busy");
  };
  on("submit", (e) => {
    const form = e.target;
    if (e.defaultPrevented) return;
    if (sent.has(form)) return e.preventDefault();
    // Other forms of the page may hold input still: the language switch, another group of the same record
    dirty.delete(form);
    if ((e.submitter?.formMethod || form.method) !== "post") return;
    sent.add(form);
    (e.submitter ?? $("button:not([type=button])", form))?.setAttribute("aria-busy", "true");
  });

  // Copying; without this the text beside it can be selected
  if (navigator.clipboard) for (const b of $$("[data-copies]")) {
    b.hidden = false;
    const [word, name] = [b.textContent, b.ariaLabel];
    b.addEventListener("click", async () => {
      await navigator.clipboard.writeText(b.dataset.copies);
      b.textContent = b.ariaLabel = b.dataset.copied;
      setTimeout(() => { b.textContent = word; b.ariaLabel = name; }, 2000);
    });
  }

  // The row opened last
  const key = `row:${location.pathname}`, rows = ".records tbody tr";
  const named = (row) => $("a", row)?.getAttribute("href");
  on("click", (e) => {
    const row = e.target.closest?.("a[href]") && e.target.closest(rows);
    if (row) try { sessionStorage.setItem(key, named(row)); } catch { /* storage is off */ }
  });
  addEventListener("pageshow", (e) => {
    if (e.persisted) idle();
    let seen = null;
    try { seen = sessionStorage.getItem(key); } catch { /* storage is off */ }
    if (seen) for (const row of $$(rows)) row.classList.toggle("seen", named(row) === seen);
  });

  // Ticks: all rows of the page at once, and how many are ticked
  for (const all of $$("[data-tick-all]")) {
    const boxes = () => $$(`[form="${all.closest("form").id}"][type=checkbox]`);
    const status = $("[data-ticked]", all.closest("form"));
    const say = () => {
      const ticked = boxes().filter((box) => box.checked).length;
      status.textContent = status.dataset.ticked.replace("#", ticked);
      all.textContent = ticked && ticked === boxes().length ? all.dataset.none : all.dataset.all;
    };
    all.addEventListener("click", (e) => {
      e.preventDefault();
      const tick = boxes().some((box) => !box.checked);
      for (const box of boxes()) box.checked = tick;
      say();
    });
    on("change", (e) => { if (boxes().includes(e.target)) say(); });
    say();
  }

  // A dialog that came back refused
  for (const d of $$("dialog[open]")) { d.close(); d.showModal(); }
  // What a form answered is read first
  const said = $(".summary") ?? $("form > .notice") ?? $("[data-answer]");
  if (said) { said.tabIndex = -1; said.focus(); }
})();
