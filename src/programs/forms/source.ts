/** @module The JSON form of a passage's source, which `source --json` prints too. */

import { z } from "zod";
import type { Source } from "../../collection/source.ts";
import { CitationForm } from "./citation.ts";

export const Stale = z
  .literal(true)
  .optional()
  .describe("Present if this generation is an earlier one, as the active one can't be opened.");

export const FoundForm = z
  .object({
    status: z.literal("found"),
    id: z.string(),
    excerpt: z.string().describe("The whole passage, word for word."),
    citation: CitationForm,
    before: z.string().describe("The text before the passage, at most 400 UTF-16 units."),
    after: z.string().describe("The text after the passage, at most 400 UTF-16 units."),
    language: z.string().describe("Primary subtag of BCP 47; `und` if unknown."),
    generation: z.string(),
    stale: Stale,
    indexed: z.string().optional().describe("When this generation became active, in ISO 8601."),
    neighbours: z.object({
      number: z.int().positive().describe("The position of the passage in its document, from 1."),
      of: z.int().positive(),
      previous: z.string().optional(),
      next: z.string().optional(),
    }),
  })
  .meta({ id: "Source" });
export type FoundJson = z.output<typeof FoundForm>;

export const GoneForm = z
  .object({
    event: z.literal("gone"),
    id: z.string(),
    path: z.string(),
    headings: z.array(z.string()),
    fate: z.enum(["changed", "removed"]).describe("`changed`: the document is still there."),
    successor: z.string().optional().describe("The passage at its position now."),
    at: z.string().describe("In ISO 8601."),
  })
  .meta({ id: "GonePassage" });

const SourceForm = z.discriminatedUnion("status", [
  FoundForm,
  z.object({ status: z.literal("gone"), id: z.string(), last: GoneForm, stale: Stale }),
  z.object({ status: z.literal("unknown"), id: z.string(), stale: Stale }),
]);

/** Returns a source as JSON, without the fields that only replies need. */
export const sourceJson = (source: Source): z.output<typeof SourceForm> => SourceForm.parse(source);
