/** @module The heights of replies, buttons included, in the page's own windows. */

import type { Page } from "playwright-core";
import { ask, DESKTOP, PHONE, visit } from "./camera.ts";
import type { Studio } from "./studio.ts";

const QUESTIONS = [
  "How many Marines were sent to the embassy?",
  "Who was killed in the drone strike?",
  "When did the crowd leave?",
  "Was the embassy evacuated?",
  "What did the president say?",
] as const;

/** Prints the height of the reply to each question in pixels, and the median, at each size of the window. */
export async function printHeights(studio: Studio): Promise<void> {
  for (const size of [PHONE, DESKTOP]) {
    const heights: number[] = [];
    process.stdout.write(`\nreplies at ${size.width}×${size.height}\n`);
    await visit(studio, { size }, async (page) => {
      for (const question of QUESTIONS) {
        await ask(page, question);
        const { height, first } = await measure(page);
        heights.push(height);
        process.stdout.write(`  ${`${height}`.padStart(5)} px  ${question} (${first})\n`);
      }
    });
    process.stdout.write(`  ${`${median(heights)}`.padStart(5)} px  median\n`);
  }
}

/** Measures the last reply, and returns its first words, which tell the outcome. */
async function measure(page: Page): Promise<{ height: number; first: string }> {
  const reply = page.locator(".message").last();
  const height = Math.round((await reply.boundingBox())?.height ?? 0);
  const lines = (await reply.locator(".body").innerText()).split("\n");
  return {
    height,
    first: lines
      .filter((part) => part.trim().length > 1)
      .slice(1, 4)
      .join(" | ")
      .slice(0, 120),
  };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
