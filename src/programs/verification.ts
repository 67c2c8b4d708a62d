/** @module Verification: whether a SHA-256 is that of a passage's quotation, of its file or of the text extracted from it. */

import { sha256 } from "../base/hash.ts";
import type { Library } from "../collection/library.ts";
import { ProgramFault } from "./fault.ts";
import { TypedSha256, VerificationForm, type VerificationJson } from "./forms/verification.ts";

/** An ID and a hash, both as typed. */
interface Claim {
  readonly id: string;
  readonly sha256: string;
}

/**
 * Compares a hash with those of a passage as it was indexed. Every verdict has the generation that it is about.
 * @throws ProgramFault (`bad-request`) if the hash is none.
 */
export async function verify(
  claim: Claim,
  library: Pick<Library, "source" | "generation">,
): Promise<VerificationJson> {
  const hash = readHash(claim.sha256);
  const source = await library.source(claim.id);
  const { id, stale } = source;
  const known = { id, sha256: hash, generation: library.generation(), stale };
  if (source.status !== "found")
    return VerificationForm.parse({ ...known, ...source, verdict: source.status });
  const { citation, excerpt } = source;
  const hashes = { quotation: sha256(excerpt), file: citation.sha256, text: citation.textSha256 };
  const [matches] = Object.entries(hashes).find(([, one]) => one === hash) ?? [];
  const verdict = matches === undefined ? "differs" : "holds";
  return VerificationForm.parse({ ...known, verdict, matches, citation });
}

function readHash(typed: string): string {
  const read = TypedSha256.safeParse(typed);
  if (read.success) return read.data;
  throw new ProgramFault(
    "bad-request",
    {
      expected: "a SHA-256 of 64 hexadecimal digits",
      found: "another text",
      remedy: "Hash the bytes of the quotation in UTF-8, or of the file.",
    },
    { cause: read.error },
  );
}
