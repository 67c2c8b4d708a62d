/** @module The entry of the child process that reads documents; it loads only the tokenizer of the model. */

import { z } from "zod";
import { answerParent } from "../../base/child/bounded-child.ts";
import type { SourceFile } from "../../corpus/text.ts";
import { readerHere } from "../../intake/reader.ts";
import { loadTokenCounter } from "../../model/session.ts";

const Argument = z.object({
  model: z.object({ name: z.string(), modelsDir: z.string() }),
  planning: z.object({
    limits: z.object({ maxTokens: z.number(), maxCharacters: z.number() }),
    maxPassages: z.number(),
  }),
});
export type ReadingArgument = z.input<typeof Argument>;

const FileOutline = z.looseObject({ content: z.instanceof(Buffer) });
const file = z.custom<SourceFile>((value) => FileOutline.safeParse(value).success);
const Request = z.discriminatedUnion("type", [
  z.object({ type: z.literal("read"), file }),
  z.object({ type: z.literal("plan"), file, given: z.record(z.string(), z.string()) }),
]);
export type ReadingRequest = z.input<typeof Request>;

answerParent(async (own) => {
  const { model, planning } = Argument.parse(own);
  const reader = readerHere({ ...planning, ...(await loadTokenCounter(model)) });
  return (request) => {
    const asked = Request.parse(request);
    return asked.type === "read" ? reader.read(asked.file) : reader.plan(asked.file, asked.given);
  };
}, "it is damaged, or of an unknown form");
