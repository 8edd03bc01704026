// A panel of the type heatmap, from a histogram's buckets.
import { between } from "./theme.mjs";
import { chart, timeAxis } from "./chart.mjs";
import { format } from "./units.mjs";
import { label, measure } from "./text.mjs";

/** What fell into each bucket and not into the smaller ones, as Grafana's format "heatmap" has it. */
function cells(series) {
  const sorted = [...series].sort((a, b) => bound(a) - bound(b));
  return sorted.map((one, row) => ({
    bound: bound(one),
    points: one.points.map(([at, value], index) => [at, Math.max(0, (value ?? 0) - (row ? (sorted[row - 1].points[index][1] ?? 0) : 0))]),
  }));
}

const bound = ({ labels }) => (labels.le === "+Inf" ? Infinity : Number(labels.le));

export function heatmap(panel, targets, box, { theme, time }) {
  const rows = cells(targets.flatMap((one) => one.series));
  const { unit } = panel.options.yAxis;
  const names = rows.map((one) => (one.bound === Infinity ? "longer" : format(one.bound, unit)));
  const most = Math.max(1e-12, ...rows.flatMap((one) => one.points.map(([, value]) => value)));
  const exponent = panel.options.color.exponent ?? 0.5;
  const data = rows.flatMap((one, row) => one.points.filter(([, value]) => value > 1e-9).map(([at, value]) => [at * 1000, row, value]));
  const height = box.height - 24;
  const option = {
    grid: { left: Math.ceil(Math.max(...names.map((name) => measure(name, 11)))) + 14, right: 14, top: 8, bottom: 24 },
    xAxis: { ...timeAxis(time, box.width, theme), splitLine: { show: false } },
    yAxis: {
      type: "category", data: names, axisTick: { show: false }, axisLine: { show: false },
      splitLine: { show: true, lineStyle: { color: theme.grid, opacity: 0.5 } }, axisLabel: { color: theme.muted, fontSize: 11, interval: 0 },
    },
    series: [{ type: "custom", silent: true, data, clip: true, renderItem: (_, api) => cell(api, time, (value) => between(theme.heat, (value / most) ** exponent)) }],
  };
  return chart(option, box.x, box.y, box.width, height) + scaleOf(most, theme, box, height);
}

function cell(api, time, colour) {
  const [right, middle] = api.coord([api.value(0), api.value(1)]);
  const [wide, high] = api.size([time.step * 1000, 1]);
  return { type: "rect", shape: { x: right - wide, y: middle - high / 2 + 0.5, width: Math.max(1, wide + 0.3), height: high - 1 }, style: { fill: colour(api.value(2)) } };
}

function scaleOf(most, theme, box, height) {
  const y = box.y + height + 6;
  const parts = Array.from({ length: 24 }, (_, index) => `<rect x="${box.x + 40 + index * 5}" y="${y}" width="5" height="8" fill="${between(theme.heat, index / 23)}"/>`);
  return label("0", box.x + 26, y + 8, 11, theme.muted) + parts.join("") + label(`${format(most, "none")} clips/s`, box.x + 168, y + 8, 11, theme.muted);
}
