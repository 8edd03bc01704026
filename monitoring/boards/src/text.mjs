// Words without a browser to measure them. The widths are DejaVu Sans', which is wider than most: what fits with it fits.
const FIRST = 32;
// Of a space to a tilde, in hundredths of the font's size.
const WIDTHS = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70,
  77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63,
  63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
];
const OTHER = 64;
const BOLD = 1.13;

export const FONT = "Inter, 'DejaVu Sans', 'Helvetica Neue', Arial, sans-serif";

export function measure(text, size, bold = false) {
  let width = 0;
  for (const sign of String(text)) width += WIDTHS[sign.charCodeAt(0) - FIRST] ?? OTHER;
  return ((width * size) / 100) * (bold ? BOLD : 1);
}

export const escape = (text) =>
  String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

/** The words, with an ellipsis where they do not fit. */
export function shorten(text, width, size, bold = false) {
  if (measure(text, size, bold) <= width) return text;
  let kept = text;
  while (kept && measure(`${kept}…`, size, bold) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** One line of text. `more`: anchor, bold, mono. */
export function label(text, x, y, size, colour, more = {}) {
  const anchor = more.anchor ? ` text-anchor="${more.anchor}"` : "";
  const weight = more.bold ? ' font-weight="600"' : "";
  const family = more.mono ? ` font-family="'DejaVu Sans Mono', monospace"` : "";
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${colour}"${anchor}${weight}${family}>${escape(text)}</text>`;
}

export const round = (number) => Math.round(number * 100) / 100;
