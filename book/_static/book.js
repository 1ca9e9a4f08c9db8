// A box that scrolls sideways can be reached by keyboard, and only while it does scroll.

function markScrollers() {
  for (const box of document.querySelectorAll(".formula, .pst-scrollable-table-container, .cell_output .text_html")) {
    const scrolls = box.scrollWidth > box.clientWidth;
    if (scrolls) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

addEventListener("load", markScrollers);
addEventListener("resize", markScrollers);
document.fonts.ready.then(markScrollers);
