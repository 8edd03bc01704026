// A panel of the type text: paragraphs of Markdown with bold and code, no more.
import { label, measure } from "./text.mjs";

const SIZE = 12.5;
const LINE = 19;

const runs = (text) =>
  text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).filter(Boolean).flatMap((part) => {
    const bold = part.startsWith("**");
    const plain = part.replace(/^(\*\*|`)|(\*\*|`)$/g, "");
    return plain.split(/(?<= )/).map((word) => ({ word, bold }));
  });

export function words(panel, _, box, { theme }) {
  let y = box.y + 16;
  let drawing = "";
  for (const paragraph of panel.options.content.split(/\n\n+/)) {
    let x = box.x + 12;
    for (const { word, bold } of runs(paragraph.replace(/\n/g, " "))) {
      const wide = measure(word, SIZE, bold);
      if (x > box.x + 12 && x + measure(word.trimEnd(), SIZE, bold) > box.x + box.width - 12) {
        x = box.x + 12;
        y += LINE;
      }
      drawing += label(word.trimEnd(), x, y, SIZE, theme.text, { bold });
      x += wide;
    }
    y += LINE + 8;
  }
  if (y - LINE - 8 > box.y + box.height) throw new Error(`the words of '${panel.title}' are longer than the panel is high`);
  return drawing;
}
