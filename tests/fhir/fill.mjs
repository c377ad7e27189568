// Fills the form with each response in LHC-Forms, a client that clinics use, and tells what it says.
// Standard input: {"chromium": path, "profile": a new folder, "lforms": its folder of built files,
// "form": a Questionnaire, "responses": [...], "clicks": [[linkId, answer], ...]}.
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";

const installed = createRequire(new URL("../paper/check.mjs", import.meta.url));
const puppeteer = (await import(pathToFileURL(installed.resolve("puppeteer-core")))).default;
const asked = JSON.parse(readFileSync(0, "utf8"));

const page = `<!DOCTYPE html><html><head><meta charset="utf-8">
<link rel="icon" href="data:,"><link rel="stylesheet" href="webcomponent/styles.css">
</head><body><div id="form"></div><script src="webcomponent/assets/lib/zone.min.js"></script>
<script src="webcomponent/runtime.js"></script><script src="webcomponent/polyfills.js"></script>
<script src="webcomponent/main.js"></script><script src="fhir/R4/lformsFHIR.min.js"></script>
</body></html>`;
const types = { ".js": "text/javascript", ".css": "text/css" };
const server = createServer((request, response) => {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  const file = join(asked.lforms, path);
  if (path === "/") {
    response.writeHead(200, { "content-type": "text/html" });
    response.end(page);
  } else if (existsSync(file)) {
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  } else {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));

const browser = await puppeteer.launch({
  executablePath: asked.chromium,
  userDataDir: asked.profile,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

// What runs in the page.

const show = async (form, response) => {
  document.getElementById("form").replaceChildren();
  const options = { fhirVersion: "R4", questionnaireResponse: response };
  await window.LForms.Util.addFormToPage(form, "form", options);
};

const filled = () => window.LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4");

const visible = () => document.getElementById("form").innerText;

// Whether the form has an answer that was clicked; the counts are calculated with it.
const settled = (question, answer) => {
  const { item } = window.LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4");
  const answers = item.flatMap((group) => group.item ?? []);
  const found = answers.find((one) => one.linkId === question);
  return found?.answer[0].valueCoding?.code === answer;
};

const tab = await browser.newPage();
const errors = [];
tab.on("pageerror", (error) => errors.push(String(error)));
const reports = [];
for (const response of asked.responses) {
  await tab.goto(`http://127.0.0.1:${server.address().port}/`);
  await tab.waitForFunction(() => window.LForms?.Util?.addFormToPage && window.LForms.FHIR?.R4);
  await tab.evaluate(show, asked.form, response);
  const report = [{ response: await tab.evaluate(filled), visible: await tab.evaluate(visible) }];
  for (const [question, answer] of asked.clicks) {
    const button = await tab.waitForSelector(`label[id^="${question}/"][id$="|${answer}"]`);
    await button.click();
    await tab.waitForFunction(settled, {}, question, answer);
    report.push({ response: await tab.evaluate(filled), visible: await tab.evaluate(visible) });
  }
  reports.push(report);
}
await browser.close();
server.close();
console.log(JSON.stringify({ reports, errors }));
