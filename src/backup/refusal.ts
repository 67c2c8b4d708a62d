/** @module Errors of archives that are refused. */

import { isShortage, systemCode, UserError } from "../base/errors.ts";

/** A kind of archive, by the verb that writes it. */
export type Kind = "backup" | "export";

/** Returns a kind after its article. */
export const withArticle = (kind: Kind): string => (kind === "export" ? `an ${kind}` : `a ${kind}`);

interface Refusal {
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** The errors of one file of a kind. */
export interface Refusals {
  /** Returns the error of a file that is no sound archive. */
  readonly refused: (found: string, refusal?: Refusal) => UserError;
  /** Returns the error of a file in it whose bytes differ from its checksum. */
  readonly damaged: (name: string) => UserError;
  /** Returns the error of a file that cannot be read as an archive; shortages of the machine unchanged. */
  readonly unreadable: (error: unknown) => unknown;
}

/** Returns the errors of a file. */
export function refusalsOf(file: string, kind: Kind): Refusals {
  const refused: Refusals["refused"] = (found, { remedy = "Use another one.", cause } = {}) =>
    new UserError(
      {
        expected: `a sound ${kind} at ${file}`,
        // Names in a foreign archive could steer the terminal.
        found: found.replace(/\p{Cc}/gu, "\u{fffd}"),
        remedy: `${remedy} Nothing was changed.`,
      },
      { cause },
    );
  return {
    refused,
    damaged: (name) => refused(`${name} damaged in it (its checksum differs)`),
    unreadable: (error) =>
      error instanceof UserError || isShortage(error)
        ? error
        : refused(describeUnreadable(error, kind), { cause: error }),
  };
}

/** Describes an error of the disk by its code, and any other one, which is the library's, as a broken archive. */
const describeUnreadable = (error: unknown, kind: Kind): string =>
  systemCode(error) === undefined
    ? `no whole ${kind}: the file is cut off, damaged, or of another kind`
    : `that it can't be read (${systemCode(error)})`;
