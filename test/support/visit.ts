/** @module The local page in a real browser, over a small library. */

import axe from "axe-core";
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { z } from "zod";
import { createLog } from "../../src/base/log.ts";
import type { PreviewOptions } from "../../src/web/preview/conversation.ts";
import { openPreview } from "../../src/web/preview/preview.ts";
import { findChromium, startChromium } from "./browser.ts";
import { buildAt, HARBOUR, ORCHARD, placeWith } from "./library.ts";
import { optionsFor, type Served } from "./preview.ts";

export const QUESTION = "When does the harbour open in the morning?";

/** A name of another site, which its owner has made to point to this machine. */
export const FOREIGN = "evil.example";

/** Undefined, with a line that says so, where this machine has none. */
export const chromium = findChromium();

let browser: Browser | undefined;

/** To be called once by each file of tests that visits. */
export function useBrowser(): void {
  beforeAll(async () => {
    const rules = [`--host-resolver-rules=MAP ${FOREIGN} 127.0.0.1`];
    if (chromium !== undefined) browser = await startChromium(chromium, rules);
  });
  afterAll(async () => browser?.close());
}

/** Opens windows of their own, to be closed by the test. */
export async function newContext(options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser?.newContext(options);
  if (!context) throw new Error("no browser");
  return context;
}

export interface Visit {
  readonly page: Page;
  readonly address: string;
  readonly seedsDir: string;
  readonly options: Served;
  /** Ends the server, as if somebody had pressed Ctrl-C. */
  readonly leave: () => Promise<void>;
}

interface VisitOptions {
  readonly locale?: string;
  /** Delays the end of each rebuild. */
  readonly during?: Promise<void>;
}

/** Opens a page of the preview over these files. Whatever the browser complains of fails the test, but what is expected. */
export async function visit(
  files: Readonly<Record<string, string | Uint8Array>> = { "a.md": HARBOUR, "b.md": ORCHARD },
  path = "",
  expected = /404/,
  { locale = "en-GB", during }: VisitOptions = {},
): Promise<Visit> {
  const place = await placeWith(files);
  await buildAt(place);
  const options = await optionsFor(place, createLog("silent"), { during });
  return { ...(await browse(options, path, expected, locale)), seedsDir: place.seedsDir, options };
}

/** Opens a page of the preview with these options. */
export async function browse(
  options: PreviewOptions,
  path = "",
  expected = /404/,
  locale = "en-GB",
): Promise<Pick<Visit, "page" | "address" | "leave">> {
  const preview = await openPreview(options, 0);
  const context = await newContext({ locale, colorScheme: "dark" });
  const page = await context.newPage();
  const complaints = complaintsOf(page, expected);
  let left: Promise<void> | undefined;
  const leave = (): Promise<void> => (left ??= preview.close());
  onTestFinished(async () => {
    await context.close();
    await leave();
    expect(complaints).toEqual([]);
  });
  await page.goto(preview.address + path);
  return { page, address: preview.address, leave };
}

function complaintsOf(page: Page, expected: RegExp): readonly string[] {
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (line) => {
    if (line.type() === "error" && !expected.test(line.text())) complaints.push(line.text());
  });
  return complaints;
}

/** The question box. */
export const line = (page: Page): Locator => page.getByRole("textbox", { name: "A question" });
export const messages = (page: Page): Locator => page.locator(".message");

/** Asks, and waits for the reply. */
export async function ask(page: Page, question = QUESTION): Promise<void> {
  const before = await messages(page).count();
  await line(page).fill(question);
  await page.keyboard.press("Enter");
  await messages(page).nth(before).waitFor();
}

const Violations = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullish(),
      nodes: z.array(z.object({ html: z.string() })),
    }),
  ),
});

/** What axe finds that keeps people out. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = Violations.parse(await page.evaluate("axe.run()"));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
