/** @module The weekly reports in the operators' channels. */

import { DEFAULT_ID } from "../base/config/collections.ts";
import { UserError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { singleFlight } from "../base/single-flight.ts";
import type { ServedCollection } from "../collection/collections.ts";
import { ifNotReady } from "../collection/lazy-library.ts";
import { type DigestTime, digestTime } from "../feedback/digest.ts";
import type { WeeklyReports } from "../feedback/report.ts";
import type { SourceLookup } from "../feedback/uses.ts";
import { isQuiet } from "../feedback/totals.ts";
import { renderDigest } from "../reply/digest.ts";
import { wordsFor } from "../reply/words/words.ts";
import type { Outbox } from "./outbox.ts";

/** A collection with a weekly report. */
export interface Reported extends Pick<ServedCollection, "id" | "community"> {
  /** @throws NotReady if no generation can be opened. */
  readonly use: <Result>(work: (library: SourceLookup) => Promise<Result>) => Promise<Result>;
}

export interface DigestOptions {
  readonly collections: { readonly list: () => Promise<readonly Reported[]> };
  readonly weekly: WeeklyReports;
  readonly outbox: Pick<Outbox, "post">;
  readonly log: Pick<Log, "info" | "warn">;
  /** Returns the language of a collection's reports; English without one, or without its catalogue. */
  readonly languageOf?: (id: string) => string | undefined;
  readonly now?: () => Date;
}

/**
 * Returns a function that sends the reports that are due. Concurrent calls share one run; none rejects.
 * @param stopped begins no other report.
 */
export function createDigests(options: DigestOptions, stopped?: AbortSignal): () => Promise<void> {
  const { collections, log, now = () => new Date() } = options;
  /** The last day on which nothing is left to do, by collection: the store is read as a whole, so once a day. */
  const done = new Map<string, string>();
  const check = async (collection: Reported): Promise<void> => {
    const { id, community } = collection;
    const at = digestTime(now());
    if (stopped?.aborted || !community.desk?.hasDigest || done.get(id) === at.day) return;
    const { channelId } = community.desk;
    const isDone = await sendIfDue(collection, channelId, at, options).catch((error: unknown) => {
      const why = error instanceof UserError ? { why: error.message } : { err: error };
      log.warn({ collection: id, channel: channelId, ...why }, FAILED);
      return true;
    });
    if (isDone) done.set(id, at.day);
  };
  return singleFlight(async () => {
    for (const one of await collections.list()) await check(one);
  });
}

const FAILED = "the weekly report could not be posted; it is tried again tomorrow";

/** Returns whether nothing is left to do on this day; a collection that is not ready is looked at again. */
async function sendIfDue(
  collection: Reported,
  channelId: string,
  at: DigestTime,
  { weekly, outbox, log, languageOf }: DigestOptions,
): Promise<boolean> {
  const { id } = collection;
  if (!(await weekly.isDue(id, at))) return true;
  if (!(await collection.use(async () => true).catch(ifNotReady(false)))) return false;
  if (!(await weekly.claim(id, at))) return true;
  const found = await collection.use((library) => weekly.report(library, at.week));
  if (!isQuiet(found.totals)) {
    const words = wordsFor(languageOf?.(id) ?? "en");
    const name = id === DEFAULT_ID ? undefined : id;
    await outbox.post(channelId, renderDigest(found, words, name));
    log.info({ collection: id }, "the weekly report was posted");
  }
  await weekly.finish(id, at);
  return true;
}

const CHECK_EVERY_MS = 10 * 60_000;

/** Sends the weekly reports of all collections from now on. `close` waits for one that is being sent. */
export function keepDigests(options: DigestOptions): { readonly close: () => Promise<void> } {
  const closing = new AbortController();
  const check = createDigests(options, closing.signal);
  let last = check();
  const timer = setInterval(() => void (last = check()), CHECK_EVERY_MS);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      closing.abort();
      await last;
    },
  };
}
