/** @module Files of API tokens. */

import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { createApiToken } from "../../src/base/api-token.ts";
import { sha256 } from "../../src/base/hash.ts";
import { folderWith } from "./temporary.ts";

/** Lines of a token's entry, without its hash. */
type Entries = Readonly<Record<string, readonly [token: string, ...lines: readonly string[]]>>;

/** The text of a file in which each name has lines such as `rate: 1/60` and a token, in the order of `token add`. */
export const tokensText = (entries: Entries): string =>
  `tokens:\n${Object.entries(entries)
    .map(([name, [token, ...lines]]) =>
      [`  ${name}:`, ...lines, `sha256: ${sha256(token)}`].join("\n    "),
    )
    .join("\n")}\n`;

/** A file that only its owner can use. */
export async function privateFile(text: string, name = "tokens.yaml"): Promise<string> {
  const file = join(await folderWith({ [name]: text }), name);
  await chmod(file, 0o600);
  return file;
}

/** A file with one token, and that token. */
export async function oneToken(...lines: readonly string[]) {
  const token = createApiToken();
  return { token, file: await privateFile(tokensText({ site: [token, ...lines] })) };
}
