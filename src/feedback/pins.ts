/** @module Pins in a file of the feedback folder; deleting feedback leaves them. */

import { join } from "node:path";
import { z } from "zod";
import { messageOf, systemCode, UserError } from "../base/errors.ts";
import { fileStamp } from "../base/file-stamp.ts";
import { type Journal, readJournal } from "../base/journal.ts";
import { CollectionId } from "../collection/collections.ts";
import { MOST_PINS, type Pin, PinRefused, type PinStore } from "../collection/pins.ts";
import { ID_PATTERN } from "../corpus/identity.ts";
import { isQuestion } from "../search/question.ts";
import { replaceJournal, underLock } from "./files.ts";

export const PinRecord = z.object({
  collection: CollectionId,
  id: z.string().regex(/^[0-9a-z]{1,20}$/),
  question: z.string().refine(isQuestion),
  passage: z.string().regex(ID_PATTERN),
  day: z.iso.date(),
});
export type PinRecord = Readonly<z.infer<typeof PinRecord>>;

const fileIn = (dir: string): string => join(dir, "pins.jsonl");

/** Reads the pins of all collections; none where there is no file. */
export const readPins = (dir: string): Promise<Journal<PinRecord>> =>
  readJournal(fileIn(dir), PinRecord);

/** Replaces the pins of a collection in one step. Lines that can't be read are dropped. */
export const rewritePins = (
  dir: string,
  collection: CollectionId,
  change: (pins: readonly Pin[]) => readonly Pin[],
): Promise<void> =>
  underLock(dir, async () => {
    const { entries } = await readPins(dir);
    const others = entries.filter((entry) => entry.collection !== collection);
    const own = change(ownPins(entries, collection)).map((pin) => ({ collection, ...pin }));
    await replaceJournal(fileIn(dir), [...others, ...own]);
  });

/** Returns the latest pins of a collection, as many as may be kept. */
export const ownPins = (records: readonly PinRecord[], collection: CollectionId): Pin[] =>
  records
    .filter((record) => record.collection === collection)
    .slice(-MOST_PINS)
    .map(pinOf);

export const pinOf = ({ id, question, passage, day }: PinRecord): Pin => ({
  id,
  question,
  passage,
  day,
});

/** Opens the pins of a collection; the file is read again when it has changed. */
export function openPins(dir: string, collection: CollectionId): PinStore {
  let last = { stamp: "", pins: NONE };
  return {
    list: () =>
      withRemedy(dir, async () => {
        const stamp = stampOf(fileIn(dir));
        if (stamp !== last.stamp)
          last = { stamp, pins: ownPins((await readPins(dir)).entries, collection) };
        return last.pins;
      }),
    add: (pin) =>
      withRemedy(dir, () =>
        rewritePins(dir, collection, (pins) => {
          if (pins.length >= MOST_PINS) throw new PinRefused("full");
          return [...pins, pin];
        }),
      ),
    remove: (id) =>
      withRemedy(dir, async () => {
        let isRemoved = false;
        await rewritePins(dir, collection, (pins) => {
          const kept = pins.filter((pin) => pin.id !== id);
          isRemoved = kept.length < pins.length;
          return kept;
        });
        return isRemoved;
      }),
    replace: (pins) => withRemedy(dir, () => rewritePins(dir, collection, () => pins)),
  };
}

/** Runs a piece of work. @throws UserError that explains an error of the disk, its cause. */
const withRemedy = <Result>(dir: string, work: () => Promise<Result>): Promise<Result> =>
  work().catch((cause: unknown) => {
    if (systemCode(cause) === undefined) throw cause;
    throw new UserError(
      {
        expected: `to read and write the pins in ${fileIn(dir)}`,
        found: messageOf(cause),
        remedy:
          "Give the user that runs Footnote the right to do so and free space, or set FEEDBACK_DIR.",
      },
      { cause },
    );
  });

const NONE: readonly Pin[] = [];

/** Returns the stamp of a file; empty where there is none. */
function stampOf(file: string): string {
  try {
    return fileStamp(file);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return "";
    throw error;
  }
}
