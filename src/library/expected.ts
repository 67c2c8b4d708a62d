/** @module The expected time of embedding, measured on this machine with a few of the texts. */

import type { Embedder } from "../search/embedder.ts";

/** Texts to embed. */
export interface Texts {
  readonly passages: readonly string[];
  readonly sentences: readonly string[];
}

export interface TextCounts {
  readonly passages: number;
  readonly sentences: number;
}

/** Seconds that one run of the model takes. */
export interface Rates {
  readonly passage: number;
  readonly sentence: number;
}

export interface Expected {
  readonly texts: number;
  readonly seconds: number;
}

/** Of either kind; the first run is slower than all others and does not count. */
const SAMPLE = 6;

/** Measures how long texts like these take. Runs the model a few times. */
export const measureRates = async (
  embedder: Pick<Embedder, "embedPassage" | "embedSentence">,
  { passages, sentences }: Texts,
): Promise<Rates> => ({
  passage: await secondsOf(passages, (text) => embedder.embedPassage(text)),
  sentence: await secondsOf(sentences, (text) => embedder.embedSentence(text)),
});

/** Returns how long it takes to embed so many texts. */
export const expectTime = (rates: Rates, { passages, sentences }: TextCounts): Expected => ({
  texts: passages + sentences,
  seconds: rates.passage * passages + rates.sentence * sentences,
});

async function secondsOf(
  texts: readonly string[],
  embed: (text: string) => Promise<unknown>,
): Promise<number> {
  const stride = Math.max(1, Math.floor(texts.length / SAMPLE));
  const [first, ...sample] = texts.filter((_, at) => at % stride === 0).slice(0, SAMPLE);
  if (first === undefined) return 0;
  await embed(first);
  const began = performance.now();
  for (const text of sample) await embed(text);
  return (performance.now() - began) / 1_000 / Math.max(1, sample.length);
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
