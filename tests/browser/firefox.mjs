// Walks a checklist in Firefox, as a guest, and prints the considerations that it ends with.
//
//     node firefox.mjs '{"firefox": PATH, "url": ADDRESS, "answers": {CRITERION: OPTION}}'

import puppeteer from "puppeteer-core";

const {firefox, url, answers} = JSON.parse(process.argv[2]);
const MOST = 30; // more pages than a walk has

const press = async (page, name) => {
  for (const button of await page.$$("main button[type=submit]")) {
    if ((await button.evaluate((it) => it.textContent.trim())).startsWith(name)) {
      await Promise.all([page.waitForNavigation(), button.click()]);
      return;
    }
  }
  throw new Error(`No button is named ${name} at ${page.url()}`);
};

const unanswered = (page) => page.evaluate((wanted) => {
  const asked = [...document.querySelectorAll(".crits input")].map((box) => box.name);
  return [...new Set(asked)].find(
    (name) => !document.getElementById(`${name}.${wanted[name]}`).checked);
}, answers);

// What saving brings into view is there when it is saved.
const answer = async (page) => {
  for (let name = await unanswered(page); name; name = await unanswered(page)) {
    await page.click(`label[for="${name}.${answers[name]}"]`);
    if (!(await unanswered(page))) await page.waitForSelector(".saved:not(.off)");
  }
};

const browser = await puppeteer.launch({browser: "firefox", executablePath: firefox});
try {
  const page = await browser.newPage();
  const told = [];
  page.on("console", (message) => told.push(message.text()));
  page.on("pageerror", (error) => told.push(String(error)));
  await page.goto(url);
  await press(page, "Try it as a guest");
  for (let pages = 0; pages < MOST && !page.url().endsWith("/review/"); pages += 1) {
    await answer(page);
    await press(page, "Save and");
  }
  await press(page, "Complete and see what to weigh");
  const raised = await page.$$eval("[data-consideration]", (lines) =>
    lines.map(({dataset}) => [dataset.kind, dataset.consideration]));
  console.log(JSON.stringify({engine: await browser.version(), raised, told}));
} finally {
  await browser.close();
}
