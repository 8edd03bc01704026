// What each colour is, below a graph. It takes the rows that it needs, up to three, and says how many it left out.
import { format } from "./units.mjs";
import { label, measure, shorten } from "./text.mjs";

const ROW = 18;
const SIZE = 11;
const MARK = 14;
const GAP = 18;
const ROWS = 3;

const NAMES = { lastNotNull: "last", mean: "mean", max: "max", min: "min" };

function figureOf(points, calc) {
  const values = points.map(([, value]) => value).filter((value) => value !== null && Number.isFinite(value));
  if (!values.length) return null;
  if (calc === "mean") return values.reduce((a, b) => a + b, 0) / values.length;
  return calc === "max" ? Math.max(...values) : calc === "min" ? Math.min(...values) : values.at(-1);
}

/** @param entries { name, colour, dashed, points, field } each; returns the height and the drawing at (x, y) */
export function legend(entries, width, calcs, theme) {
  const items = entries.map((one) => {
    const figures = calcs.filter((calc) => NAMES[calc]).map((calc) => `${NAMES[calc]} ${format(figureOf(one.points, calc), one.field.unit, one.field.decimals || undefined)}`);
    const name = shorten(one.name, width - 40, SIZE);
    const tail = figures.join("  ");
    const wide = MARK + measure(name, SIZE) + (tail ? 6 + measure(tail, SIZE) : 0);
    return { ...one, name, tail, wide };
  });
  const rows = [[]];
  let used = 0;
  for (const item of items) {
    if (used && used + item.wide > width) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1).push(item);
    used += item.wide + GAP;
  }
  const shown = rows.slice(0, ROWS);
  const left = rows.slice(ROWS).flat().length;
  if (left) {
    const dropped = shown.at(-1).length > 1 ? shown.at(-1).splice(-1).length : 0;
    shown.at(-1).push({ name: `and ${left + dropped} more`, tail: "", colour: "none", wide: MARK + measure(`and ${left + dropped} more`, SIZE) });
  }
  return { height: shown.length * ROW, draw: (x, y) => shown.map((row, index) => line(row, x, y + index * ROW + 13, theme)).join("") };
}

function line(row, x, y, theme) {
  let at = x;
  let drawing = "";
  for (const { name, tail, colour, dashed, wide } of row) {
    if (colour !== "none") {
      drawing += `<line x1="${at}" x2="${at + 10}" y1="${y - 4}" y2="${y - 4}" stroke="${colour}" ${dashed ? 'stroke-width="2" stroke-dasharray="4 2"' : 'stroke-width="3" stroke-linecap="round"'}/>`;
    }
    drawing += label(name, at + MARK, y, SIZE, theme.muted);
    if (tail) drawing += label(tail, at + MARK + 6 + measure(name, SIZE), y, SIZE, theme.text);
    at += wide + GAP;
  }
  return drawing;
}
