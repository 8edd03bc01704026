// Colours, by Grafana's names for them. A panel says "red"; how red that is depends on the theme.
const DARK = {
  green: "#73bf69", yellow: "#fade2a", orange: "#ff9830", red: "#f2495c", blue: "#5794f2", purple: "#b877d9",
  text: "#ccccdc", transparent: "transparent",
};
const LIGHT = {
  green: "#37872d", yellow: "#e0b400", orange: "#e5650a", red: "#c4162a", blue: "#1f60c4", purple: "#8f3bb8",
  text: "#464c54", transparent: "transparent",
};

export const themes = {
  dark: {
    page: "#111217", panel: "#181b1f", border: "#2a2d33", text: "#d8d9e3", muted: "#9a9ba8", grid: "#2c2f36", onColour: "#ffffff", named: DARK,
    classic: ["#73bf69", "#f2cc0c", "#8ab8ff", "#ff780a", "#f2495c", "#5794f2", "#b877d9", "#705da0", "#96d98d", "#ffee52", "#56a64b", "#c0d8ff", "#ffb357"],
    filled: { purple: "#6b3a8a", green: "#2f6b2a", orange: "#b3560b", red: "#a8192f", blue: "#1f4f99" },
    heat: ["#1c2735", "#8ab8ff"],
  },
  light: {
    page: "#f4f5f5", panel: "#ffffff", border: "#dfe1e5", text: "#24292e", muted: "#626a75", grid: "#e8eaed", onColour: "#ffffff", named: LIGHT,
    classic: ["#56a64b", "#d9a600", "#5794f2", "#e0570a", "#e02f44", "#1f60c4", "#a352cc", "#5b4b87", "#37872d", "#b38600", "#1f7a6d", "#6b8fb3", "#ff9830"],
    filled: { purple: "#8f3bb8", green: "#37872d", orange: "#d9640a", red: "#c4162a", blue: "#1f60c4" },
    heat: ["#e6eefc", "#0b3d91"],
  },
};

export const hue = (theme, name) => theme.named[name] ?? name;

/** The step that a value is on. */
export function threshold(steps = [], value) {
  return steps.findLast((one) => one.value === null || one.value === undefined || value >= one.value)?.color ?? "text";
}

/** Which words and colour a value mapping gives, or undefined. */
export function mapped(mappings = [], value) {
  const empty = value === null || value === undefined || Number.isNaN(value);
  for (const { type, options } of mappings) {
    if (type === "value" && !empty && options[String(value)]) return options[String(value)];
    if (type === "special" && empty && options.match.includes("null")) return options.result;
  }
  return undefined;
}

/** A colour between two, for `part` from 0 to 1. */
export function between([from, to], part) {
  const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const [a, b] = [channels(from), channels(to)];
  return `#${a.map((one, index) => Math.round(one + (b[index] - one) * part).toString(16).padStart(2, "0")).join("")}`;
}
