// A board's JSON, with its variables filled in.
import { readFileSync } from "node:fs";
import { Unusable } from "./prometheus.mjs";

export function read(file) {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Unusable(`there is no board at ${file}. The boards are in monitoring/grafana/dashboards.`);
  }
  const board = JSON.parse(text);
  if (!Array.isArray(board.panels)) throw new Unusable(`${file} is not a board: it has no panels.`);
  return board;
}

const NICE = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1800, 3600];

/** From when to when, and how far apart the points are; Grafana has one point per pixel at most, here it is one per two. */
export function times(range, end, scrape, points = 240) {
  const step = NICE.find((one) => one >= Math.max(scrape, range / points)) ?? 3600;
  const last = Math.floor(end / step) * step;
  return { start: last - Math.floor(range / step) * step, end: last, step, range, rate: Math.max(step + scrape, 4 * scrape) };
}

const quoted = (value) => value.replace(/[.*+?^${}()|[\]\\]/g, "\\\\$&");

/** What each variable stands for: chosen values, or all. */
export function variables(board, chosen, time) {
  const values = {
    __rate_interval: `${time.rate}s`,
    __interval: `${time.step}s`,
    __range: `${time.range}s`,
    __range_s: String(time.range),
  };
  const names = (board.templating?.list ?? []).map((one) => one.name);
  for (const name of Object.keys(chosen)) {
    if (!names.includes(name)) throw new Unusable(`'${board.title}' has no variable ${name}. It has: ${names.join(", ")}.`);
  }
  for (const one of board.templating?.list ?? []) {
    const own = chosen[one.name];
    values[one.name] = own ? (own.length > 1 ? `(${own.map(quoted).join("|")})` : quoted(own[0])) : (one.allValue ?? ".*");
  }
  return values;
}

export const fill = (text, values) =>
  text.replace(/\$\{(\w+)(?::\w+)?\}|\$(\w+)/g, (whole, braced, plain) => values[braced ?? plain] ?? whole);

/** A series' name, by the target's legend. */
export function named(legend, labels) {
  if (legend) return legend.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label) => labels[label] ?? "");
  const rest = Object.entries(labels).filter(([name]) => name !== "__name__");
  return rest.length ? `{${rest.map(([name, value]) => `${name}="${value}"`).join(", ")}}` : "value";
}

/** The fields of one series: the panel's defaults, and what an override says of this name. */
export function fieldOf(panel, name) {
  const { defaults = {}, overrides = [] } = panel.fieldConfig ?? {};
  const field = { ...defaults, custom: { ...defaults.custom } };
  for (const { matcher, properties } of overrides) {
    const meant = matcher.id === "byName" ? matcher.options === name : matcher.id === "byRegexp" && new RegExp(matcher.options).test(name);
    for (const { id, value } of meant ? properties : []) {
      if (id.startsWith("custom.")) field.custom[id.slice(7)] = value;
      else field[id] = value;
    }
  }
  return field;
}

/** Asks for all that a panel shows. */
export async function data(panel, prometheus, values, time) {
  const targets = [];
  for (const target of panel.targets ?? []) {
    const expression = fill(target.expr, values);
    const { error, series } = await prometheus.ask(expression, Boolean(target.instant), time);
    targets.push({ target, expression, error, series: series.map((one) => ({ ...one, name: named(target.legendFormat, one.labels) })) });
  }
  return targets;
}
