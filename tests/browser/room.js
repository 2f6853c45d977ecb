// A record of the example corpus, served, and a browser in front of it.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The program under test: VERBALE, or what cargo built last. */
function program() {
  const built = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const found = [process.env.VERBALE, join(built, "debug/verbale"), join(built, "release/verbale")];
  const path = found.find((p) => p && existsSync(p));
  if (!path) throw new Error("no program to test: run `cargo build` first, or name one in VERBALE");
  return path;
}

/** Serves a record (RECORD, or that of `input`, the example corpus) on any free port; `stop` ends it. */
export async function serve(input) {
  const folder = mkdtempSync(join(tmpdir(), "verbale-room-"));
  const given = input ? undefined : process.env.RECORD;
  const record = given ?? join(folder, "us-china.verbale");
  if (!given) {
    const built = spawnSync(program(), ["build", input ?? "examples/us-china", "-o", record, "--quiet"], { cwd: root });
    if (built.status !== 0) throw new Error(String(built.stderr));
  }
  const server = spawn(program(), ["serve", record, "--port", "0"]);
  const address = await new Promise((found, failed) => {
    let said = "";
    server.stdout.on("data", (text) => {
      said += text;
      const at = /http:\/\/[\d.:]+\//.exec(said);
      if (at) found(at[0]);
    });
    server.stderr.on("data", (text) => (said += text));
    server.on("exit", (code) => failed(new Error(`the server ended (${code}): ${said}`)));
  });
  const stop = () => {
    server.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, stop };
}

export function browse() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
}
