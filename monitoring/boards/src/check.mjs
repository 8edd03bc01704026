// Whether every expression of every panel has an answer.

/** One line per expression; `bad` where there was an error or no series. */
export function verdicts(board, panel, targets) {
  return targets.map(({ target, error, series, expression }) => {
    const values = series.flatMap((one) => one.points.map(([, value]) => value)).filter((value) => value !== null && !Number.isNaN(value));
    const state = error ? "error" : !series.length ? "empty" : values.length ? "ok" : "only NaN";
    return { board: board.title, panel: panel.title, query: target.refId, series: series.length, state, bad: state === "error" || state === "empty", why: error ?? "", expression };
  });
}

export function print(lines, panels, boards) {
  const columns = ["state", "series", "board", "panel", "query"];
  const widths = columns.map((name) => Math.max(name.length, ...lines.map((line) => String(line[name]).length)));
  const row = (cells) => cells.map((cell, index) => String(cell).padEnd(widths[index])).join("  ").trimEnd();
  console.log(row(columns));
  for (const line of lines) console.log(row(columns.map((name) => line[name])));
  const bad = lines.filter((line) => line.bad);
  for (const line of bad) console.log(`\n${line.board}, ${line.panel}, ${line.query}: ${line.state} ${line.why}\n  ${line.expression}`);
  const nan = lines.filter((line) => line.state === "only NaN").length;
  console.log(`\nboards=${boards} panels=${panels} expressions=${lines.length} ok=${lines.length - bad.length - nan} only-nan=${nan} bad=${bad.length}`);
  return bad.length === 0;
}
