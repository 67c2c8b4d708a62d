/** @module The bearer tokens of programs: a port, and its implementation by the file that `API_TOKEN_FILE` names. */

import { basename } from "node:path";
import { isApiToken } from "../base/api-token.ts";
import {
  parseTokens,
  type ReadTokens,
  readTokenText,
  type TokenEntry,
  unreadable,
  validFor,
} from "../base/config/tokens-file.ts";
import { fileStamp } from "../base/file-stamp.ts";
import { sha256 } from "../base/hash.ts";
import type { Log } from "../base/log.ts";
import { ProgramFault } from "./fault.ts";
import type { Grant } from "./grant.ts";

export interface Tokens {
  /**
   * Returns the grant of a token; undefined if it is unknown, revoked or expired.
   * @throws ProgramFault (`not-ready`) while the tokens can't be read.
   */
  grantOf(token: string): Promise<Grant | undefined>;
}

export interface TokensOptions {
  readonly file: string;
  /** The IDs of the collections that are served. */
  readonly collections: readonly string[];
  readonly log: Log;
}

/**
 * Opens the tokens of a file. A change of the file counts from the next request on. A token is looked up by its hash, so that
 * the time of a look-up shows nothing about tokens that are valid.
 */
export function openTokens(options: TokensOptions): Tokens {
  const tokens = createReader(options);
  return {
    async grantOf(token) {
      const byHash = tokens();
      if (!byHash) throw notReady();
      const entry = isApiToken(token) ? byHash.get(sha256(token)) : undefined;
      if (!entry || validFor(entry) <= 0) return undefined;
      const { name, collections, rate } = entry;
      return { name, collections, rate };
    },
  };
}

type ByHash = ReadonlyMap<string, TokenEntry>;

/**
 * For so long after a change the file is read each time it is used: a clock of files may be so coarse that a second change
 * leaves the stamp as it is.
 */
const UNSETTLED_MS = 2_000;

/** Returns a function that returns the tokens as they are in the file now; undefined while they can't be read. */
function createReader({ file, collections, log }: TokensOptions): () => ByHash | undefined {
  const report = createReport(log);
  let stamp: string | undefined;
  let [changedAt, readAt] = [0, 0];
  let text: string | undefined;
  let byHash: ByHash | undefined;
  const read = (): void => {
    readAt = performance.now();
    const found = readTokenText(file);
    if (found === text) return;
    text = found;
    const parsed = parseTokens(basename(file), found, collections);
    report(stamp, parsed);
    byHash = "faults" in parsed ? undefined : toMap(parsed.tokens);
  };
  return () => {
    try {
      const current = fileStamp(file);
      if (current !== stamp) [stamp, changedAt, readAt] = [current, performance.now(), -Infinity];
      if (readAt - changedAt < UNSETTLED_MS) read();
      return byHash;
    } catch (error) {
      // Nothing of what was read before counts, and the next use tries again.
      [text, byHash, readAt] = [undefined, undefined, -Infinity];
      report(stamp, { faults: [unreadable(error)] });
      return undefined;
    }
  };
}

const toMap = (tokens: readonly TokenEntry[]): ByHash =>
  new Map(tokens.map((entry) => [entry.sha256, entry]));

/** Returns a function that logs the faults of a file once for each of its changes, and that they are gone. */
function createReport(log: Log): (stamp: string | undefined, found: ReadTokens) => void {
  let reported: string | undefined;
  return (stamp, found) => {
    if ("faults" in found) {
      const next = [stamp, ...found.faults].join("\n");
      if (next !== reported)
        log.error({ faults: found.faults }, "no token is valid until the faults are corrected");
      reported = next;
      return;
    }
    log.info({ tokens: found.tokens.length }, "the API tokens are read");
    reported = undefined;
  };
}

const NOT_READY = "No token can be checked now. The operator can see why in the log.";
const notReady = (): ProgramFault => new ProgramFault("not-ready", NOT_READY, { retryAfter: 30 });
