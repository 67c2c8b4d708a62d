/** @module Opening a view of the page, doing what a reader would, and keeping the picture. */

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp, { type Sharp } from "sharp";
import type { Studio } from "./studio.ts";

/** A window, and the colours that its reader prefers. */
export interface Look {
  /** Follows the name of a picture. */
  readonly suffix: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly colorScheme: "dark" | "light";
  readonly forcedColors?: "active" | "none";
}

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 780 };
const NARROW = { width: 320, height: 640 };

export const LOOKS: readonly Look[] = [
  { suffix: "", size: DESKTOP, colorScheme: "dark" },
  { suffix: "-light", size: DESKTOP, colorScheme: "light" },
  { suffix: "-phone", size: PHONE, colorScheme: "dark" },
  { suffix: "-phone-light", size: PHONE, colorScheme: "light" },
  { suffix: "-narrow", size: NARROW, colorScheme: "dark" },
  { suffix: "-forced", size: DESKTOP, colorScheme: "dark", forcedColors: "active" },
];

interface View extends Partial<Look> {
  readonly path?: string | undefined;
  readonly locale?: string | undefined;
}

/** Opens a view in a window of its own, has the work done in it, and closes it. */
export async function visit(
  { browser, address }: Pick<Studio, "browser" | "address">,
  {
    path = "",
    locale = "en-GB",
    size = DESKTOP,
    colorScheme = "dark",
    forcedColors = "none",
  }: View,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await browser.newPage({
    viewport: size,
    colorScheme,
    forcedColors,
    locale,
  });
  await page.goto(address + path);
  await work(page);
  await page.close();
}

/** Keeps what the window shows. */
export async function take(page: Page, folder: string, name: string): Promise<void> {
  const shot = await page.screenshot({ animations: "disabled", caret: "hide" });
  await keep(sharp(shot), folder, name);
}

/** Writes a picture in few colours: letters and flat grounds need no more. */
export async function keep(picture: Sharp, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { size } = await picture
    .png({ palette: true, colours: 256, effort: 10, dither: 0 })
    .toFile(join(folder, `${name}.png`));
  process.stdout.write(`${name}.png, ${Math.round(size / 1000)} kB\n`);
}

/** Types into the question box, and waits for the reply. */
export async function ask(page: Page, text: string): Promise<void> {
  await page.locator("#line").fill(text);
  await answered(page, () => page.keyboard.press("Enter"));
}

/** Does something, and waits for the message that comes of it. */
export async function answered(page: Page, work: () => Promise<unknown>): Promise<void> {
  const before = await page.locator(".message").count();
  await work();
  await page.locator(".message").nth(before).waitFor();
  await page.locator(".waiting").waitFor({ state: "detached" });
}
