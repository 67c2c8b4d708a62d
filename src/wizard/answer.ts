/** @module The last step: an example question, answered from the documents. */

import { readConfig } from "../base/config/config.ts";
import { createLog } from "../base/log.ts";
import { buildInChild } from "../build/in-child.ts";
import { collectionOf, embedderFor } from "../cli/setup.ts";
import { drawFor } from "../cli/draw.ts";
import type { Io } from "../cli/io.ts";
import { progressReporter } from "../cli/progress.ts";
import { openReady } from "../collection/ready.ts";
import { openExamples } from "../evaluation/examples.ts";
import { loadedEmbedder } from "../model/lazy-embedder.ts";
import { renderAnswer } from "../reply/answer.ts";

const OF_SAMPLES = `This is a sample document. Add your own, which replace the samples:
npm run footnote -- add FILE\n`;

/** Asks the first proven example, and builds the index first if that is needed; undefined if there is no example. */
export async function answerExample(
  { stdout, stderr }: Io,
  settings = readConfig(),
): Promise<string | undefined> {
  const [first] = settings.collections;
  const config = { ...settings, collection: first };
  const embedder = await embedderFor(config);
  const collection = await collectionOf(config);
  const examples = openExamples({ ...collection, embedder: loadedEmbedder(embedder) });
  const { onProgress, stop } = progressReporter(stderr);
  const build = buildInChild(config);
  const log = createLog("warn");
  const options = { ...collection, embedder, examples, build, onProgress, log };
  const { library } = await openReady(options).finally(stop);
  try {
    const [question] = await library.examples();
    if (question === undefined) return undefined;
    const answer = await library.ask(question, { top: 1 });
    const reply = drawFor(stdout)(renderAnswer(answer));
    return library.servesSamples() ? `${reply}\n${OF_SAMPLES}` : reply;
  } finally {
    await library.close();
  }
}
