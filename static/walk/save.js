// Saves a section in the background, and tells truthfully where that stands. The form is sent as
// its own button would send it, and the reply is this page as the server shows it.

import { fieldsIn, isSent, isUnsaved, tell } from "../ui/forms.js";
import { hideTrouble, showTrouble, take, takeStored, untilReleased } from "./news.js";

// After an answer, and after a pause in writing.
const SOON = 250;
const PAUSE = 2000;
// How long the server may take.
const PATIENCE = 20_000;

const form = document.getElementById("section-form");
const words = document.querySelector("[data-scripted]").dataset;
// The button that saves and stays.
const stay = document.querySelector(".steps [aria-current]");

let inFlight = null;
// What was sent and may or may not be stored, for no reply came.
let unanswered = null;
let isAskedAgain = false;
// Whether the page says something else than the server did of when it was saved.
let isDoubted = false;
// Whether those who hear the page know by now that it is saved.
let isQuiet = false;

const fields = () => fieldsIn(form);
// A page that was refused is saved by hand: it asks the person to decide something first.
const isByHand = form.hasAttribute("data-unsaved");
const isPending = () => inFlight || unanswered || isDoubted || fields().some(isUnsaved);

// -- Where saving stands --------------------------------------------------------------------------

function say(state) {
  const saved = document.querySelector(".saved");
  saved.classList.add("off");
  saved.textContent = state;
  isDoubted = true;
}

function fail(why) {
  say(words.pending);
  showTrouble(why);
  isQuiet = false;
}

// -- Sending and its reply ------------------------------------------------------------------------

// The address at which the server would show this page again, once, for what has just come up.
function newsPage(address) {
  const key = new URL(address).searchParams.get("new");
  return key && `${address}#${key}`;
}

async function post(body) {
  const signal = AbortSignal.timeout?.(PATIENCE);
  try {
    const reply = await fetch(form.getAttribute("action"), { method: "POST", body, signal });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const { redirected, status } = reply;
    const isSection = page.getElementById("section-form") !== null;
    return {
      page,
      status: isSection ? status : 0,
      isAnswered: isSection || (status < 500 && !redirected),
      // Whoever is signed in no more is asked to sign in, by a page that carries what was sent.
      isEnded: page.querySelector("[name=carried]") !== null,
      news: newsPage(reply.url),
    };
  } catch {
    return { status: 0, isAnswered: false };
  }
}

// The address of a preview holds its answers, and so it changes with them.
function follow(address) {
  if (form.getAttribute("action") === address) return;
  form.setAttribute("action", address);
  history.replaceState(null, "", address);
}

// From now on the page counts as saved what was sent, which is not always what is in it by now.
function keep(sent, page) {
  for (const field of fields()) {
    const value = sent.get(field.name);
    if (field.type === "radio") field.defaultChecked = value === field.value;
    else if (value !== null) field.defaultValue = value;
  }
  form.querySelector("[name=revision]").value = page.querySelector("[name=revision]").value;
  follow(page.getElementById("section-form").getAttribute("action"));
  const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const each of document.querySelectorAll("[name=csrfmiddlewaretoken]")) each.value = token;
}

function stored(sent, page) {
  keep(sent, page);
  hideTrouble();
  const isNewer = fields().some((field) => field.type === "radio" && isUnsaved(field));
  // Else the page would go back for a moment; it is saved once more in any case.
  if (!isNewer) takeStored(page);
  if (fields().some(isUnsaved)) {
    say(words.pending);
    return;
  }
  const news = page.querySelector("[data-news]");
  tell((news ?? (isQuiet ? null : page.querySelector(".saved")))?.textContent ?? "");
  isQuiet = true;
  isDoubted = false;
}

function settle(sent, { status, page, isEnded }) {
  if (status === 200) stored(sent, page);
  else if (status === 422) {
    take(page, [".crits"]);
    fail(words.refused);
  } else if (status === 409) {
    // The revision stays the old one: only who has seen both may decide between them.
    take(page, []);
    fail(words.elsewhere);
  } else fail(isEnded ? words.ended : words.failed);
}

async function send() {
  let reply;
  let news = null;
  do {
    // First the same again, for it may be stored: then it is accepted and tells the revision.
    isAskedAgain = unanswered !== null;
    unanswered ??= new URLSearchParams(new FormData(form));
    unanswered.set(stay.name, stay.value);
    say(words.saving);
    reply = await post(unanswered);
    await untilReleased();
    const sent = unanswered;
    if (reply.isAnswered) unanswered = null;
    settle(sent, reply);
    news ??= reply.news;
  } while (reply.status === 200 && isAskedAgain);
  return { isReached: reply.isAnswered, news };
}

// Saves what is on the page. One at a time: what changes meanwhile is saved next.
function save() {
  for (const timer of Object.values(timers)) clearTimeout(timer);
  isAskedAgain = true;
  inFlight ??= send().finally(() => {
    inFlight = null;
  });
  return inFlight;
}

// -- When -----------------------------------------------------------------------------------------

const timers = {};

function saveWhatIsPending() {
  if (isPending() && !isSent(form)) save();
}

function saveAfter(delay) {
  if (!isPending()) return;
  say(words.pending);
  clearTimeout(timers[delay]);
  timers[delay] = setTimeout(saveWhatIsPending, delay);
}

let goesOn = false;

// A button waits for what is not saved yet, so that nothing is lost where the server is out of
// reach. Where that brings something up, the page comes again for it, as it does without scripting.
async function submit(event) {
  if (goesOn || !isPending()) return;
  event.preventDefault();
  // Whatever goes wrong in here, the form itself is still good.
  const { isReached, news } = await save().catch(() => ({ isReached: true }));
  if (!isReached) return;
  if (news) {
    location.assign(news);
    return;
  }
  goesOn = true;
  form.requestSubmit(event.submitter);
  goesOn = false;
}

if (!isByHand) {
  form.addEventListener("change", () => saveAfter(SOON));
  form.addEventListener("input", ({ target }) => target.type === "radio" || saveAfter(PAUSE));
  form.addEventListener("submit", submit);
  addEventListener("online", saveWhatIsPending);
  addEventListener("pageshow", ({ persisted }) => persisted && saveWhatIsPending());
  document.addEventListener("visibilitychange", () => document.hidden && saveWhatIsPending());
}
