// A panel of the type timeseries: lines, bars, stacks.
import { axis } from "./units.mjs";
import { chart, roomFor, timeAxis, valueAxis } from "./chart.mjs";
import { fieldOf } from "./board.mjs";
import { hue } from "./theme.mjs";
import { legend } from "./legend.mjs";

function lines(panel, targets, theme) {
  return targets.flatMap((one) => one.series).map((one, index) => {
    const field = fieldOf(panel, one.name);
    const colour = field.color?.mode === "fixed" ? hue(theme, field.color.fixedColor) : theme.classic[index % theme.classic.length];
    return { ...one, field, colour, right: field.custom.axisPlacement === "right", dashed: field.custom.lineStyle?.fill === "dash" };
  });
}

/** Each series as its share of all, where the panel says so. */
function shares(all) {
  const sums = new Map();
  for (const { points } of all) for (const [at, value] of points) sums.set(at, (sums.get(at) ?? 0) + (value ?? 0));
  return all.map((one) => ({
    ...one,
    field: { ...one.field, unit: "percentunit", decimals: 0 },
    points: one.points.map(([at, value]) => [at, value === null || !sums.get(at) ? null : value / sums.get(at)]),
  }));
}

function highest(all, stacked) {
  if (!stacked) return all.flatMap(({ points }) => points.map(([, value]) => value)).filter((value) => value !== null && Number.isFinite(value));
  const sums = new Map();
  for (const { points } of all) for (const [at, value] of points) sums.set(at, (sums.get(at) ?? 0) + (value ?? 0));
  return [...sums.values()];
}

function scaleOf(all, stacking, limits, height) {
  if (!all.length) return undefined;
  const { field } = all[0];
  const values = highest(all, stacking !== "none");
  const around = stacking === "percent" ? { min: 0, max: 1 } : { min: field.min, max: field.max, softMin: field.custom.axisSoftMin };
  // A limit that is not far above what is there is shown with it; one that is far would flatten everything.
  const near = limits.map((one) => one.value).filter((value) => value <= Math.max(...values) * 4);
  return axis([...values, ...near], field.unit, around, height, field.decimals);
}

function drawn(one, stacking, limits, theme, index) {
  const { custom } = one.field;
  const bars = custom.drawStyle === "bars";
  const opacity = (custom.fillOpacity ?? 0) / 100;
  return {
    type: bars ? "bar" : "line",
    name: one.name,
    yAxisIndex: one.right ? 1 : 0,
    stack: stacking === "none" || one.right ? undefined : "A",
    data: one.points.map(([at, value]) => [at * 1000, value]),
    step: custom.lineInterpolation === "stepAfter" ? "end" : false,
    symbol: "none",
    barMaxWidth: 6,
    barMinHeight: 0,
    color: one.colour,
    silent: true,
    itemStyle: bars ? { color: one.colour, opacity } : undefined,
    lineStyle: { color: one.colour, width: custom.lineWidth ?? 1, type: one.dashed ? [6, 4] : "solid" },
    areaStyle: opacity > 0 && !bars ? { color: one.colour, opacity } : undefined,
    markLine: index === 0 && limits.length ? markLine(limits, theme) : undefined,
  };
}

const markLine = (limits, theme) => ({
  symbol: "none",
  silent: true,
  label: { show: false },
  data: limits.map(({ value, color }) => ({ yAxis: value, lineStyle: { color: hue(theme, color), type: [7, 5], width: 1, opacity: 0.9 } })),
});

export function graph(panel, targets, box, { theme, time }) {
  const stacking = panel.fieldConfig.defaults.custom?.stacking?.mode ?? "none";
  const all = stacking === "percent" ? shares(lines(panel, targets, theme)) : lines(panel, targets, theme);
  const below = panel.options.legend?.showLegend ? legend(all, box.width - 20, panel.options.legend.calcs ?? [], theme) : { height: 0, draw: () => "" };
  const height = box.height - below.height - 6;
  const limits = panel.fieldConfig.defaults.custom?.thresholdsStyle?.mode === "off" ? [] : panel.fieldConfig.defaults.thresholds.steps.filter((one) => one.value !== null);
  const left = scaleOf(all.filter((one) => !one.right), stacking, limits, height - 34);
  const right = scaleOf(all.filter((one) => one.right), "none", [], height - 34);
  const within = limits.filter((one) => left && one.value <= left.max);
  const option = {
    grid: { left: left ? roomFor(left) : 20, right: right ? roomFor(right) : 14, top: 10, bottom: 24 },
    xAxis: timeAxis(time, box.width, theme),
    yAxis: [valueAxis(left ?? right, "left", theme), ...(right ? [valueAxis(right, "right", theme, false)] : [])],
    series: all.map((one, index) => drawn(one, stacking, within, theme, index)),
  };
  return chart(option, box.x, box.y, box.width, height) + below.draw(box.x + 12, box.y + height);
}
