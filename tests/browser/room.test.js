// The reading room as a reader meets it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browse, serve } from "./room.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let room, browser;

before(async () => {
  room = await serve();
  browser = await browse();
});
after(async () => {
  await browser?.close();
  room?.stop();
});

/** A page that notes what it should not do. */
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (m) => m.type() === "error" && faults.push(`console: ${m.text()}`));
  page.on("pageerror", (e) => faults.push(`script: ${e.message}`));
  page.on("request", (r) => r.url().startsWith(room.address) || faults.push(`left the room: ${r.url()}`));
  const response = await page.goto(room.address + path.replace(/^\//, ""));
  return { page, faults, response, close: () => context.close() };
}

/** One address of each room, found by following links from the front page. */
async function rooms() {
  const { page, close } = await open("/");
  const links = async () => page.$$eval("a[href^='/']", (all) => all.map((a) => a.getAttribute("href")));
  const found = new Map([["/", "/"]]);
  for (const start of ["/", "/stories", "/actors", "/dyads", "/issues", "/statements", "/demands", "/events", "/encounters", "/articles", "/positions", "/about", "/comparisons", "/search?q=talks"]) {
    await page.goto(room.address + start.slice(1));
    found.set(start, start);
    for (const link of await links()) {
      const [, kind, id] = link.split(/[/?#]/);
      const named = ["articles", "actors", "encounters", "statements", "demands", "events", "stories", "issues", "dyads", "positions"];
      if (named.includes(kind) && id && !found.has(kind)) found.set(kind, link);
    }
  }
  await close();
  return [...new Set(found.values())];
}

test("every room opens without a fault, for everybody, on a desk and on a phone", async (t) => {
  for (const path of await rooms()) {
    for (const [screen, viewport] of [["desk", { width: 1280, height: 900 }], ["phone", { width: 390, height: 844 }]]) {
      for (const colorScheme of screen === "desk" ? ["light", "dark"] : ["light"]) {
        await t.test(`${path} (${screen}, ${colorScheme})`, async () => {
          const { page, faults, response, close } = await open(path, { viewport, colorScheme });
          assert.equal(response.status(), 200);
          assert.deepEqual(faults, []);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 1, `the page is ${wide} pixels wider than the screen`);
          // The policy forbids scripts of others: axe goes in by the debugger.
          const cdp = await page.context().newCDPSession(page);
          await cdp.send("Runtime.evaluate", { expression: axe });
          const { result } = await cdp.send("Runtime.evaluate", {
            expression: `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }).then((r) =>
              JSON.stringify(r.violations.map((v) => [v.id, v.impact, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160))])))`,
            awaitPromise: true,
            returnByValue: true,
          });
          assert.deepEqual(JSON.parse(result.value), []);
          await close();
        });
      }
    }
  }
});

test("everything is readable without script", async () => {
  const { page, close } = await open("/", { javaScriptEnabled: false });
  await page.click(".card.encounter h3 a");
  assert.ok(await page.locator("h1").innerText());
  await page.click("table.accounts a.quote");
  await page.waitForURL(/at=.*#here$/);
  assert.ok(await page.locator("mark#here").first().isVisible(), "the words are marked where they stand");
  await close();
});

test("a filter narrows the timeline and can be cleared", async () => {
  const { page, faults, close } = await open("/");
  const all = await page.locator("#timeline .card").count();
  await page.click("details.narrow summary");
  await page.fill("form.filter input[name=who]", "Wang Yi");
  await page.click("form.filter button");
  await page.waitForURL(/who=Wang/);
  assert.ok(!page.url().includes("dyad="), "empty fields are not sent");
  const some = await page.locator("#timeline .card").count();
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await page.click("a.clear");
  await page.waitForURL(room.address);
  assert.equal(await page.locator("#timeline .card").count(), all);
  assert.deepEqual(faults, []);
  await close();
});

test("a period is brushed by dragging over the bars", async () => {
  const { page, faults, close } = await open("/");
  const bars = page.locator("figure#months a[data-month]");
  const [first, last] = [await bars.first().boundingBox(), await bars.nth(1).boundingBox()];
  await page.mouse.move(first.x + first.width / 2, first.y + 10);
  await page.mouse.down();
  await page.mouse.move(last.x + last.width / 2, last.y + 10, { steps: 8 });
  await page.mouse.up();
  await page.waitForURL(/from=.*to=/);
  assert.deepEqual(faults, []);
  await close();
});

test("search marks its words and finds people by the start of a name", async () => {
  const { page, faults, close } = await open("/");
  await page.keyboard.press("/");
  await page.keyboard.type("sanctions");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\?q=sanctions/);
  assert.match((await page.locator("mark").first().innerText()).toLowerCase(), /sanction/);
  await page.fill("#find", "blink");
  await page.press("#find", "Enter");
  await page.waitForURL(/q=blink/);
  assert.match(await page.locator("#actors").innerText(), /Blinken/);
  assert.deepEqual(faults, []);
  await close();
});

test("the keyboard reaches the content first, then everything", async () => {
  const { page, close } = await open("/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "To the content");
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#main$/);
  for (let n = 0; n < 12; n += 1) await page.keyboard.press("Tab");
  const visible = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== "none");
  assert.ok(visible, "one sees where one is");
  await close();
});

test("from the front page to an altered copy and why, in two clicks", async () => {
  const { page, close } = await open("/");
  await page.click("#altered .card h3 a");
  assert.match(await page.locator("main").innerText(), /Altered copy, not a report of its own: .+ for /);
  await close();
});

test("from the front page to what each account says where they differ, in one click", async () => {
  const { page, close } = await open("/");
  await page.click("#differ .card h3 a");
  assert.ok((await page.locator("table.comparisons tr.dispute .values li").count()) >= 2);
  await close();
});

test("an actor's positions lead to the words, and from there into the article at them", async () => {
  const { page, faults, close } = await open("/actors/CHN");
  await page.locator("#lines tbody th a").first().click();
  await page.waitForURL(/positions\//);
  assert.ok((await page.locator("ol.said > li").count()) >= 1);
  await page.locator("ol.said blockquote footer a").first().click();
  await page.waitForURL(/at=.*#here$/);
  assert.ok(await page.locator("mark#here").first().isVisible());
  assert.deepEqual(faults, []);
  await close();
});

test("two readouts of one meeting stand side by side, issue by issue", async () => {
  const { page, close } = await open("/encounters?kind=meeting");
  await page.locator(".card.encounter h3 a", { hasText: "Xi Jinping and Joe Biden" }).first().click();
  const table = page.locator("table.readouts");
  assert.equal(await table.locator("thead th").count(), 3);
  assert.match(await table.innerText(), /Spoken of by more than one side|Only by/);
  await close();
});

test("a page prints as a hand-out: no navigation, no forms", async () => {
  const { page, close } = await open("/");
  await page.click(".card.encounter h3 a");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("header.site nav").isVisible(), false);
  assert.ok(await page.locator("table.accounts").isVisible());
  await close();
});
