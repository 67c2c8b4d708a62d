/** @module Numbers as people read them: in the largest unit that leaves a whole part, with three digits. */

/** Seconds, bytes, their rates, and plain numbers. */
export const UNITS = ["s", "B", "/s", "B/s", ""] as const;
export type Unit = (typeof UNITS)[number];

const DAY = 86_400;
const SCALES: Readonly<Record<Unit, readonly (readonly [number, string])[]>> = {
  s: [
    [3_600, "h"],
    [60, "min"],
    [1, "s"],
    [1e-3, "ms"],
    [1e-6, "µs"],
  ],
  B: [
    [1e12, "TB"],
    [1e9, "GB"],
    [1e6, "MB"],
    [1e3, "kB"],
    [1, "B"],
  ],
  "/s": [
    [1, "/s"],
    [1 / 60, "/min"],
    [1 / DAY, "/day"],
  ],
  "B/s": [
    [1e9, "GB/s"],
    [1e6, "MB/s"],
    [1e3, "kB/s"],
    [1, "B/s"],
  ],
  "": [[1, ""]],
};

/** Returns a value with its unit, such as `83.3 h`. */
export function format(value: number, unit: Unit): string {
  const all = SCALES[unit];
  const [size, name] = all.find(([scale]) => Math.abs(value) >= scale) ?? all.at(-1) ?? [1, ""];
  return `${digits(value / size)} ${name}`.trim();
}

const digits = (value: number): string =>
  Math.abs(value) >= 100 || Number.isInteger(value)
    ? Math.round(value).toLocaleString("en")
    : String(Number(value.toPrecision(value < 10 ? 2 : 3)));
