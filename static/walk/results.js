// The Copy and Print buttons. Without scripting neither is shown.

async function copyNote({ currentTarget: button }) {
  const note = document.getElementById(button.dataset.copy);
  const status = document.querySelector("[data-copy-status]");
  note.select();
  try {
    await navigator.clipboard.writeText(note.value);
  } catch {
    // Without the right to the clipboard (plain HTTP, say) the older way may still be open.
    if (!document.execCommand("copy")) {
      status.textContent = button.dataset.failed;
      return;
    }
  }
  status.textContent = button.dataset.copied;
}

// A page may have either alone.
document.querySelector("[data-copy]")?.addEventListener("click", copyNote);
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
