/** @module A reader of documents in a child process with bounds: one that exceeds them is refused. */

import { z } from "zod";
import { openBoundedChild } from "../../base/child/bounded-child.ts";
import type { CutDocument } from "../../corpus/cutting.ts";
import { MAX_PASSAGE_CHARACTERS } from "../../corpus/split.ts";
import type { Embedder } from "../../model/embedder.ts";
import type { TokenCounter } from "../../model/session.ts";
import type { Bounds } from "../../base/child/watchdog.ts";
import type { Plan, Planning } from "../../intake/plan.ts";
import { type DocumentReader, type Draft, readerHere } from "../../intake/reader.ts";
import type { ReadingArgument, ReadingRequest } from "./process.ts";

export const MAX_PASSAGES = 20_000;

/** Several times the needs of the largest files: 10 MB of prose or HTML, or 2,000 full pages. */
const BOUNDS: Bounds = { cpuSeconds: 120, megabytes: 1_000, wallSeconds: 1_200 };

export interface ReaderOptions {
  /** A model without a folder must bring its functions, as no other process can load it. */
  readonly embedder: Pick<Embedder, "model"> & Partial<Pick<Embedder, keyof TokenCounter>>;
  readonly maxPassages?: number | undefined;
  readonly bounds?: Bounds;
}

/** Opens a reader for an embedder. Only this process can load a model without a folder, and reads the documents then. */
export function openReader({
  embedder: { canRead, countTokens, isWord, model },
  maxPassages = MAX_PASSAGES,
  bounds = BOUNDS,
}: ReaderOptions): DocumentReader {
  const { embedding } = model.settings;
  const limits = {
    maxTokens: embedding.native.passageTokens,
    maxCharacters: MAX_PASSAGE_CHARACTERS,
  };
  const planning: Omit<Planning, keyof TokenCounter> = { limits, maxPassages };
  const { name, modelsDir } = model;
  if (modelsDir === undefined) {
    if (!countTokens || !isWord || !canRead)
      throw new Error("a model without a folder and a tokenizer");
    return readerHere({ ...planning, countTokens, isWord, canRead });
  }
  const argument: ReadingArgument = { model: { name, modelsDir }, planning };
  const child = openBoundedChild({ program: "read", argument, bounds });
  const ask = (request: ReadingRequest): Promise<unknown> => child.ask(request);
  return {
    read: async (file) => AskedDocument.parse(await ask({ type: "read", file })),
    plan: async (file, given) => AskedPlan.parse(await ask({ type: "plan", file, given })),
    close: child.close,
  };
}

// Replies of the child are validated in outline: our own code made them, but from a hostile file.
const offset = z.number().int().nonnegative();
const DocumentOutline = z
  .looseObject({
    document: z.looseObject({ text: z.string() }),
    passages: z.array(z.looseObject({ start: offset, end: offset })),
  })
  .refine(({ document, passages }) => passages.every(({ end }) => end <= document.text.length));
const PlanOutline = z.looseObject({ content: z.instanceof(Buffer), preview: z.looseObject({}) });

const DraftOutline = z.looseObject({ path: z.string(), isDraft: z.literal(true) });

const AskedDocument = z.custom<CutDocument | Draft>(
  (value) => DraftOutline.safeParse(value).success || DocumentOutline.safeParse(value).success,
);
const AskedPlan = z.custom<Plan>((value) => PlanOutline.safeParse(value).success);
