/** @module Errors of the disk with remedies. */

import { messageOf, systemCode, UserError } from "../base/errors.ts";

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full: free some space and try again. The active index is untouched.",
  EDQUOT:
    "The disk quota is used up: free some space and try again. The active index is untouched.",
  EACCES:
    "Give the user that runs Footnote the right to write there, or name another folder with SETTINGS.",
  EPERM:
    "Give the user that runs Footnote the right to write there, or name another folder with SETTINGS.",
  EROFS: "The disk is read-only: name another folder with SETTINGS.",
  EMFILE: "Too many files are open: raise the limit (ulimit -n) or stop another program.",
  ENFILE: "Too many files are open on this machine: stop another program.",
  ENOMEM: "The machine is out of memory: stop another program, or give it more.",
  EIO: "The disk or drive does not answer as it should: look at the system's log and at the disk.",
  ESTALE: "A network drive is gone: mount it again.",
  ENOTCONN: "A network drive is gone: mount it again.",
  ETIMEDOUT: "A network drive does not answer: mount it again.",
  EHOSTDOWN: "A network drive does not answer: mount it again.",
  ENOTDIR: "A parent of it is a file: name another folder with SETTINGS.",
  EEXIST: "A file of that name exists: name another folder with SETTINGS.",
};

/** The names of the settings of a folder, and its name in a message. */
const FOLDERS = {
  index: { settings: "--index or INDEX_DIR", name: "the index" },
  documents: { settings: "--seeds or SEEDS_DIR", name: "the documents" },
};

/** Returns a `UserError` with the remedy for an error of the disk; any other error unchanged. */
export function diskError(
  error: unknown,
  folder: string,
  kind: keyof typeof FOLDERS = "index",
): unknown {
  const remedy = REMEDIES[systemCode(error) ?? ""];
  if (error instanceof UserError || remedy === undefined) return error;
  const { name, settings } = FOLDERS[kind];
  return new UserError(
    {
      expected: `to read and write ${name} in ${folder}`,
      found: messageOf(error),
      remedy: remedy.replace("SETTINGS", settings),
    },
    { cause: error },
  );
}
