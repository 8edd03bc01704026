// The kinds of panels that the boards are made of, with the looks that they share.
import { query } from "./queries.mjs";

export const RUNBOOK = "https://github.com/viralclip/clip-storage-worker/blob/main/worker/docs/RUNBOOK.md";
export const DATASOURCE = { type: "prometheus", uid: "${datasource}" };
export const COLOURS = { good: "green", warn: "orange", bad: "red", still: "text", calm: "blue" };

const targets = (queries) =>
  queries.map((one, index) => ({
    datasource: DATASOURCE,
    refId: String.fromCharCode(65 + index),
    editorMode: "code",
    instant: false,
    range: !one.instant,
    format: "time_series",
    ...one,
  }));

export const steps = (first, ...rest) => ({
  mode: "absolute",
  steps: [{ color: first, value: null }, ...rest.map(([value, color]) => ({ color, value }))],
});

const PLAIN = steps("green");

/** What is special of one series, by its name. */
export const series = (name, properties) => ({
  matcher: { id: "byName", options: name },
  properties: Object.entries(properties).map(([id, value]) => ({ id, value })),
});

export const colour = (fixedColor) => ({ mode: "fixed", fixedColor });
export const LIMIT_LINE = { "custom.lineStyle": { fill: "dash", dash: [8, 6] }, "custom.fillOpacity": 0, color: colour("text") };

/** Words for what is not a number, or not there. */
export const unknown = (text, color = "text", index = 0) => [{ type: "special", options: { match: "null+nan", result: { text, color, index } } }];

/** A link to the runbook; the heading may have a variable in it. */
export const runbook = (title, heading) => ({ title, url: `${RUNBOOK}#${heading}`, targetBlank: true });

const panel = (type, title, description, unit, queries, defaults, options, more = {}) => ({
  type,
  title,
  description,
  datasource: DATASOURCE,
  targets: targets(queries),
  fieldConfig: {
    defaults: { unit, color: { mode: "palette-classic" }, mappings: [], thresholds: PLAIN, ...defaults },
    overrides: more.overrides ?? [],
  },
  options,
  ...(more.transformations ? { transformations: more.transformations } : {}),
});

/** Lines, or `how: "stack" | "bars" | "percent" | "steps"`; `limits: steps(...)` draws the thresholds as lines. */
export function graph(title, description, unit, queries, { how = "lines", limits, links, calcs = [], overrides, ...defaults } = {}) {
  const stacked = how === "stack" || how === "bars";
  const custom = {
    drawStyle: how === "bars" ? "bars" : "line",
    lineInterpolation: how === "steps" ? "stepAfter" : "linear",
    lineWidth: how === "bars" ? 0 : 1,
    fillOpacity: { lines: 6, steps: 6, stack: 30, bars: 80, percent: 60 }[how],
    showPoints: "never",
    spanNulls: false,
    axisSoftMin: 0,
    stacking: { mode: how === "percent" ? "percent" : stacked ? "normal" : "none", group: "A" },
    thresholdsStyle: { mode: limits ? "dashed" : "off" },
  };
  const more = { custom, ...(limits ? { thresholds: limits } : {}), ...(links ? { links } : {}), ...defaults };
  const options = {
    legend: { displayMode: "list", placement: "bottom", showLegend: true, calcs },
    tooltip: { mode: "multi", sort: "desc" },
  };
  return panel("timeseries", title, description, unit, queries, more, options, { overrides });
}

/** One figure, or one per series; `filled` colours the whole panel, `line: false` leaves out the small graph. */
export function figure(title, description, unit, queries, { filled = false, line = true, orientation = "auto", links, thresholds = PLAIN, overrides, ...defaults } = {}) {
  const more = { color: { mode: "thresholds" }, thresholds, ...(links ? { links } : {}), ...defaults };
  const options = {
    reduceOptions: { values: false, calcs: ["lastNotNull"], fields: "" },
    orientation,
    textMode: "auto",
    colorMode: filled ? "background" : "value",
    graphMode: line ? "area" : "none",
    justifyMode: "auto",
    wideLayout: true,
    showPercentChange: false,
  };
  return panel("stat", title, description, unit, queries, more, options, { overrides });
}

/** How many observations fell into each bucket of a histogram. `unit` is the buckets'. */
export function heat(title, description, unit, expr) {
  const queries = [query(expr, "{{le}}", { format: "heatmap" })];
  return panel("heatmap", title, description, "short", queries, { custom: { hideFrom: { legend: false, tooltip: false, viz: false } } }, {
    calculate: false,
    cellGap: 1,
    cellValues: { unit: "short", decimals: 1 },
    color: { mode: "scheme", scheme: "Blues", fill: "blue", exponent: 0.5, steps: 64, reverse: false },
    exemplars: { color: "orange" },
    filterValues: { le: 1e-9 },
    legend: { show: true },
    rowsFrame: { layout: "auto" },
    showValue: "never",
    tooltip: { mode: "single", yHistogram: false, showColorScale: false },
    yAxis: { axisPlacement: "left", reverse: false, unit },
  });
}

/** One bar per series, in the colour of its value. */
export function states(title, description, queries, mappings, links) {
  const defaults = { custom: { lineWidth: 0, fillOpacity: 80 }, color: { mode: "thresholds" }, mappings, links, thresholds: steps("text") };
  return panel("state-timeline", title, description, "none", queries, defaults, {
    alignValue: "left",
    mergeValues: true,
    rowHeight: 0.85,
    showValue: "auto",
    legend: { displayMode: "list", placement: "bottom", showLegend: false },
    tooltip: { mode: "single", sort: "none" },
  });
}

/**
 * One line per value of the label `by`. Columns: [title, query, unit] for a figure; `labels` for the labels of the first
 * query that are shown as well.
 */
export function table(title, description, by, labels, columns) {
  const queries = columns.map(([, one]) => ({ ...one, format: "table", instant: true, range: false }));
  const names = columns.map((_, index) => `Value #${String.fromCharCode(65 + index)}`);
  const renameByName = Object.fromEntries(columns.map(([name], index) => [names[index], name]));
  const hidden = columns.map(([name], index) => [names[index], !name]).filter(([, yes]) => yes);
  const overrides = columns
    .filter(([name]) => name)
    .map(([name, , unit, more]) => series(name, { unit, ...more }));
  const order = [by, ...labels, ...names];
  return panel("table", title, description, "short", queries, { custom: { align: "left", cellOptions: { type: "auto" } } }, {
    cellHeight: "sm",
    showHeader: true,
    footer: { show: false, reducer: ["sum"], countRows: false, fields: [] },
  }, {
    overrides,
    transformations: [
      { id: "merge", options: {} },
      {
        id: "organize",
        options: {
          excludeByName: { Time: true, ...Object.fromEntries(hidden) },
          indexByName: Object.fromEntries(order.map((name, index) => [name, index])),
          renameByName,
        },
      },
    ],
  });
}

/** Words, as Markdown. */
export const words = (title, description, content) => ({
  type: "text",
  title,
  description,
  fieldConfig: { defaults: {}, overrides: [] },
  options: { mode: "markdown", content, code: { language: "plaintext", showLineNumbers: false, showMiniMap: false } },
});
