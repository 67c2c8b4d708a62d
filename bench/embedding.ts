/** @module The rate of embedding while building, against the bare session fed the same tokens one by one. */

import { sentenceMaker } from "./material.ts";
import { type Benchmark, type Figure, interleaved } from "./measure.ts";
import { bareModel, realEmbedder } from "./model.ts";

/** Passages of six sentences, and sentences. */
export const embedding: Benchmark = async ({ short }) => {
  const embedder = await realEmbedder();
  const bare = await bareModel();
  const { sentence } = sentenceMaker(3);
  const passage = (): string => Array.from({ length: 6 }, sentence).join(" ");
  const rate = async (
    kind: string,
    texts: readonly string[],
    embed: (text: string) => Promise<unknown>,
  ): Promise<Figure[]> => {
    const runs = new Map(texts.map((text) => [text, bare(text)]));
    const { first, second } = await interleaved(
      texts,
      short ? 1 : 3,
      (text) => runs.get(text)?.(),
      embed,
    );
    const [bareMs, ourMs] = [sum(first), sum(second)];
    return [
      { name: `${kind} embedded a second`, value: (1000 * second.length) / ourMs, unit: "/s" },
      {
        name: `rate on ${kind} / bare session's`,
        value: bareMs / ourMs,
        unit: "ratio",
        better: "more",
      },
    ];
  };
  const count = short ? 40 : 150;
  return [
    ...(await rate("passages", Array.from({ length: count }, passage), (text) =>
      embedder.embedPassage(text),
    )),
    ...(await rate("sentences", Array.from({ length: 4 * count }, sentence), (text) =>
      embedder.embedSentence(text),
    )),
  ];
};

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
