// Comfort only: everything is readable and navigable without it.
"use strict";

// Brush a period: drag over the bars of a timeline.
for (const figure of document.querySelectorAll("figure#months")) {
  const months = [...figure.querySelectorAll("a[data-month]")];
  let from = null;
  const monthAt = (event) => {
    const link = document.elementFromPoint(event.clientX, event.clientY)?.closest("a[data-month]");
    return months.indexOf(link);
  };
  const mark = (a, b) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    months.forEach((m, n) => m.classList.toggle("brushed", n >= low && n <= high));
  };
  figure.addEventListener("dragstart", (event) => event.preventDefault());
  figure.addEventListener("pointerdown", (event) => {
    const at = monthAt(event);
    if (at >= 0 && event.button === 0) from = at;
  });
  figure.addEventListener("pointermove", (event) => {
    const at = monthAt(event);
    if (from !== null && at >= 0) mark(from, at);
  });
  figure.addEventListener("pointerup", (event) => {
    const at = monthAt(event);
    if (from !== null && at >= 0 && at !== from) {
      const [low, high] = [Math.min(from, at), Math.max(from, at)];
      const address = new URL(location.href);
      address.searchParams.delete("after");
      address.searchParams.set("from", months[low].dataset.month);
      address.searchParams.set("to", months[high].dataset.month);
      figure.addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
      location.assign(address);
    }
    from = null;
  });
}

// "/" goes to the search box, as in other reading rooms.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("find")?.focus();
  }
});

// A note and its words show one another.
for (const note of document.querySelectorAll("li.note")) {
  const number = note.id.slice(1);
  const words = [...document.querySelectorAll("[data-notes]")].filter((w) => w.dataset.notes.split(" ").includes(number));
  const show = (on) => () => words.forEach((w) => w.classList.toggle("lit", on));
  note.addEventListener("pointerenter", show(true));
  note.addEventListener("pointerleave", show(false));
  note.addEventListener("focusin", show(true));
  note.addEventListener("focusout", show(false));
}

// What an address points into is opened, and forms send no empty fields.
const opened = () => {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
};
addEventListener("hashchange", opened);
opened();
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
}
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form :disabled")) field.disabled = false;
});
