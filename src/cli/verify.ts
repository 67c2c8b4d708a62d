/** @module `verify`: a check of the whole index. */

import { UserError } from "../base/errors.ts";
import { type Verification, verifyIndex } from "../build/verify.ts";
import type { Io } from "./io.ts";
import { collectionOf, configFor, embedderFor, type Folders } from "./setup.ts";

export interface VerifyOptions extends Folders {
  readonly json?: boolean;
}

/** Prints the findings. @throws UserError if there is a fault. */
export async function verify({ json, ...folders }: VerifyOptions, io: Io): Promise<void> {
  const config = configFor(folders, io);
  const embedder = await embedderFor(config);
  const { store, source } = collectionOf(config);
  const verification = await verifyIndex(store, source, embedder);
  io.stdout.write(json ? `${JSON.stringify(verification)}\n` : describe(verification));
  const { faults } = verification;
  if (faults.length > 0)
    throw new UserError({
      expected: "an index without faults",
      found: `${faults.length}`,
      remedy: "Run: npm run footnote -- index --full",
    });
}

function describe(verification: Verification): string {
  const { generation, documents, passages, sentences, sampled, recall, stale, faults } =
    verification;
  const lines = [
    `generation  ${generation ?? "none that can be read"}`,
    `documents   ${documents} (${stale} changed or gone since they were indexed)`,
    `passages    ${passages}, each compared with its document`,
    `sentences   ${sentences}`,
    `neighbours  ${(recall * 100).toFixed(1)} % of the exact ones found for ${sampled} passages`,
    `faults      ${faults.length}`,
    ...faults.map((fault) => `  - ${fault}`),
  ];
  return `${lines.join("\n")}\n`;
}
