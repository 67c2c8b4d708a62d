/** @module The examples of the OpenAPI file: what the API answers on the sample documents. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { PROJECT } from "../../src/base/project.ts";
import type { Library } from "../../src/collection/library.ts";
import { callsTo, shelfOf } from "./api.ts";
import { liveLibrary } from "./memory-library.ts";
import { provokeProblems } from "./provoked.ts";
import { publishedEmbedder } from "./published-models.ts";

const REMOVED = "timeline.md";

const Answer = z.object({
  answers: z.array(z.object({ citation: z.object({ id: z.string(), sha256: z.string() }) })),
});

/** Asks an API on the samples for each answer. */
export async function answersOf(call: (path: string) => Promise<Response>) {
  const json = async (path: string): Promise<unknown> => (await call(path)).json();
  const text = async (path: string): Promise<string> => (await call(path)).text();
  const ask = await json("/v1/ask?q=How+many+Marines+were+sent+to+the+embassy%3F&top=1");
  const { id = "", sha256 = "" } = Answer.parse(ask).answers[0]?.citation ?? {};
  return {
    ask,
    source: await json(`/v1/source/${id}`),
    documents: await json("/v1/documents?limit=1"),
    documentText: `${(await text("/v1/documents/text?path=overview.md")).slice(0, 300)}…`,
    passageText: await text(`/v1/passages/${id}/text`),
    verify: await json(`/v1/verify?id=${id}&sha256=${sha256}`),
  };
}

export async function makeExamples() {
  const files = sampleFiles();
  const library = await liveLibrary(files, { embedder: await publishedEmbedder() });
  const answers = await answersOf(callsTo(shelfOf(library)));
  const problems = await provokeProblems(library, await removePassage(library, files));
  return atOneTime({
    answers,
    problems: Object.fromEntries(
      await Promise.all(
        Object.entries(problems).map(async ([kind, response]) => [kind, await response.json()]),
      ),
    ),
  });
}

/** Sets every date to one, so that the examples differ only where answers do. */
const atOneTime = <Value extends object>(value: Value): Value =>
  JSON.parse(
    JSON.stringify(value).replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"2026-11-28T09:00:00.000Z"'),
  );

/** Removes a document from the index; returns the ID of a passage that it had. */
async function removePassage(library: Library, files: Map<string, Buffer>): Promise<string> {
  const open = await library.open(REMOVED);
  const [passage] = open?.passages ?? [];
  files.delete(REMOVED);
  await library.rebuild({ onProgress: () => {} });
  if (!passage) throw new Error(`no passage of ${REMOVED}`);
  return passage.id;
}

function sampleFiles(): Map<string, Buffer> {
  const folder = join(PROJECT, "seeds");
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
}
