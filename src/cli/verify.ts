/** @module `verify`: a check of the whole index. */

import { UserError } from "../base/errors.ts";
import { type Verification, verifyIndex } from "../build/verify.ts";
import { forEachCollection } from "./each-collection.ts";
import type { Io } from "./io.ts";
import { collectionOf, configsFor, embedderFor, type Folders, readSettings } from "./setup.ts";
import { findGuild } from "./verify-guild.ts";

export interface VerifyOptions extends Folders {
  readonly json?: boolean;
}

/** Prints the findings. @throws UserError if there is a fault. */
export async function verify({ json, ...folders }: VerifyOptions, io: Io): Promise<void> {
  const guild = await findGuild({ json, ...folders }, io);
  if (guild === "gone") return;
  const embedder = await embedderFor(readSettings(folders, io));
  const configs = guild ? [guild] : configsFor(folders, io);
  await forEachCollection(configs, io, async (config, name) => {
    const { store, source } = await collectionOf(config);
    const verification = await verifyIndex(store, source, embedder);
    const named = name === undefined ? verification : { collection: name, ...verification };
    io.stdout.write(json ? `${JSON.stringify(named)}\n` : describe(verification));
    requireSound(verification);
  });
}

/** @throws UserError if there is a fault. */
function requireSound({ faults }: Verification): void {
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
