/** @module The weekly reports in the operators' channels. */

import { UserError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { singleFlight } from "../base/single-flight.ts";
import type { Collections, ServedCollection } from "../collection/collections.ts";
import { ifNotReady } from "../collection/lazy-library.ts";
import { type DigestTime, digestTime } from "../feedback/digest.ts";
import type { WeeklyReports } from "../feedback/report.ts";
import { isQuiet } from "../feedback/totals.ts";
import { renderDigest } from "../reply/digest.ts";
import { wordsFor } from "../reply/words/words.ts";
import type { Outbox } from "./outbox.ts";

export interface DigestOptions {
  readonly collections: Pick<Collections, "list">;
  readonly weekly: WeeklyReports;
  readonly outbox: Pick<Outbox, "post">;
  readonly log: Pick<Log, "info" | "warn">;
  /** Returns the language of a collection's reports; English without one, or without its catalogue. */
  readonly languageOf?: (id: string) => string | undefined;
  readonly now?: () => Date;
}

/** Returns a function that sends the reports that are due. Concurrent calls share one run; none rejects. */
export function createDigests(options: DigestOptions): () => Promise<void> {
  const { collections, log, now = () => new Date() } = options;
  const failures = new Map<string, string>();
  const check = async (collection: ServedCollection): Promise<void> => {
    const { id, community } = collection;
    const at = digestTime(now());
    if (!community.desk?.hasDigest || failures.get(id) === at.day) return;
    const { channelId } = community.desk;
    await sendIfDue(collection, channelId, at, options).catch((error: unknown) => {
      // Remembered here too, as the store may be what failed.
      failures.set(id, at.day);
      const why = error instanceof UserError ? { why: error.message } : { err: error };
      log.warn({ collection: id, channel: channelId, ...why }, FAILED);
    });
  };
  return singleFlight(async () => {
    for (const one of await collections.list()) await check(one);
  });
}

const FAILED = "the weekly report could not be posted; it is tried again tomorrow";

async function sendIfDue(
  collection: ServedCollection,
  channelId: string,
  at: DigestTime,
  { weekly, outbox, log, languageOf }: DigestOptions,
): Promise<void> {
  const { id } = collection;
  if (!(await weekly.isDue(id, at))) return;
  // A collection that is not ready yet is looked at again with the next check.
  const isReady = await collection.use(async () => true).catch(ifNotReady(false));
  if (!isReady || !(await weekly.claim(id, at))) return;
  const found = await collection.use((library) => weekly.report(library, at.week));
  if (!isQuiet(found.totals)) {
    await outbox.post(channelId, renderDigest(found, wordsFor(languageOf?.(id) ?? "en")));
    log.info({ collection: id }, "the weekly report was posted");
  }
  await weekly.finish(id, at);
}

const CHECK_EVERY_MS = 10 * 60_000;

/** Sends the weekly reports of all collections from now on. `close` waits for one that is being sent. */
export function keepDigests(options: DigestOptions): { readonly close: () => Promise<void> } {
  const check = createDigests(options);
  let last = check();
  const timer = setInterval(() => void (last = check()), CHECK_EVERY_MS);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await last;
    },
  };
}
