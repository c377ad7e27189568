// Opens saved pages in a real browser and tells, as JSON, what a person would meet.
// Standard input: {"chromium": path, "profile": a new folder, "pages": [paths of .html files]}.
// Beside each page it prints PAGE-A4.pdf and PAGE-Letter.pdf.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const asked = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({
  executablePath: asked.chromium,
  userDataDir: asked.profile,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

// What runs in the page. Nothing of it is added to the document.

const violations = async (everyRule) => {
  const found = await window.axe.run(document, everyRule
    ? { rules: { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } } }
    : { runOnly: ["color-contrast", "color-contrast-enhanced"] });
  return found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`);
};

// Each element with those around it, by name and class: what the style sheet goes by.
const styled = () => {
  const name = (one) => one && `${name(one.parentElement)}>${one.localName}.${one.classList}`;
  return [...document.querySelectorAll("body *")].map(name);
};

const made = () => ({
  tags: [...new Set([...document.querySelectorAll("*")].map((one) => one.localName))].sort(),
  attributes: [...new Set([...document.querySelectorAll("*")]
    .flatMap((one) => [...one.attributes].map((attribute) => attribute.name)))].sort(),
  owned: "owned" in window || document.title === "owned",
});

const wide = () => document.documentElement.scrollWidth > window.innerWidth;

// The words of pictures that run out of them.
const outside = () =>
  [...document.querySelectorAll("svg text")]
    .filter((one) => {
      const box = one.getBBox();
      return box.x + box.width > one.ownerSVGElement.viewBox.baseVal.width;
    })
    .map((one) => one.textContent);

// The letters of what no page may cut; a heading goes with the first letters that follow it.
const whole = () => {
  const letters = (text) => text.normalize("NFKD").replace(/[^\p{L}]/gu, "");
  const main = document.querySelector("main");
  const kept = ".card:not(:has(.small)), .notice, li, dl > div, figure, svg";
  // The title and the description of a picture are for those who hear it: they are not drawn.
  const drawn = (one) => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll("svg title, svg desc").forEach((said) => said.remove());
    return letters(copy.textContent);
  };
  const units = [...main.querySelectorAll(kept)].map((one) => [one.localName, drawn(one)]);
  for (const heading of main.querySelectorAll("h1, h2, h3, h4")) {
    const rest = document.createRange();
    rest.setStartBefore(heading);
    rest.setEndAfter(main.lastChild);
    const length = letters(heading.textContent).length + 12;
    const copy = document.createElement("div");
    copy.append(rest.cloneContents());
    units.push([heading.localName, drawn(copy).slice(0, length)]);
  }
  return units.filter(([, text]) => text);
};

// The smallest type on paper, in points: of the text, and of what it rests on or is drawn.
const smallest = () => {
  const sizes = { text: Infinity, small: Infinity };
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || parent.closest("title, desc")) continue;
    const kind = parent.closest("small, .small, svg") ? "small" : "text";
    // A drawing is scaled to the width that it gets.
    const scale = parent.closest("svg") ? parent.getScreenCTM().a : 1;
    const points = Math.round(parseFloat(getComputedStyle(parent).fontSize) * scale * 75) / 100;
    sizes[kind] = Math.min(sizes[kind], points);
  }
  return sizes;
};

const page = await browser.newPage();
// Puppeteer sets one of the two and with that resets the other.
const session = await page.createCDPSession();
const look = (media, scheme) => session.send("Emulation.setEmulatedMedia", {
  media, features: [{ name: "prefers-color-scheme", value: scheme }],
});

const OTHER_LOOKS = [["light", "print"], ["dark", "screen"], ["dark", "print"]];
const told = [];
const tried = new Set();
let here = "";
let report = null;
page.on("request", (request) => {
  if (request.url() !== here) report.requested.push(request.url());
});
page.on("dialog", (dialog) => {
  report.said.push(dialog.message());
  dialog.dismiss();
});
page.on("pageerror", (error) => report.said.push(String(error)));
page.on("console", (message) => report.said.push(message.text()));

for (const path of asked.pages) {
  here = pathToFileURL(path).href;
  report = { path, requested: [], said: [] };
  await look("screen", "light");
  await page.setViewport({ width: 320, height: 640 });
  await page.goto(here);
  report.wide = await page.evaluate(wide);
  Object.assign(report, await page.evaluate(made));
  await page.setViewport({ width: 1024, height: 768 });
  report.outside = await page.evaluate(outside);
  await page.evaluate(axe);
  report.violations = await page.evaluate(violations, true);
  // A page on which nothing is new has no colours that were not tried before.
  const names = (await page.evaluate(styled)).filter((name) => !tried.has(name));
  names.forEach((name) => tried.add(name));
  for (const [scheme, medium] of names.length ? OTHER_LOOKS : []) {
    await look(medium, scheme);
    const found = await page.evaluate(violations, false);
    report.violations.push(...found.map((one) => `${scheme} ${medium} ${one}`));
  }
  await look("print", "light");
  await page.setViewport({ width: 703, height: 1000 }); // A4 between its margins
  report.smallest = await page.evaluate(smallest);
  report.whole = await page.evaluate(whole);
  for (const format of ["A4", "Letter"]) {
    await page.pdf({ format, path: `${path}-${format}.pdf` });
  }
  told.push(report);
}
await browser.close();
console.log(JSON.stringify(told));
