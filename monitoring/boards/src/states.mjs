// A panel of the type state-timeline: one bar per series, in the colour of what it says.
import { chart, timeAxis } from "./chart.mjs";
import { fieldOf } from "./board.mjs";
import { format } from "./units.mjs";
import { hue, mapped, threshold } from "./theme.mjs";
import { legend } from "./legend.mjs";
import { measure } from "./text.mjs";

/** Runs of the same value; none where there was none. */
function runs(points, step) {
  const all = [];
  for (const [at, value] of points) {
    const last = all.at(-1);
    if (value === null) continue;
    if (last && last.value === value && last.to >= at - 0.001) last.to = at + step;
    else all.push({ from: at, to: at + step, value });
  }
  return all;
}

export function states(panel, targets, box, { theme, time }) {
  const all = targets.flatMap((one) => one.series).sort((a, b) => b.name.localeCompare(a.name));
  const seen = new Map();
  const data = all.flatMap((one, row) => {
    const field = fieldOf(panel, one.name);
    return runs(one.points, time.step).map(({ from, to, value }) => {
      const word = mapped(field.mappings, value) ?? { text: format(value, field.unit), color: threshold(field.thresholds?.steps, value) };
      seen.set(word.text, { name: word.text, colour: hue(theme, word.color), points: [], field });
      return { value: [from * 1000, Math.min(to, time.end) * 1000, row], word: word.text, colour: hue(theme, word.color) };
    });
  });
  const below = legend([...seen.values()], box.width - 20, [], theme);
  const height = box.height - below.height - 6;
  const option = {
    grid: { left: Math.ceil(Math.max(20, ...all.map((one) => measure(one.name, 11)))) + 14, right: 14, top: 10, bottom: 24 },
    xAxis: { ...timeAxis(time, box.width - 100, theme), splitLine: { show: false } },
    yAxis: { type: "category", data: all.map((one) => one.name), axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: theme.muted, fontSize: 11 } },
    series: [{ type: "custom", silent: true, clip: true, data, encode: { x: [0, 1], y: 2 }, renderItem: (at, api) => bar(api, data[at.dataIndex]) }],
  };
  return chart(option, box.x, box.y, box.width, height) + below.draw(box.x + 12, box.y + height);
}

function bar(api, { word, colour }) {
  const [x, middle] = api.coord([api.value(0), api.value(2)]);
  const [to] = api.coord([api.value(1), api.value(2)]);
  const high = Math.min(30, api.size([0, 1])[1] * 0.7);
  const shape = { x, y: middle - high / 2, width: Math.max(1, to - x), height: high };
  const parts = [{ type: "rect", shape, style: { fill: colour, opacity: 0.85 } }];
  if (measure(word, 11) + 12 < shape.width) {
    parts.push({ type: "text", style: { text: word, x: x + 6, y: middle, fill: "#ffffff", fontSize: 11, fontWeight: 600, textVerticalAlign: "middle" } });
  }
  return { type: "group", children: parts };
}
