// All panels of a board on one page, where the board's own grid has them.
import { FONT, label, measure, shorten } from "./text.mjs";
import { figure } from "./figure.mjs";
import { graph } from "./graph.mjs";
import { heatmap } from "./heatmap.mjs";
import { states } from "./states.mjs";
import { table } from "./table.mjs";
import { words } from "./words.mjs";

const WIDTH = 1600;
const MARGIN = 16;
const GAP = 8;
const UNIT = 38; // Grafana's 30 px and the gap
const COLUMN = (WIDTH - 2 * MARGIN + GAP) / 24;
const HEAD = 76;
const TITLE = 30;

const kinds = { timeseries: graph, stat: figure, heatmap, "state-timeline": states, table, text: words };

export function page(board, filled, context) {
  const { theme } = context;
  const bottom = Math.max(...board.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
  const height = HEAD + bottom * UNIT + MARGIN;
  const parts = board.panels.map((panel) => (panel.type === "row" ? heading(panel, theme) : framed(panel, filled.get(panel.id), context)));
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONT}">` +
    `<rect width="${WIDTH}" height="${height}" fill="${theme.page}"/>${top(board, context)}${parts.join("\n")}</svg>`;
  return { svg, width: WIDTH, height };
}

function top(board, { theme, time, chosen, address }) {
  const stamp = (at) => new Date(at * 1000).toISOString().replace("T", " ").slice(0, 16);
  const all = (board.templating?.list ?? []).filter((one) => one.type !== "datasource").map((one) => `${one.label}: ${chosen[one.name]?.join(", ") ?? "all"}`);
  const right = WIDTH - MARGIN;
  return (
    label(board.title, MARGIN, 36, 22, theme.text, { bold: true }) +
    label(board.description ?? "", MARGIN, 58, 13, theme.muted) +
    label(`${stamp(time.start)} to ${stamp(time.end).slice(11)} UTC`, right, 34, 13, theme.text, { anchor: "end" }) +
    label(`${all.join(" · ")} · drawn from ${address}, not by Grafana`, right, 58, 12, theme.muted, { anchor: "end" })
  );
}

function boxOf({ x, y, w, h }) {
  return { x: MARGIN + x * COLUMN, y: HEAD + y * UNIT, width: w * COLUMN - GAP, height: h * UNIT - GAP };
}

function heading(panel, theme) {
  const box = boxOf(panel.gridPos);
  const end = box.x + measure(panel.title, 14, true) + 14;
  return label(panel.title, box.x + 2, box.y + 22, 14, theme.text, { bold: true }) + `<line x1="${end}" x2="${box.x + box.width}" y1="${box.y + 17}" y2="${box.y + 17}" stroke="${theme.border}"/>`;
}

function framed(panel, targets, context) {
  const { theme } = context;
  const box = boxOf(panel.gridPos);
  const inner = { x: box.x, y: box.y + TITLE, width: box.width, height: box.height - TITLE };
  const draw = kinds[panel.type];
  const failed = targets.find((one) => one.error);
  const empty = panel.type !== "text" && panel.type !== "stat" && !targets.some((one) => one.series.some((each) => each.points.some(([, value]) => value !== null && !Number.isNaN(value))));
  const body = !draw
    ? notice(`panels of the type ${panel.type} are not drawn here`, inner, theme.muted)
    : failed
      ? notice(failed.error, inner, theme.named.red)
      : empty
        ? notice(panel.fieldConfig?.defaults?.noValue ?? "no data", inner, theme.muted)
        : draw(panel, targets, inner, context);
  // A figure may fill its panel: the title is written over it.
  const onFill = panel.options?.colorMode === "background";
  return (
    `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="3" fill="${theme.panel}" stroke="${theme.border}"/>` +
    body +
    label(shorten(panel.title, box.width - 20, 13, true), box.x + 11, box.y + 20, 13, onFill ? theme.onColour : theme.text, { bold: true })
  );
}

const notice = (text, box, colour) =>
  label(shorten(text, box.width - 24, 13), box.x + box.width / 2, box.y + box.height / 2, 13, colour, { anchor: "middle" });
