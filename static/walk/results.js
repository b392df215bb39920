// The Copy and Print buttons of the results page. Without scripting neither is shown.

const copy = document.querySelector("[data-copy]");
const note = document.getElementById(copy.dataset.copy);
const status = document.querySelector("[data-copy-status]");

copy.addEventListener("click", async () => {
  note.select();
  try {
    await navigator.clipboard.writeText(note.value);
  } catch {
    // Without the right to the clipboard (plain HTTP, say) the older way may still be open.
    if (!document.execCommand("copy")) {
      status.textContent = copy.dataset.failed;
      return;
    }
  }
  status.textContent = copy.dataset.copied;
});

document.querySelector("[data-print]").addEventListener("click", () => window.print());
