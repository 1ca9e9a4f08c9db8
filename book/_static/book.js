// A box that scrolls sideways can be reached by keyboard, and only while it does scroll.

function markScrollers() {
  for (const box of document.querySelectorAll(".formula, .pst-scrollable-table-container, .cell_output .text_html, .portrait pre")) {
    const scrolls = box.scrollWidth > box.clientWidth;
    if (scrolls) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

addEventListener("load", markScrollers);
addEventListener("resize", markScrollers);
document.fonts.ready.then(markScrollers);

// Without a server a page may not read another one, so the search lists titles alone.
if (location.protocol === "file:" && typeof DOCUMENTATION_OPTIONS !== "undefined") {
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
}

// The search looks for a place in a page by a selector, in which the dots of a module's name would stand for classes.
addEventListener("DOMContentLoaded", () => {
  if (typeof Search === "undefined") return;
  const textOf = Search.htmlToText;
  Search.htmlToText = (page, place) => textOf(page, place ? `#${CSS.escape(place.slice(1))}` : place);
});
