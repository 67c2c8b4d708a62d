/** @module A page printed to a PDF by a real browser, where one is installed. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { temporaryFolder } from "./temporary.ts";

const BROWSER = "/usr/bin/chromium";

/** The PDF's path; undefined where there is no browser. */
export async function printedByBrowser(html: string): Promise<string | undefined> {
  if (!existsSync(BROWSER)) return undefined;
  const file = join(await temporaryFolder(), "printed.pdf");
  const browser = await chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.setContent(html);
    await page.pdf({ path: file });
  } finally {
    await browser.close();
  }
  return file;
}
