// Articles that mean to run, to break out, to turn the page around or to hang it: a record is built of them and read.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browse, serve } from "./room.js";

const RAN = "globalThis.ran=(globalThis.ran||0)+1";
const KINDS = {
  "script tags": `<script>${RAN}</script><scr<script>ipt>${RAN}</scr</script>ipt></title></style><iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  "event handlers": `" onmouseover="${RAN}" autofocus onfocus="${RAN}" x=" <img src=x onerror="${RAN}"> <svg onload="${RAN}"> <details open ontoggle="${RAN}">`,
  "bidirectional controls": "agreed \u202etsap eht fo sdrow\u202c and \u2067turned \u2066again \u202d and never closed",
  "broken entities": `&lt;script&gt;${RAN}&lt;/script&gt; &#x3c;img src=x onerror=${RAN}&#62 &amp &#0; &#xD800; &#99999999; &nosuch; &&&;`,
  "javascript links": `<a href="javascript:${RAN}">here</a> [here](javascript:${RAN}) javascript:${RAN} data:text/html,<script>${RAN}</script>`,
  "a million nested brackets": "([{<".repeat(250_000),
};

let room, browser, folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "verbale-hostile-"));
  const articles = Object.entries(KINDS).map(([kind, text], n) => ({
    id: `hostile-${n}`,
    title: `Wang Yi meets Blinken ${kind} ${text.slice(0, 300)}`,
    outlet: `Post ${n} ${text.slice(0, 80)}`,
    url: `javascript:${RAN}`,
    date: `2023-06-1${n}`,
    authors: [text.slice(0, 200)],
    text: [
      `BEIJING - Chinese Foreign Minister Wang Yi met U.S. Secretary of State Antony Blinken in Beijing on Monday for three hours.`,
      `Wang said: "China firmly opposes ${text.slice(0, 2000)} over Taiwan."`,
      `Blinken said the United States urged China to stop ${text.slice(0, 400)}.`,
      text,
      `The two sides agreed to meet again in July.`,
    ].join("\n\n"),
  }));
  writeFileSync(join(folder, "hostile.jsonl"), articles.map((a) => JSON.stringify(a)).join("\n"));
  room = await serve(folder);
  browser = await browse();
});
after(async () => {
  await browser?.close();
  room?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Opens a page and says what it did that it should not. */
async function visit(page, path) {
  const faults = [];
  const note = (what) => faults.push(`${path}: ${what}`);
  const heard = {
    console: (m) => m.type() === "error" && note(`console: ${m.text()}`),
    pageerror: (e) => note(`script: ${e.message}`),
    dialog: (d) => (note(`dialog: ${d.message()}`), d.dismiss()),
    request: (r) => r.url().startsWith(room.address) || note(`left the room: ${r.url().slice(0, 100)}`),
  };
  for (const [event, hear] of Object.entries(heard)) page.on(event, hear);
  const began = Date.now();
  const response = await page.goto(room.address + path.replace(/^\//, ""), { timeout: 60_000 });
  if (Date.now() - began > 20_000) note(`took ${Date.now() - began} ms`);
  if (response.status() !== 200) note(`answered ${response.status()}`);
  const seen = await page.evaluate(() => ({
    ran: globalThis.ran,
    wide: document.documentElement.scrollWidth - innerWidth,
    foot: !!document.querySelector("footer.site")?.checkVisibility(),
    links: [...document.querySelectorAll("main a[href]")].map((a) => a.getAttribute("href")),
  }));
  if (seen.ran) note("something ran");
  if (seen.wide > 1) note(`the page is ${seen.wide} pixels wider than the screen`);
  if (!seen.foot) note("the page broke off before its foot");
  const foreign = seen.links.filter((l) => !/^(\/(?!\/)|#)/.test(l) && !l.startsWith(room.address));
  if (foreign.length) note(`leads to ${foreign[0]}`);
  for (const [event, hear] of Object.entries(heard)) page.off(event, hear);
  return { faults, links: seen.links };
}

for (const kind of Object.keys(KINDS)) {
  test(`nothing of ${kind} runs, hangs or breaks the page`, { timeout: 300_000 }, async () => {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
      const context = await browser.newContext({ viewport });
      const page = await context.newPage();
      const { links } = await visit(page, "/articles?limit=50");
      const n = Object.keys(KINDS).indexOf(kind);
      const title = page.locator("h3 a", { hasText: `Wang Yi meets Blinken ${kind}` }).first();
      const own = (await title.count()) ? await title.getAttribute("href") : undefined;
      assert.ok(own, `article ${n} is not in the list: ${links.length} links`);
      const { faults, links: next } = await visit(page, own);
      const rooms = [...new Set(next.filter((l) => l.startsWith("/")).map((l) => l.split("#")[0]))].slice(0, 6);
      for (const path of ["/", "/statements", "/actors", "/search?q=Taiwan", ...rooms]) {
        faults.push(...(await visit(page, path)).faults);
      }
      assert.deepEqual(faults, []);
      await context.close();
    }
  });
}
