/** @module The JSON form of a verification: whether a hash belongs to the passage of an ID. */

import { z } from "zod";
import { CitationForm, Sha256 } from "./citation.ts";
import { GoneForm } from "./source.ts";

export const VerificationForm = z
  .object({
    id: z.string(),
    sha256: Sha256,
    verdict: z
      .enum(["holds", "differs", "gone", "unknown"])
      .describe(
        "`holds`: the hash is that of the quotation or of its file; `differs`: the passage has another text and file; " +
          "`gone`: it was in an earlier generation; `unknown`: in none that is known.",
      ),
    matches: z
      .enum(["quotation", "file", "text"])
      .optional()
      .describe("The text that has this hash: the quotation, the file, or the extracted text."),
    generation: z.string(),
    citation: CitationForm.optional(),
    last: GoneForm.optional(),
  })
  .meta({ id: "Verification" });
export type VerificationJson = z.output<typeof VerificationForm>;
