/** @module The JSON form of a verification: whether a hash belongs to the passage of an ID. */

import { z } from "zod";
import { CitationForm, Sha256 } from "./citation.ts";
import { GoneForm, Stale } from "./source.ts";

const HASH = "SHA-256 in 64 hexadecimal digits";

/** A hash as typed: capitals and white space do not matter, as for an ID. Its error is what was expected. */
export const TypedSha256 = z
  .string(HASH)
  .trim()
  .regex(/^[0-9a-fA-F]{64}$/, HASH)
  .toLowerCase();

export const VerificationForm = z
  .object({
    id: z.string(),
    sha256: Sha256,
    verdict: z
      .enum(["holds", "differs", "gone", "unknown"])
      .describe(
        "About this generation. `holds`: the hash is one of `matches`; `differs`: it is none of them, as that of an older " +
          "version of the file; `gone`: the passage was in an earlier generation; `unknown`: it is in none that is known.",
      ),
    matches: z
      .enum(["quotation", "file", "text"])
      .optional()
      .describe(
        "With `holds`: whether the hash is that of the quotation, of the file as it was indexed (`citation.current` says " +
          "whether it still is), or of the text extracted from it.",
      ),
    generation: z.string(),
    stale: Stale,
    citation: CitationForm.optional().describe("With `holds` and `differs`."),
    last: GoneForm.optional().describe("With `gone`."),
  })
  .meta({ id: "Verification" });
export type VerificationJson = z.output<typeof VerificationForm>;
