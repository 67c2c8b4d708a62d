/** @module Moments in the reader's own words and zone. */

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};
const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const TICK_MS = 1_000;

/** Writes each moment in a part of the page; those that are told from now go on being told. */
export function tellMoments(within: ParentNode): void {
  for (const time of within.querySelectorAll("time")) tell(time);
}

setInterval(() => {
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-format=R]")) tell(time);
}, TICK_MS);

function tell(time: HTMLTimeElement): void {
  const moment = new Date(time.dateTime);
  const format = time.dataset.format ?? "f";
  const text =
    format === "R"
      ? fromNow(moment)
      : new Intl.DateTimeFormat(undefined, FORMATS[format]).format(moment);
  if (time.textContent !== text) time.textContent = text;
}

function fromNow(moment: Date): string {
  const seconds = Math.round((moment.getTime() - Date.now()) / 1000);
  const [unit, length] = UNITS.find(([, span]) => Math.abs(seconds) >= span) ?? ["second", 1];
  return RELATIVE.format(Math.round(seconds / length), unit);
}
