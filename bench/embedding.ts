/** @module The rate of embedding while building, against the bare session fed the same tokens one by one. */

import { sentenceMaker } from "./material.ts";
import { type Benchmark, type Figure, interleaved } from "./measure.ts";
import { bareModels, realEmbedder } from "./model.ts";

/** Passages of six sentences, and sentences; each text is read by both models. */
export const embedding: Benchmark = async ({ short }) => {
  const embedder = await realEmbedder();
  const bare = await bareModels();
  const { sentence } = sentenceMaker(3);
  const passage = (): string => Array.from({ length: 6 }, sentence).join(" ");
  const rate = async (
    kind: string,
    texts: readonly string[],
    embed: (text: string) => Promise<unknown>,
  ): Promise<Figure[]> => {
    const runs = new Map(texts.map((text) => [text, bare.text(text)]));
    const { first, second } = await interleaved(
      texts,
      short ? 1 : 3,
      (text) => runs.get(text)?.(),
      embed,
    );
    const [bareMs, ourMs] = [sum(first), sum(second)];
    return [
      { name: `${kind}s embedded a second`, value: (1000 * second.length) / ourMs, unit: "/s" },
      {
        name: `rate on ${kind}s / bare sessions'`,
        value: bareMs / ourMs,
        unit: "ratio",
        better: "more",
      },
    ];
  };
  const count = short ? 40 : 150;
  return [
    ...(await rate("passage", Array.from({ length: count }, passage), async (text) => {
      await embedder.embedText(text);
      await embedder.embedTokens(text);
    })),
    ...(await rate("sentence", Array.from({ length: 4 * count }, sentence), async (text) => {
      await embedder.embedText(text);
      await embedder.embedNative(text);
    })),
  ];
};

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
