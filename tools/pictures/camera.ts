/** @module Opening a view of the page, doing what a reader would, and keeping the picture. */

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { PROJECT } from "../../src/base/config/config.ts";
import type { Studio } from "./studio.ts";

const PICTURES = join(PROJECT, "docs", "pictures");

export const DESK = { width: 960, height: 700 };
export const PHONE = { width: 390, height: 780 };

interface View {
  readonly path?: string;
  readonly size?: typeof DESK;
  readonly colorScheme?: "dark" | "light";
}

/** Opens a view in a window of its own, has the work done in it, and closes it. */
export async function visit(
  { browser, address }: Studio,
  { path = "", size = DESK, colorScheme = "dark" }: View,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await browser.newPage({ viewport: size, colorScheme, locale: "en-GB" });
  await page.goto(address + path);
  await work(page);
  await page.close();
}

/** Keeps what the window shows, in few colours: letters and flat grounds need no more. */
export async function take(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  const shot = await page.screenshot({ animations: "disabled", caret: "hide" });
  const { size } = await sharp(shot)
    .png({ palette: true, colours: 256, effort: 10, dither: 0 })
    .toFile(join(PICTURES, `${name}.png`));
  process.stdout.write(`${name}.png, ${Math.round(size / 1000)} kB\n`);
}

/** Makes the window as high as what an element holds, so that nothing is cut. */
export async function fit(page: Page, selector = "#log"): Promise<void> {
  const { width, height } = page.viewportSize() ?? DESK;
  const missing = await page
    .locator(selector)
    .evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  await page.setViewportSize({ width, height: height + missing });
}

/** Takes the welcome away, as if one had scrolled. */
export const leaveWelcome = (page: Page): Promise<unknown> =>
  page.evaluate("document.querySelector('.welcome').remove()");

/** Types into the question box, and waits for the reply. */
export async function ask(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "A question" }).fill(text);
  await answered(page, () => page.keyboard.press("Enter"));
}

/** Does something, and waits for the message that comes of it. */
export async function answered(page: Page, work: () => Promise<unknown>): Promise<void> {
  const before = await page.locator(".message").count();
  await work();
  await page.locator(".message").nth(before).waitFor();
  await page.locator(".waiting").waitFor({ state: "detached" });
}
