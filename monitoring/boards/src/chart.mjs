// One graph by ECharts, as SVG, without a browser.
import { FONT, measure } from "./text.mjs";
import { Unusable } from "./prometheus.mjs";

let echarts;

export async function load() {
  try {
    echarts = await import("echarts");
  } catch (failure) {
    if (failure.code !== "ERR_MODULE_NOT_FOUND") throw failure;
    throw new Unusable("ECharts is not installed. Run: npm ci --ignore-scripts --prefix monitoring/boards");
  }
  echarts.setPlatformAPI({ measureText: (text, font) => ({ width: measure(text ?? "", parseFloat(font?.match(/([\d.]+)px/)?.[1] ?? 12)) }) });
}

/** The drawing, to be put at (x, y) of a page. */
export function chart(option, x, y, width, height) {
  const instance = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  instance.setOption({ animation: false, useUTC: true, textStyle: { fontFamily: FONT }, ...option });
  const drawing = instance.renderToSVGString();
  instance.dispose();
  return drawing
    .replace(/<svg [^>]*>/, `<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`)
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, "");
}

/** Time along the bottom, in UTC; the same in all graphs of a page. */
export function timeAxis({ start, end, range }, width, theme) {
  const far = range > 2 * 86400;
  const pad = (number) => String(number).padStart(2, "0");
  return {
    type: "time",
    min: start * 1000,
    max: end * 1000,
    splitNumber: Math.max(2, Math.floor(width / 110)),
    axisLine: { lineStyle: { color: theme.grid } },
    axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: theme.grid, opacity: 0.6 } },
    axisLabel: {
      color: theme.muted,
      fontSize: 11,
      hideOverlap: true,
      showMinLabel: false,
      showMaxLabel: false,
      formatter: (at) => {
        const day = new Date(at);
        const clock = `${pad(day.getUTCHours())}:${pad(day.getUTCMinutes())}`;
        return far ? `${pad(day.getUTCMonth() + 1)}-${pad(day.getUTCDate())}` : range < 300 ? `${clock}:${pad(day.getUTCSeconds())}` : clock;
      },
    },
  };
}

/** Values up a side, with the ticks of units.axis. */
export const valueAxis = (scale, side, theme, lines = true) => ({
  type: "value",
  position: side,
  min: scale.min,
  max: scale.max,
  interval: scale.every,
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { show: lines, lineStyle: { color: theme.grid } },
  axisLabel: { color: theme.muted, fontSize: 11, formatter: (value) => scale.text(value) },
});

/** How much room the labels of such an axis need. */
export function roomFor(scale) {
  let widest = 0;
  for (let value = scale.min; value <= scale.max + scale.every / 2; value += scale.every) {
    widest = Math.max(widest, measure(scale.text(value), 11));
  }
  return Math.ceil(widest) + 14;
}
