/** @module The forms of parameters: from their text in an address to their value. The text of an error is what was expected. */

import { z } from "zod";
import { CollectionId } from "../../collection/collections.ts";
import { TypedSha256 } from "../../programs/forms/verification.ts";
import { isQuestion, QUESTION_LENGTH } from "../../search/question.ts";

const { min, max } = QUESTION_LENGTH;
const QUESTION = `a question of ${min} to ${max} characters, with a letter or a digit`;

export const question = z
  .string(QUESTION)
  .refine(isQuestion, QUESTION)
  .meta({
    description: "The question. Runs of white space count as one character.",
    minLength: min,
    maxLength: max,
    pattern: "[\\p{L}\\p{N}]",
    examples: ["How many Marines were sent to the embassy?"],
  });

const NAME = "the name of a collection: small letters, digits and hyphens";

export const collection = z
  .string(NAME)
  .refine((name) => CollectionId.safeParse(name).success, NAME)
  .optional()
  .meta({
    description: "One of your collections. It may be left out if you have only one.",
    pattern: "^[a-z0-9-]{1,64}$",
  });

const FLAG = "true or false";

export const flag = z
  .enum(["true", "false"], FLAG)
  .transform((word) => word === "true")
  .pipe(z.boolean());

/** Returns the form of an integer in decimal digits. */
export function integer(least: number, most: number) {
  const expected = `an integer from ${least} to ${most}`;
  return z
    .string(expected)
    .regex(/^(?:0|[1-9]\d{0,15})$/, expected)
    .transform(Number)
    .pipe(z.int().min(least, expected).max(most, expected));
}

export const passageId = z.string("the ID of a passage").meta({
  description: "The ID of a passage, from a citation.",
  examples: ["7ykbv36klbu7"],
});

export const path = z.string("the path of a document").meta({
  description: "The path of a document, from a citation or from the list of documents.",
  examples: ["reinforcement.md"],
});

export const hash = TypedSha256.meta({
  description: "SHA-256 of the quotation, of the cited file, or of the extracted text, in UTF-8.",
  examples: ["45f2354897cfa92a123449b53c9cc2e900280c74612487447e1af6e0b3d3d47a"],
});
