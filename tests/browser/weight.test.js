// Every page that links lead to: none is dead, none is heavy, every quotation opens its article at the words.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve } from "./room.js";

const HEAVY = 150_000;
const PAGES = 10_000;
let room;

before(async () => {
  room = await serve();
});
after(() => room?.stop());

const size = (text) => Buffer.byteLength(text);
const text = async (path) => (await fetch(room.address + path.slice(1))).text();
const plain = (html) => html.replaceAll("&amp;", "&").replaceAll("&quot;", '"');

/** Addresses in a page that stay in the room. */
function links(html) {
  const all = [...html.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map((m) => plain(m[1]).split("#")[0]);
  return new Set(all.filter((l) => !l.startsWith("//")));
}

test("no page that a link leads to is dead or weighs more than 150 kB without the article's text", async () => {
  const [todo, seen, faults] = [["/"], new Set(["/"]), []];
  const assets = new Map();
  let [heaviest, spans] = [["", 0], 0];
  while (todo.length && seen.size < PAGES) {
    const path = todo.shift();
    const answer = await fetch(room.address + path.slice(1));
    const html = await answer.text();
    if (answer.status !== 200) faults.push(`${path} answers ${answer.status}`);
    if (!answer.headers.get("content-type").startsWith("text/html")) continue;
    let weight = size(html);
    for (const link of links(html)) {
      if (link.startsWith("/assets/")) {
        if (!assets.has(link)) assets.set(link, size(await text(link)));
        weight += assets.get(link);
      } else if (!seen.has(link)) {
        seen.add(link);
        todo.push(link);
      }
    }
    if (/^\/articles\/[^/?]+/.test(path)) {
      const twin = JSON.parse(await text(path.replace(/\?.*/, "") + ".json"));
      weight -= size(twin.article.body);
    }
    if (path.includes("?at=")) {
      spans += 1;
      if (!html.includes('id="here"')) faults.push(`${path} marks no words`);
    }
    if (weight > heaviest[1]) heaviest = [path, weight];
    if (weight > HEAVY) faults.push(`${path} weighs ${weight} bytes`);
  }
  console.log(`${seen.size} addresses, ${spans} of them quotations; the heaviest page is ${heaviest[0]} with ${heaviest[1]} bytes`);
  assert.equal(todo.length, 0, "not every address was followed");
  assert.ok(spans > 100, `only ${spans} quotations were followed`);
  assert.deepEqual(faults, []);
});
