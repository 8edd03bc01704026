// A panel of the type table: instant queries, merged by the labels that they share, as the panel's transformations order them.
import { fieldOf } from "./board.mjs";
import { format } from "./units.mjs";
import { hue, mapped } from "./theme.mjs";
import { label, measure, shorten } from "./text.mjs";

const HIGH = 26;
const SIZE = 12;

/** Lines with the same shared labels are one line. */
function merged(targets) {
  const lines = [];
  targets.forEach(({ target, series }) => {
    for (const { labels, points } of series) {
      const { __name__: _, ...own } = labels;
      const same = lines.filter((line) => Object.entries(own).every(([name, value]) => !(name in line) || line[name] === value) && Object.keys(own).some((name) => name in line));
      const into = same.length ? same : [lines[lines.push({}) - 1]];
      for (const line of into) Object.assign(line, own, { [`Value #${target.refId}`]: points[0][1] });
    }
  });
  return lines;
}

export function table(panel, targets, box, { theme }) {
  const { excludeByName = {}, indexByName = {}, renameByName = {} } = panel.transformations?.find((one) => one.id === "organize")?.options ?? {};
  const lines = merged(targets);
  const columns = Object.keys(indexByName).filter((name) => !excludeByName[name]).sort((a, b) => indexByName[a] - indexByName[b]);
  const cells = lines
    .sort((a, b) => String(a[columns[0]]).localeCompare(String(b[columns[0]])))
    .map((line) => columns.map((name) => cell(panel, renameByName[name] ?? name, line[name], theme)));
  const heads = columns.map((name) => renameByName[name] ?? name);
  const widths = heads.map((head, index) => Math.max(measure(head, SIZE, true), ...cells.map((line) => measure(line[index].text, SIZE))) + 24);
  const spare = Math.max(0, box.width - 16 - widths.reduce((a, b) => a + b, 0)) / widths.length;
  const starts = widths.map((_, index) => box.x + 12 + widths.slice(0, index).reduce((a, b) => a + b + spare, 0));
  const fit = Math.floor((box.height - HIGH) / HIGH);
  let drawing = heads.map((head, index) => label(head, starts[index], box.y + 18, SIZE, theme.muted, { bold: true })).join("");
  cells.slice(0, fit).forEach((line, row) => {
    const y = box.y + HIGH * (row + 1);
    drawing += `<line x1="${box.x + 8}" x2="${box.x + box.width - 8}" y1="${y}" y2="${y}" stroke="${theme.grid}"/>`;
    drawing += line.map(({ text, colour }, index) => label(shorten(text, widths[index] + spare - 8, SIZE), starts[index], y + 18, SIZE, colour)).join("");
  });
  if (cells.length > fit) drawing += label(`and ${cells.length - fit} more`, box.x + box.width - 12, box.y + 18, SIZE, theme.muted, { anchor: "end" });
  return drawing;
}

function cell(panel, name, value, theme) {
  if (typeof value !== "number") return { text: value ?? "–", colour: theme.text };
  const field = fieldOf(panel, name);
  const word = mapped(field.mappings, value);
  return word ? { text: word.text, colour: hue(theme, word.color) } : { text: format(value, field.unit, field.decimals), colour: theme.text };
}
