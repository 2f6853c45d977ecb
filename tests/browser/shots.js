// Screenshots to be looked at: node shots.js [PATH…] writes shots/NAME-desk.png, -phone.png and -dark.png.
import { mkdirSync } from "node:fs";
import { browse, serve } from "./room.js";

const room = await serve();
const browser = await browse();
mkdirSync("shots", { recursive: true });
const paths = process.argv.slice(2).length ? process.argv.slice(2) : ["/", "/stories", "/about"];
const screens = { desk: { width: 1280, height: 1000 }, phone: { width: 390, height: 844 } };
for (const path of paths) {
  const name = path.replaceAll(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "front";
  for (const [screen, viewport] of Object.entries(screens)) {
    const page = await browser.newPage({ viewport, colorScheme: screen === "dark" ? "dark" : "light" });
    await page.goto(room.address + path.slice(1));
    await page.screenshot({ path: `shots/${name}-${screen}.png`, fullPage: process.env.FULL === "1" });
    await page.close();
  }
}
await browser.close();
room.stop();
