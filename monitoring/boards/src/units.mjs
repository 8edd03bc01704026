// Grafana's units, as far as the boards use them: how a value is written, and where an axis has its ticks.
const ladder = (base, names) => names.map((name, index) => [base ** index, name]);

const SCALES = {
  none: [[1, ""]],
  short: [[1, ""], [1e3, " K"], [1e6, " Mil"], [1e9, " Bil"]],
  s: [[1e-6, " µs"], [1e-3, " ms"], [1, " s"], [60, " min"], [3600, " hour"], [86400, " day"], [604800, " week"]],
  ms: [[1, " ms"], [1e3, " s"], [60e3, " min"]],
  bytes: ladder(1024, [" B", " KiB", " MiB", " GiB", " TiB"]),
  binBps: ladder(1024, [" B/s", " KiB/s", " MiB/s", " GiB/s"]),
  ops: [[1, " ops/s"], [1e3, "K ops/s"]],
  reqps: [[1, " req/s"], [1e3, "K req/s"]],
  cps: [[1, " c/s"], [1e3, "K c/s"]],
  cpm: [[1, " c/m"], [1e3, "K c/m"]],
  percentunit: [[0.01, "%"]],
  currencyUSD: [[1, ""]],
};

export const knows = (unit) => unit in SCALES;

function scale(size, unit) {
  const steps = SCALES[unit] ?? SCALES.none;
  if (size === 0 && unit === "s") return [1, " s"];
  return steps.findLast(([factor]) => size >= factor) ?? steps[0];
}

function digits(value) {
  const size = Math.abs(value);
  return size === 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3;
}

const COUNTED = new Set([" hour", " day", " week"]);

function written(scaled, decimals, unit, name) {
  const plain = decimals === undefined ? String(Number(scaled.toFixed(digits(scaled)))) : scaled.toFixed(decimals);
  const text = Number(plain) === 0 ? plain.replace("-", "") : plain;
  if (unit === "currencyUSD") return text.replace(/^(-?)/, "$1$");
  return text + name + (COUNTED.has(name) && Number(text) !== 1 ? "s" : "");
}

/** A value with its unit; in small steps as many digits as are needed. */
export function format(value, unit = "none", decimals) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  const [factor, name] = scale(Math.abs(value), unit);
  return written(value / factor, decimals, unit, name);
}

const TIME_STEPS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 345600, 604800];

function step(span, ticks, unit) {
  const rough = span / ticks;
  if (unit === "s" && rough >= 1) return TIME_STEPS.find((one) => one >= rough) ?? rough;
  if ((unit === "bytes" || unit === "binBps") && rough >= 1) return 2 ** Math.ceil(Math.log2(rough));
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.999);
}

const thousands = (unit) => SCALES[unit]?.[1]?.[0] === 1e3 && unit !== "ms";

/** Ticks at round values around those that are there. `limits` are Grafana's min, max, axisSoftMin and axisSoftMax. */
export function axis(values, unit, limits = {}, height = 150, decimals) {
  const low = limits.min ?? Math.min(limits.softMin ?? Infinity, ...values);
  const high = limits.max ?? Math.max(limits.softMax ?? -Infinity, ...values);
  const from = Number.isFinite(low) ? low : 0;
  const to = Number.isFinite(high) && high > from ? high : from + (unit === "percentunit" ? 0.01 : 1);
  let every = step(to - from, Math.max(2, Math.min(5, Math.floor(height / 34))), unit);
  if (decimals === 0 && (unit === "none" || unit === "short")) every = Math.max(1, every === 2.5 ? 5 : every);
  const min = limits.min ?? Math.floor(from / every + 1e-9) * every;
  const max = limits.max ?? Math.ceil(to / every - 1e-9) * every;
  const most = Math.max(Math.abs(min), Math.abs(max));
  const [factor, name] = thousands(unit) && most <= 1000 ? scale(1, unit) : scale(most, unit);
  const places = [0, 1, 2, 3, 4, 5, 6].find((count) => Math.abs(Number((every / factor).toFixed(count)) - every / factor) < every / factor / 1e6) ?? 6;
  const small = unit === "percentunit" ? name : scale(1, unit)[1];
  return { min, max, every, text: (value) => (Math.abs(value) < every / 1e6 ? written(0, 0, unit, small) : written(value / factor, places, unit, name)) };
}
