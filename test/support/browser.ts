/** @module A real browser for tests, where this machine has one. */

import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The Chromium that CHROMIUM names, or one in a usual place; undefined, with a line that says so, where there is none. */
export function findChromium(): string | undefined {
  const found = [process.env.CHROMIUM ?? "", ...PLACES].find(
    (place) => place !== "" && existsSync(place),
  );
  if (found === undefined) console.warn("skipped: no Chromium here; name one in CHROMIUM");
  return found;
}

/** Starts it. Only root needs to do without its sandbox. */
export const startChromium = (
  executablePath: string,
  args: readonly string[] = [],
): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [...args, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
