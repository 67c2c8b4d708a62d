/** @module Archives are written beside their final name, checked, and moved there. */

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { lstat, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { moveDurably } from "../base/durable.ts";
import { messageOf, systemCode, UserError } from "../base/errors.ts";
import { PROJECT } from "../base/project.ts";

/** The file to write. */
export interface WritingOptions {
  readonly file: string;
  /** Whether an existing file is replaced. */
  readonly isForced: boolean;
}

/** A file that was written, and its size. */
export interface Written {
  readonly file: string;
  readonly bytes: number;
}

/**
 * Writes an archive beside its final name, checks it, and moves it there.
 * @param write writes a new file at the path that it gets, and checks it.
 * @throws UserError if the file exists, or cannot be written; no part of it is left.
 */
export async function writeAside<Made>(
  { file, isForced }: WritingOptions,
  write: (aside: string) => Promise<Made>,
): Promise<Written & { readonly made: Made }> {
  await requireWritable(file, isForced);
  const aside = `${file}.${randomUUID()}.part`;
  try {
    const made = await write(aside);
    await requireWritable(file, isForced);
    await moveDurably(aside, file);
    return { file, bytes: (await stat(file)).size, made };
  } catch (error) {
    throw unwritable(file, error);
  } finally {
    await rm(aside, { force: true });
  }
}

/** Returns the version of this program. */
export const programVersion = (): string =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"))).version;

/** Requires that nothing is in the way of a file but, where it is replaced, another file. */
async function requireWritable(file: string, isForced: boolean): Promise<void> {
  const found = await lstat(file).catch(() => undefined);
  if (!found) return;
  const isFolder = found.isDirectory();
  if (isForced && !isFolder) return;
  throw new UserError(
    isFolder
      ? {
          expected: `the name of a file, not ${file}`,
          found: "a folder of that name",
          remedy: `Name a file in it, such as ${join(file, "footnote.zip")}.`,
        }
      : {
          expected: `no file at ${file} yet`,
          found: "one",
          remedy: "Name another file, or replace it with --force.",
        },
    { exitCode: 2 },
  );
}

/** Returns the error of a disk that does not take the file; any other error unchanged. */
const unwritable = (file: string, error: unknown): unknown =>
  error instanceof UserError || systemCode(error) === undefined
    ? error
    : new UserError(
        {
          expected: `to write ${file}`,
          found: messageOf(error),
          remedy: "Free some space or name another place. No part of a file was left.",
        },
        { cause: error },
      );
