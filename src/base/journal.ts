/** @module Journals: append-only files of JSON lines, the last of which a crash may truncate. */

import { type FileHandle, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { z } from "zod";
import { syncFolder } from "./durable.ts";
import { systemCode } from "./errors.ts";

/** The entries of a journal; unreadable lines are skipped and counted. */
export interface Journal<Entry> {
  readonly entries: readonly Entry[];
  readonly damaged: number;
}

/** Splits a text at `\n` only, as entries may contain other separators, and drops empty lines. */
export const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "");

/**
 * Reads a journal; a missing file is an empty one.
 * @param containing only lines with this text are parsed, as a journal grows long.
 */
export async function readJournal<Entry>(
  file: string,
  schema: z.ZodType<Entry>,
  containing = "",
): Promise<Journal<Entry>> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return "";
    throw error;
  });
  return parseJournal(text, schema, containing);
}

/** Parses the text of a journal. */
export function parseJournal<Entry>(
  text: string,
  schema: z.ZodType<Entry>,
  containing = "",
): Journal<Entry> {
  const lines = linesOf(text).filter((line) => line.includes(containing));
  const entries = lines.flatMap((line) => {
    const entry = schema.safeParse(parseLine(line));
    return entry.success ? [entry.data] : [];
  });
  return { entries, damaged: lines.length - entries.length };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Returns entries as lines, their ends included. */
export const journalText = (entries: readonly object[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");

/**
 * Appends entries to an open file, on a new line if the last one was truncated.
 * @param file open for reading and appending.
 */
export async function appendEntries(file: FileHandle, entries: readonly object[]): Promise<void> {
  const start = (await endsWithLine(file)) ? "" : "\n";
  await file.appendFile(start + journalText(entries));
}

async function endsWithLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString("latin1") === "\n";
}

/** Appends entries to a journal, and syncs it and its folder. */
export async function appendDurably(file: string, entries: readonly object[]): Promise<void> {
  const handle = await open(file, "a+");
  try {
    await appendEntries(handle, entries);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(file));
}
