import { dateFormat, forLanguage } from "./intl";

/** The day of a point in time in UTC, as ISO 8601. */
export const dayOf = (time: number | Date) => new Date(time).toISOString().slice(0, 10);

const SPANS = ["day", "month", "year", "years"] as const;
/** What two days share: all, their month, their year, or none of it. */
type Span = (typeof SPANS)[number];
/** As ISO 8601 dates. */
type Range = { from: string; until: string };

/**
 * How a language writes the days from one to another ("December 2 – 4"), as Intl does. A page brings it along: the first
 * Intl.DateTimeFormat takes a browser 20 ms, a phone four times that, just when the page comes to life.
 */
export type DaysStyle = { months: string[]; spans: Record<Span, string> };

/** Days and months below ten, which tell how many digits they are written with. */
const SAMPLES: Record<Span, Range> = {
  day: { from: "2026-02-03", until: "2026-02-03" },
  month: { from: "2026-02-03", until: "2026-02-05" },
  year: { from: "2026-02-03", until: "2026-03-05" },
  years: { from: "2026-02-03", until: "2027-03-05" },
};
const PLACE = /\{(from|until)\.(year|month|day|name)(\d)\}/g;

// Marked, so that a browser, which only writes days, is not sent how they are read off.
export const daysStyleOf = /* @__PURE__ */ forLanguage(readStyle);

function readStyle(language: string): DaysStyle {
  const format = dateFormat(language, { timeZone: "UTC", month: "long", day: "numeric" });
  const partsOf = ({ from, until }: Range) => format.formatRangeToParts(new Date(from), new Date(until));
  const place = ({ type, value, source }: ReturnType<typeof partsOf>[number]) => {
    if (type === "literal") return value;
    const kind = type === "month" && !/^\d+$/.test(value) ? "name" : type;
    return `{${source === "endRange" ? "until" : "from"}.${kind}${kind === "name" ? 0 : value.length}}`;
  };
  const monthOf = (index: number) => {
    const day = new Date(Date.UTC(2026, index)).toISOString();
    return partsOf({ from: day, until: day }).find(({ type }) => type === "month")?.value ?? "";
  };
  const spans = SPANS.map((span) => [span, partsOf(SAMPLES[span]).map(place).join("")] as const);
  return {
    months: Array.from({ length: 12 }, (_, index) => monthOf(index)),
    spans: Object.fromEntries(spans) as DaysStyle["spans"],
  };
}

const spanOf = ({ from, until }: Range): Span => {
  if (from === until) return "day";
  if (from.slice(0, 7) === until.slice(0, 7)) return "month";
  return from.slice(0, 4) === until.slice(0, 4) ? "year" : "years";
};

/** "December 2 – 4" */
export function writeDays({ months, spans }: DaysStyle, range: Range): string {
  const read = (side: "from" | "until", kind: string, digits: number) => {
    const [year, month, day] = range[side].split("-").map(Number);
    if (kind === "name") return months[Number(month) - 1] ?? "";
    return String({ year, month, day }[kind]).padStart(digits, "0");
  };
  return spans[spanOf(range)].replaceAll(PLACE, (_, side: "from" | "until", kind: string, digits: string) =>
    read(side, kind, Number(digits)),
  );
}
