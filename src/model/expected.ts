/** @module The expected time of embedding, measured on this machine with a few of the texts. */

import type { Embedder } from "./embedder.ts";

/** A text to embed, and its language. */
export interface LanguageText {
  readonly text: string;
  readonly language: string;
}

/** Texts to embed. */
export interface Texts {
  readonly passages: readonly LanguageText[];
  readonly sentences: readonly LanguageText[];
}

export interface TextCounts {
  readonly passages: number;
  readonly sentences: number;
}

export interface Expected {
  readonly texts: number;
  readonly seconds: number;
}

/** Fewer texts take no notable time: that would be a fifth of a second for each. */
const WORTH_MEASURING = 300;

/**
 * Estimates how long it takes to embed so many texts like those of the sample, by a few runs of the models.
 * @returns undefined where there are few: then no model is run.
 */
export async function expectTime(
  embedder: Pick<Embedder, "embedText" | "embedNative" | "embedTokens" | "model">,
  { passages, sentences }: TextCounts,
  sample: Texts,
): Promise<Expected | undefined> {
  const texts = passages + sentences;
  if (texts < WORTH_MEASURING) return undefined;
  const { languages } = embedder.model.settings.embedding.native;
  const perPassage = await secondsOf(sample.passages, async ({ text, language }) => {
    await embedder.embedText(text);
    if (languages.includes(language)) await embedder.embedTokens(text);
  });
  const perSentence = await secondsOf(sample.sentences, async ({ text, language }) => {
    await embedder.embedText(text);
    if (languages.includes(language)) await embedder.embedNative(text);
  });
  return { texts, seconds: perPassage * passages + perSentence * sentences };
}

const MOST_SAMPLED = 6;

/** Returns a few items from all parts of a list. */
export function sampleOf<Item>(items: readonly Item[]): Item[] {
  const stride = Math.max(1, Math.floor(items.length / MOST_SAMPLED));
  return items.filter((_, at) => at % stride === 0).slice(0, MOST_SAMPLED);
}

/** Returns how long one run takes; the very first is slower than all others and does not count. */
async function secondsOf(
  texts: readonly LanguageText[],
  embed: (text: LanguageText) => Promise<unknown>,
): Promise<number> {
  const some = sampleOf(texts);
  if (some[0] === undefined) return 0;
  await embed(some[0]);
  const began = performance.now();
  for (const text of some) await embed(text);
  return (performance.now() - began) / 1_000 / some.length;
}

const NOTABLE_SECONDS = 60;

/** Returns a line on a long time; nothing for a short one. */
export function describeExpected({ texts, seconds }: Expected): string | undefined {
  if (seconds < NOTABLE_SECONDS) return undefined;
  const minutes = Math.round(seconds / 60);
  const time =
    minutes < 120
      ? `${minutes} ${minutes === 1 ? "minute" : "minutes"}`
      : `${Math.round(minutes / 60)} hours`;
  return `About ${time}: ${texts.toLocaleString("en")} texts to embed.`;
}
