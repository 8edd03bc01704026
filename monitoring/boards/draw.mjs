#!/usr/bin/env node
// Draws a board from a live Prometheus, or checks that each of its expressions has an answer. See --help.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { Prometheus, Unusable } from "./src/prometheus.mjs";
import { data, read, times, variables } from "./src/board.mjs";
import { print, verdicts } from "./src/check.mjs";
import { load } from "./src/chart.mjs";
import { page } from "./src/page.mjs";
import { html, png } from "./src/picture.mjs";
import { themes } from "./src/theme.mjs";

const HELP = `Draws a board of monitoring/grafana from a live Prometheus, without Grafana.

  node draw.mjs BOARD.json --out FILE.svg|.html|.png [options]
  node draw.mjs --check BOARD.json... [options]

  --prometheus URL      where to ask; http://localhost:9090 if not given
  --range 3h            how far back: 90s, 30m, 3h, 2d; 3h if not given
  --end TIME            until when, in seconds since 1970 or as 2026-01-31T12:00:00Z; now if not given
  --scrape-interval 15s how often Prometheus scrapes; a rate's window is made of it
  --theme dark|light    dark if not given
  --var NAME=VALUE      one value of a variable, such as instance=10.0.0.11:8081; may be repeated; all if not given
  --check               asks for all that the panels show, prints a table, and fails on an error or an empty answer
  --help

A PNG needs Chromium (Debian package: chromium); SVG and HTML need nothing but this.`;

const SECONDS = { s: 1, m: 60, h: 3600, d: 86400 };

function seconds(text, name) {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (!count) throw new Unusable(`--${name} ${text} is not a time. Write it as 90s, 30m, 3h or 2d.`);
  return count * SECONDS[unit];
}

function until(text) {
  const at = text === undefined ? Date.now() / 1000 : /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (Number.isNaN(at)) throw new Unusable(`--end ${text} is not a time. Write it as 2026-01-31T12:00:00Z.`);
  return at;
}

function chosen(all = []) {
  const values = {};
  for (const one of all) {
    const [, name, value] = /^(\w+)=(.+)$/.exec(one) ?? [];
    if (!name) throw new Unusable(`--var ${one} is not NAME=VALUE. Write it as instance=10.0.0.11:8081.`);
    (values[name] ??= []).push(value);
  }
  return values;
}

function options() {
  const text = { type: "string" };
  try {
    return parseArgs({
      allowPositionals: true,
      options: { prometheus: text, range: text, end: text, "scrape-interval": text, theme: text, out: text, var: { type: "string", multiple: true }, check: { type: "boolean" }, help: { type: "boolean" } },
    });
  } catch (failure) {
    throw new Unusable(`${failure.message.split(". ")[0]}. --help lists what there is.`);
  }
}

async function draw(file, values, prometheus, time, variablesChosen) {
  const theme = themes[values.theme ?? "dark"];
  if (!theme) throw new Unusable(`there is no theme ${values.theme}. Choose dark or light.`);
  const kind = /\.(svg|html|png)$/.exec(values.out ?? "")?.[1];
  if (!kind) throw new Unusable("say where to: --out FILE.svg, FILE.html or FILE.png");
  await load();
  const board = read(file);
  const filled = new Map();
  const known = variables(board, variablesChosen, time);
  for (const panel of board.panels) filled.set(panel.id, await data(panel, prometheus, known, time));
  const drawn = page(board, filled, { theme, time, chosen: variablesChosen, address: "Prometheus" });
  mkdirSync(dirname(values.out), { recursive: true });
  const text = html(drawn, board.title, theme.page);
  if (kind === "png") png(drawn, text, values.out);
  else writeFileSync(values.out, kind === "svg" ? drawn.svg : text);
  if (!existsSync(values.out)) throw new Unusable(`${values.out} was not written`);
  console.log(`${values.out}: ${board.title}, ${drawn.width} x ${drawn.height}`);
}

async function check(files, prometheus, time, variablesChosen) {
  const lines = [];
  let panels = 0;
  for (const file of files) {
    const board = read(file);
    const known = variables(board, variablesChosen, time);
    for (const panel of board.panels.filter((one) => one.targets?.length)) {
      panels++;
      lines.push(...verdicts(board, panel, await data(panel, prometheus, known, time)));
    }
  }
  return print(lines, panels, files.length);
}

async function main() {
  const { values, positionals } = options();
  if (values.help || !positionals.length) {
    console.log(HELP);
    return values.help;
  }
  const prometheus = new Prometheus(values.prometheus ?? "http://localhost:9090");
  await prometheus.ready();
  const time = times(seconds(values.range ?? "3h", "range"), until(values.end), seconds(values["scrape-interval"] ?? "15s", "scrape-interval"));
  const variablesChosen = chosen(values.var);
  if (values.check) return check(positionals, prometheus, time, variablesChosen);
  if (positionals.length > 1) throw new Unusable("one board at a time, for one --out");
  await draw(positionals[0], values, prometheus, time, variablesChosen);
  return true;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (failure) {
  if (!(failure instanceof Unusable)) throw failure;
  console.error(`draw: ${failure.message}`);
  process.exitCode = 2;
}
