/** @module The JSON form of an answer, which `ask --json` prints too. */

import { z } from "zod";
import type { Answer } from "../../collection/answer.ts";
import { SIGNALS } from "../../search/signals.ts";
import { CitationForm, SpanForm } from "./citation.ts";

const excerpt = z
  .string()
  .describe("The whole passage, word for word; `[…]` replaces a part that no reader sees.");
const highlight = SpanForm.nullable();

const QuotationForm = z
  .object({
    rank: z.int().positive(),
    score: z.number(),
    excerpt,
    highlight: highlight.describe("The best sentence, in offsets of the document."),
    language: z.string().describe("Primary subtag of BCP 47; `und` if unknown."),
    citation: CitationForm,
    isPinned: z.literal(true).optional().describe("An operator chose it for this question."),
    alsoReportedIn: z.array(CitationForm).describe("Other places with the same text."),
    differsFrom: z
      .array(z.object({ citation: CitationForm, excerpt, highlight, what: z.string() }))
      .describe("Passages of other documents that differ in a number, a date or a negation."),
    signals: z.partialRecord(z.enum(SIGNALS), z.number()).optional(),
  })
  .meta({ id: "Quotation" });

export const AnswerForm = z
  .object({
    question: z.string(),
    language: z.string().describe("Of the question: primary subtag of BCP 47."),
    searchedFor: z.array(z.string()).optional().describe("Words that replaced misspelt ones."),
    carried: z.array(z.string()).optional().describe("Words of the question before."),
    outcome: z
      .enum(["found", "unsure", "nothing"])
      .describe("A claim about the search, never that the question is answered."),
    confidence: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe("The fitted probability that the right section is among those shown."),
    answers: z.array(QuotationForm),
    nearest: z.array(z.string()).describe("Headings or titles of the nearest passages."),
    notice: z.enum(["greeting", "language", "short", "unread"]).optional(),
    languages: z.array(z.string()).optional().describe("The main languages of the documents."),
  })
  .meta({ id: "Answer" });
export type AnswerJson = z.output<typeof AnswerForm>;

/** Returns an answer as JSON, without the fields that only replies need. */
export const answerJson = (answer: Answer): AnswerJson => AnswerForm.parse(answer);
