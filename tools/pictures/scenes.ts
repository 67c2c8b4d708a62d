/** @module What the pictures show, as the page rests. */

import type { Page } from "playwright-core";
import { UPLOADED } from "./added.ts";
import { answered, ask, type Look } from "./camera.ts";

/** A view, and what a reader does in it before the picture is taken. */
export interface Scene {
  readonly path?: string;
  /** The language of the browser; British English by default. */
  readonly locale?: string;
  /** All looks by default. */
  readonly looks?: readonly Look[];
  readonly play?: (page: Page) => Promise<void>;
}

const QUESTION = "How many Marines were sent to the embassy?";

const press = (page: Page, name: string): Promise<void> =>
  answered(page, () => page.getByRole("button", { name, exact: true }).last().click());

/** Presses the first button of the last message: the one that leads to the sources. */
const openSource = (page: Page): Promise<void> =>
  answered(page, () =>
    page.locator(".message").last().locator("button[data-custom-id]").first().click(),
  );

const asking = (question: string): Scene => ({ play: (page) => ask(page, question) });

/** Scenes over the samples. */
export const SAMPLE_SCENES: Readonly<Record<string, Scene>> = {
  welcome: {},
  found: asking(QUESTION),
  unsure: asking("what happened to the canteen on 26 january"),
  nothing: asking("What is the recipe for bread?"),
  table: asking("When did each side say the crowd left?"),
  documents: { play: (page) => press(page, "Documents") },
  help: { play: (page) => press(page, "Help") },
  refusal: { play: (page) => ask(page, "/source aaaaaaaaaaaa") },
  sources: {
    async play(page) {
      await ask(page, QUESTION);
      await openSource(page);
    },
  },
  details: {
    async play(page) {
      await ask(page, QUESTION);
      await openSource(page);
      await page.getByRole("button", { name: "Technical details" }).last().click();
      await page.getByText("SHA-256").first().waitFor();
    },
  },
  marked: {
    async play(page) {
      await ask(page, QUESTION);
      const link = page.locator(".message a[href^='document']");
      if ((await link.count()) === 0) await openSource(page);
      await link.first().click();
      await page.locator(".passage[aria-current]").waitFor();
    },
  },
  line: {
    async play(page) {
      await ask(page, QUESTION);
      await page.locator("#line").fill(`${QUESTION} `.repeat(8));
      await page.keyboard.press("Enter");
    },
  },
};

/** Scenes that need the documents that the studio adds. */
export const ADDED_SCENES: Readonly<Record<string, Scene>> = {
  differing: asking("How many passengers were on the last ferry of the season?"),
  code: asking("How do I start the ferry's pump?"),
  rows: asking("When does the ferry leave on Sunday?"),
  extracted: asking("When must the chimney be swept?"),
  collection: { path: "collection" },
  upload: {
    path: "collection",
    async play(page) {
      const [name, content] = UPLOADED;
      const buffer = Buffer.from(content);
      await page.locator("#files").setInputFiles({ name, mimeType: "text/plain", buffer });
      await page.locator(".offer").waitFor();
    },
  },
  report: { path: "report" },
};
