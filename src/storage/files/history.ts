/** @module What became of passages that are gone: path, headings and fate, never text. Times and switches live here too. */

import { z } from "zod";
import type { Passage } from "../../corpus/passage.ts";
import type { GenerationContent } from "./generation.ts";
import { historyFile } from "./layout.ts";
import { replaceDurably } from "../../base/durable.ts";
import { systemCode } from "../../base/errors.ts";
import { appendDurably, journalText, readJournal } from "../../base/journal.ts";

/** `built`: from the seeds; `back`: from a generation that was in service before. */
const Switched = z.object({
  event: z.enum(["built", "back"]),
  generation: z.string(),
  /** The generation that was in service until then; where that was damaged, the one before it. */
  from: z.union([z.string(), z.undefined()]).optional(),
  at: z.string(),
});
const Gone = z.object({
  event: z.literal("gone"),
  id: z.string(),
  path: z.string(),
  headings: z.array(z.string()),
  /** `changed`: its document is still there; `removed`: it is not. */
  fate: z.enum(["changed", "removed"]),
  /** The passage that stands in its place, where one does. */
  successor: z.optional(z.string()),
  at: z.string(),
});
const Entry = z.discriminatedUnion("event", [Switched, Gone]);

export type GonePassage = Readonly<z.infer<typeof Gone>>;
export type Switch = Readonly<z.infer<typeof Switched>>;
type HistoryEntry = z.infer<typeof Entry>;

/**
 * Records a switch that is about to be made. Before and not after: a crash between the two leaves lines about a switch
 * that never came, which say nothing wrong of the generation in service; the other way round passages would be gone
 * without a word.
 */
export async function recordSwitch(
  indexDir: string,
  { event, from }: Pick<Switch, "event" | "from">,
  before: readonly Passage[],
  next: GenerationContent,
): Promise<void> {
  const at = new Date().toISOString();
  const entries: HistoryEntry[] = [
    ...gonePassages(before, next, at),
    { event, generation: next.id, from, at },
  ];
  await appendDurably(historyFile(indexDir), entries);
}

/** The last switch to this generation that was recorded. */
export async function lastSwitchTo(indexDir: string, id: string): Promise<Switch | undefined> {
  return (await readHistory(indexDir, id)).findLast(
    (entry): entry is Switch => entry.event !== "gone" && entry.generation === id,
  );
}

/** The switches that are recorded, the latest first; none where the history cannot be read. */
export async function recordedSwitches(indexDir: string): Promise<Switch[]> {
  try {
    const entries = await readHistory(indexDir, SWITCHES_ALONE);
    return entries.filter((entry): entry is Switch => entry.event !== "gone").toReversed();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return [];
  }
}

/** No line about a passage has a field of this name. */
const SWITCHES_ALONE = '"generation":';

function gonePassages(
  before: readonly Passage[],
  next: GenerationContent,
  at: string,
): GonePassage[] {
  const ids = new Set(next.passages.map(({ id }) => id));
  const byPath = new Map<string, Passage[]>();
  for (const passage of next.passages) {
    const known = byPath.get(passage.path);
    if (known) known.push(passage);
    else byPath.set(passage.path, [passage]);
  }
  return before
    .filter(({ id }) => !ids.has(id))
    .map((passage) => {
      const { id, path } = passage;
      const place = { event: "gone" as const, id, path, headings: [...passage.headings], at };
      const successor = inPlaceOf(passage, byPath.get(path) ?? []);
      return successor ? { ...place, fate: "changed", successor } : { ...place, fate: "removed" };
    });
}

/** The ID of the last passage that begins no later than the old one did, or of the first. */
const inPlaceOf = (old: Passage, inOrder: readonly Passage[]): string | undefined =>
  (inOrder.findLast(({ start }) => start <= old.start) ?? inOrder[0])?.id;

/** The last that is known of an ID that no generation in service has; undefined if it never was one. */
export async function findGone(indexDir: string, id: string): Promise<GonePassage | undefined> {
  const entries = await readHistory(indexDir, id);
  return entries.findLast(
    (entry): entry is GonePassage => entry.event === "gone" && entry.id === id,
  );
}

/** Takes out of the history what it holds of documents' own words, the headings; IDs, paths and fates stay. */
export async function forgetHeadings(indexDir: string): Promise<void> {
  const entries = await readHistory(indexDir);
  const forgotten = entries.map((entry) =>
    entry.event === "gone" ? { ...entry, headings: [] } : entry,
  );
  await replaceDurably(historyFile(indexDir), journalText(forgotten));
}

/** Reads the entries whose line holds a text; with none given, all. */
const readHistory = async (indexDir: string, text = ""): Promise<readonly HistoryEntry[]> =>
  (await readJournal(historyFile(indexDir), Entry, text)).entries;
