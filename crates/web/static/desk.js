// Keys for what the page can do without them: a letter presses the button or follows the link that shows it.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input")) target.focus();
  else target.click();
});
// Where a passage can be marked, selecting words chooses them. Places count code points, as the sentences say them.
const selection = document.querySelector("[data-selection]");
if (selection) {
  const place = (node, offset) => {
    const sentence = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!sentence) return null;
    const before = document.createRange();
    before.selectNodeContents(sentence);
    before.setEnd(node, offset);
    return Number(sentence.dataset.start) + [...before.toString()].length;
  };
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const start = place(range.startContainer, range.startOffset);
    const end = place(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    selection.value = `${start}-${end}`;
    const shown = document.querySelector("[data-chosen]");
    shown.hidden = false;
    shown.querySelector("[data-words]").textContent = chosen.toString();
  });
}
