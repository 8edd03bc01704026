// A PNG of a page, by Chromium where it is installed.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Unusable } from "./prometheus.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

export const html = ({ svg }, title, background) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>html,body{margin:0;background:${background}}svg{display:block}</style></head><body>${svg}</body></html>\n`;

function browser() {
  for (const name of [process.env.CHROMIUM, ...NAMES].filter(Boolean)) {
    if (spawnSync(name, ["--version"]).status === 0) return name;
  }
  throw new Unusable("a PNG needs Chromium (Debian package: chromium; CHROMIUM names another). Or write an .svg or .html: --out FILE.svg");
}

export function png(page, text, file) {
  const name = browser();
  const folder = mkdtempSync(join(tmpdir(), "clip-board-"));
  try {
    const source = join(folder, "board.html");
    writeFileSync(source, text);
    const made = spawnSync(name, [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--hide-scrollbars",
      `--user-data-dir=${join(folder, "profile")}`, `--window-size=${page.width},${page.height}`, "--force-device-scale-factor=1",
      `--screenshot=${resolve(file)}`, `file://${source}`,
    ], { encoding: "utf8", timeout: 120_000 });
    if (made.status !== 0) throw new Unusable(`${name} made no picture: ${(made.error?.message ?? made.stderr).trim().split("\n").at(-1)}. Write an .svg instead: --out FILE.svg`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
