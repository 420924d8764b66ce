const HEAD = { figure: "Figure", value: "Measured", target: "Target", verdict: "" };

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
export const milliseconds = (ms) => `${Math.round(ms)} ms`;
export const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
export const kibibytes = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
export const times = (value) => `${value.toFixed(value < 1 ? 3 : 1)} ×`;

/** A figure without a target. */
export const told = (figure, value) => ({ figure, value, target: "", verdict: "" });

/** A figure with a target; one that could not be measured here has no verdict. */
const judged = (figure, value, sign, limit, isMet, show) =>
  Number.isNaN(value)
    ? told(figure, "not measured")
    : { figure, value: show(value), target: `${sign} ${show(limit)}`, verdict: isMet ? "ok" : "miss" };

export const atMost = (figure, value, limit, show) => judged(figure, value, "≤", limit, value <= limit, show);
export const atLeast = (figure, value, limit, show) => judged(figure, value, "≥", limit, value >= limit, show);

/** Prints groups of figures, each under its title, in columns. */
export function printTable(groups) {
  const rows = [HEAD, ...groups.flatMap(([, figures]) => figures)];
  const width = (column) => Math.max(...rows.map((row) => row[column].length));
  const [figure, value, target] = ["figure", "value", "target"].map(width);
  const line = (row) =>
    `    ${row.figure.padEnd(figure)}  ${row.value.padStart(value)}  ${row.target.padStart(target)}  ${row.verdict}`.trimEnd();
  console.log(`\n${line(HEAD)}`);
  for (const [title, figures] of groups) console.log([`\n  ${title}`, ...figures.map(line)].join("\n"));
  const misses = rows.filter(({ verdict }) => verdict === "miss").length;
  console.log(misses === 0 ? "\n  Every target is met." : `\n  Targets missed: ${misses}.`);
}
