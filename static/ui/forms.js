// What holds for the forms of every page. Without scripting they work all the same.

// How long a form that is on its way is not sent again; then somebody may have stopped the page.
const ON_ITS_WAY = 10_000;
// With this many characters left the count is read out: whoever cannot see it has to know.
const FEW = 50;
const PAUSE = 1000;

const sent = new Set();

// Whether the form is on its way to the server.
export const isSent = (form) => sent.has(form);

// Whether a field holds what the server does not. The page's own defaults are what is stored, but
// of a form that was refused nothing is.
export function isUnsaved(field) {
  const isRefused = field.form.hasAttribute("data-unsaved");
  return field.type === "radio"
    ? field.checked !== (field.defaultChecked && !isRefused)
    : field.value !== (isRefused ? "" : field.defaultValue);
}

// The fields in which somebody answers or writes, in a form or elsewhere on the page.
export const fieldsIn = (place) => [
  ...place.querySelectorAll("form :is(textarea, [type=radio])"),
];

// Tells those who hear the page, once they have heard what is being said.
export function tell(words) {
  const told = document.querySelector("[data-told]");
  if (told && told.textContent !== words) told.textContent = words;
}

// A second press on Start or Complete must not make two.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (isSent(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  setTimeout(() => sent.delete(form), ON_ITS_WAY);
});

const isLost = (field) => isUnsaved(field) && !isSent(field.form);

addEventListener("beforeunload", (event) => {
  if (fieldsIn(document).some(isLost)) {
    event.preventDefault();
    event.returnValue = true; // Browsers of before 2024 ask for this too.
  }
});

// A page that the browser kept shows what is stored by now, unless somebody was writing in it.
addEventListener("pageshow", (event) => {
  sent.clear();
  if (event.persisted && !fieldsIn(document).some(isUnsaved)) location.reload();
});

// A digit chooses the answer of that number, which the style sheet shows beside it.
document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  // Shift is let through: on some keyboards a digit needs it.
  if (target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
  const answer = target.closest(".opts")?.querySelectorAll("[type=radio]")[key - 1];
  if (!answer?.offsetParent) return; // There is none, or it is not shown yet.
  event.preventDefault();
  answer.focus();
  answer.click();
});

// Counts characters as the server does: outer space does not count, nor half a character.
let pause;
document.addEventListener("input", ({ target }) => {
  const count = document.getElementById(`${target.id}-count`);
  if (!count) return;
  const length = [...target.value.trim()].length;
  count.textContent = count.dataset.words.replace("#", length);
  clearTimeout(pause);
  if (count.dataset.limit - length <= FEW) pause = setTimeout(tell, PAUSE, count.textContent);
});
