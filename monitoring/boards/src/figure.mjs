// A panel of the type stat: one figure, or one per series.
import { fieldOf } from "./board.mjs";
import { format } from "./units.mjs";
import { hue, mapped, threshold } from "./theme.mjs";
import { label, measure, round, shorten } from "./text.mjs";

const lastOf = (points) => points.findLast(([, value]) => value !== null)?.[1] ?? null;

export function figure(panel, targets, box, { theme, time }) {
  const all = targets.flatMap((one) => one.series.map((each) => ({ ...each, instant: one.target.instant })));
  const shown = all.length ? all : [{ name: "", points: [], instant: true }];
  const across = panel.options.orientation !== "horizontal";
  return shown.map((one, index) => {
    const part = across
      ? { ...box, x: box.x + (index * box.width) / shown.length, width: box.width / shown.length }
      : { ...box, y: box.y + (index * box.height) / shown.length, height: box.height / shown.length };
    return single(panel, one, part, shown.length > 1, theme, time);
  }).join("");
}

function single(panel, one, box, withName, theme, time) {
  const field = fieldOf(panel, one.name);
  const value = lastOf(one.points);
  const empty = value === null || Number.isNaN(value);
  const word = mapped(field.mappings, value);
  const text = word?.text ?? (empty ? (field.noValue ?? "no data") : format(value, field.unit, field.decimals));
  const name = word?.color ?? (empty ? "text" : threshold(field.thresholds?.steps, value));
  const filled = panel.options.colorMode === "background";
  const colour = filled ? theme.onColour : empty && !word ? theme.muted : hue(theme, name);
  const lineHigh = panel.options.graphMode === "area" && !one.instant ? box.height * 0.38 : 0;
  let size = Math.min(34, (box.height - lineHigh) * 0.6);
  while (size > 12 && measure(text, size, true) > box.width - 24) size -= 1;
  const middle = box.y + (box.height - lineHigh) / 2 + (withName ? 8 : 0);
  return (
    (filled ? `<rect x="${box.x}" y="${box.y - 30}" width="${box.width}" height="${box.height + 30}" rx="3" fill="${theme.filled[name] ?? hue(theme, name)}"/>` : "") +
    (lineHigh ? spark(one.points, time, { ...box, y: box.y + box.height - lineHigh, height: lineHigh }, colour) : "") +
    (withName ? label(shorten(one.name, box.width - 20, 12), box.x + box.width / 2, middle - size * 0.5 - 6, 12, theme.muted, { anchor: "middle" }) : "") +
    label(text, box.x + box.width / 2, middle + size * 0.36, round(size), colour, { anchor: "middle", bold: true })
  );
}

/** The small graph below the figure, without axes. */
function spark(points, time, box, colour) {
  const there = points.filter(([, value]) => value !== null && Number.isFinite(value));
  if (there.length < 2) return "";
  const values = there.map(([, value]) => value);
  const low = Math.min(0, ...values);
  const high = Math.max(low + 1e-9, ...values);
  const x = (at) => round(box.x + 1 + ((at - time.start) / (time.end - time.start)) * (box.width - 2));
  const y = (value) => round(box.y + box.height - 2 - ((value - low) / (high - low)) * (box.height - 6));
  const path = there.map(([at, value]) => `${x(at)},${y(value)}`).join(" ");
  const floor = round(box.y + box.height - 1);
  return (
    `<polygon points="${x(there[0][0])},${floor} ${path} ${x(there.at(-1)[0])},${floor}" fill="${colour}" opacity="0.15"/>` +
    `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="1" opacity="0.7"/>`
  );
}
