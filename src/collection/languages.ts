/** @module The languages of a collection's documents, recognised by their text. */

import { languagesIn } from "../corpus/language.ts";
import type { Snapshot } from "../search/snapshot.ts";

/** Of so many documents, spread over the collection, the beginning is read. */
const SAMPLED = 40;
const BEGINNING = 2_000;

/** A snapshot never changes, so this holds as long as it is. */
const known = new WeakMap<Readable, Promise<readonly string[]>>();

type Readable = Pick<Snapshot, "counts" | "documents">;

/** Returns the languages of the documents, as codes of ISO 639-3, the most used first; none where they are unknown. */
export function languagesOf(snapshot: Readable): Promise<readonly string[]> {
  const languages = known.get(snapshot) ?? readLanguages(snapshot);
  known.set(snapshot, languages);
  languages.catch(() => known.delete(snapshot));
  return languages;
}

async function readLanguages(snapshot: Readable): Promise<readonly string[]> {
  const { documents } = snapshot.counts;
  const step = Math.max(1, Math.ceil(documents / SAMPLED));
  const beginnings: string[] = [];
  for (let at = 0; at < documents; at += step) {
    const [entry] = await snapshot.documents(at, 1);
    beginnings.push(entry?.document.text.slice(0, BEGINNING) ?? "");
  }
  return languagesIn(beginnings.join("\n"));
}
