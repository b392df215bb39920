// What an answer changes on the page of a section: the urgent notice of a single answer at once,
// all else as the server shows it in its reply to a save.

import { fieldsIn, isUnsaved, tell } from "../ui/forms.js";

const [chip, alarm, raised, trouble, told] =
  document.querySelector("[data-scripted]").content.children;

// It has to stand on the page before it says anything, or it is not heard.
document.querySelector("main").append(told);

// What the person last answered or wrote in.
let touched = document.body;

// Changes the page and keeps what the person is at where it is on the screen.
function hold(change) {
  const { activeElement, body } = document;
  // Some browsers give no focus to what is touched or clicked.
  const at = activeElement === body ? touched : activeElement;
  const { top } = at.getBoundingClientRect();
  change();
  if (at.isConnected) scrollBy({ top: at.getBoundingClientRect().top - top, behavior: "instant" });
}

// What moves under a finger or a mouse button takes its click away. This settles when none is down,
// or has been down for longer than a click takes.
const LONGEST_CLICK = 1000;
let click = Promise.resolve();
let release = () => {};

export const untilReleased = () => click;

addEventListener("pointerdown", () => {
  click = new Promise((resolve) => {
    release = resolve;
    setTimeout(resolve, LONGEST_CLICK);
  });
});
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(release));

// -- The urgent notice of a single answer, which needs no network ---------------------------------

const shown = (place) =>
  [...place.querySelectorAll("[data-consideration]")].map((each) => each.dataset.consideration);

function showAlarm(notice) {
  // Read out as it comes, for the focus stays with the answers.
  notice.setAttribute("role", "alert");
  const mark = document.querySelector(".bar .chip:not(.plain)");
  if (!mark?.matches(".k-urgent")) {
    mark?.remove();
    document.querySelector(".bar-end").prepend(chip.cloneNode(true));
  }
  if (!document.contains(notice)) document.querySelector("main > .head").after(notice);
}

function hideAlarm() {
  document.getElementById("urgent")?.remove();
  document.querySelector(".bar .k-urgent")?.remove();
}

// Shows what this answer raises by itself. It is not saved yet, and the notice says so.
function raise(answer, considerations) {
  const notice = document.getElementById("urgent") ?? alarm.cloneNode(true);
  notice.id = "urgent";
  const route = alarm.querySelector(".route").cloneNode(true);
  notice.querySelector(".route").replaceWith(route);
  for (const { content, dataset } of considerations) {
    if (shown(notice).includes(dataset.urgent)) continue;
    const consideration = content.firstElementChild.cloneNode(true);
    consideration.dataset.consideration = dataset.urgent;
    consideration.dataset.kind = "urgent";
    consideration.dataset.early = answer.name;
    route.before(consideration);
  }
  showAlarm(notice);
  const line = raised.cloneNode(true);
  line.id = `${answer.name}-raised`;
  line.dataset.early = answer.name;
  if (!document.getElementById(line.id)) answer.closest(".opts").after(line);
}

document.addEventListener("input", ({ target }) => {
  touched = target;
});

document.addEventListener("change", ({ target }) => {
  if (target.type !== "radio") return;
  hold(() => {
    const before = document.querySelectorAll(`[data-early="${target.name}"]`);
    for (const each of before) each.remove();
    const considerations = target.parentElement.querySelectorAll("template");
    if (considerations.length) raise(target, considerations);
    else if (before.length && !document.querySelector("#urgent [data-consideration]")) hideAlarm();
  });
});

// -- Trouble, said where it is seen wherever on the page somebody is -----------------------------

export function showTrouble(words) {
  trouble.textContent = words;
  document.querySelector(".go").before(trouble);
  tell(words);
}

export const hideTrouble = () => trouble.remove();

// -- The server's page ----------------------------------------------------------------------------

// The person's own: what they chose, opened or wrote, and how long that is.
const THEIRS = new Set(["checked", "open"]);
const WRITTEN = "textarea, .count";

const isAlike = (here, there) => here.nodeName === there.nodeName && here.id === there.id;

// The next of what stands here that is to become this, if it stands here already.
function counterpart(here, there) {
  if (there.nodeType !== Node.ELEMENT_NODE) return here && isAlike(here, there) ? here : null;
  while (here && !isAlike(here, there)) here = here.nextSibling;
  return here;
}

// Takes away what the server's page does not have, but nothing that somebody has written and not
// saved, and returns what comes after it.
function drop(here) {
  const { nextSibling } = here;
  const isElement = here.nodeType === Node.ELEMENT_NODE;
  if (isElement && fieldsIn(here).some(isUnsaved)) return nextSibling;
  if (here.contains(document.activeElement)) {
    here.previousElementSibling?.closest(".crit-at")?.focus({ preventScroll: true });
  }
  here.remove();
  return nextSibling;
}

// Makes what stands here like the server's, and leaves every node in place that can stay: with it
// stay focus, caret and selection.
function become(here, there) {
  if (there.nodeType !== Node.ELEMENT_NODE) {
    if (here.data !== there.data) here.data = there.data;
    return;
  }
  for (const name of new Set([...here.getAttributeNames(), ...there.getAttributeNames()])) {
    const value = there.getAttribute(name);
    if (THEIRS.has(name) || here.getAttribute(name) === value) continue;
    if (value === null) here.removeAttribute(name);
    else here.setAttribute(name, value);
  }
  if (here.matches(WRITTEN)) return;
  let next = here.firstChild;
  for (const each of [...there.childNodes]) {
    const found = counterpart(next, each);
    if (!found) {
      here.insertBefore(each, next);
      continue;
    }
    while (next !== found) next = drop(next);
    next = found.nextSibling;
    become(found, each);
  }
  while (next) next = drop(next);
}

// Takes the urgent notice over, and has it read out only if it says something new.
function takeAlarm(there) {
  const here = document.getElementById("urgent");
  const isNews = !here || shown(there).some((key) => !shown(here).includes(key));
  if (isNews) there.setAttribute("role", "alert");
  else there.removeAttribute("role");
  if (here) become(here, there);
  if (isNews) showAlarm(here ?? there);
}

// Shows these regions of the page as the server's page has them, and what is urgent in it.
export function take(page, regions) {
  const urgent = page.getElementById("urgent");
  hold(() => {
    for (const region of regions) {
      const here = document.querySelector(region);
      if (here) become(here, page.querySelector(region));
    }
    if (urgent) takeAlarm(urgent);
  });
}

// Shows the page of a save that was stored.
export function takeStored(page) {
  // In practice the case stands where the sections stand elsewhere, and they are a sheet.
  take(page, [".bar", ".side, .steps-pop", "main > .side-foot", ".crits"]);
  if (!page.getElementById("urgent")) hold(hideAlarm);
}
