/** @module The store of feedback: small, on this machine, without anyone's name, and forgotten after a time. */

import { ID_PATTERN } from "../corpus/identity.ts";
import { systemCode } from "../base/errors.ts";
import { type Log, redact } from "../base/log.ts";
import { QUESTION_LENGTH } from "../search/question.ts";
import { ballotBox } from "./ballot.ts";
import { dayOf, type Entry, firstDay } from "./entry.ts";
import type { Feedback, Vote } from "./feedback.ts";
import { addEntries, rewriteEntries } from "./journal.ts";
import { tidy } from "./tidy.ts";

export interface StoreOptions {
  readonly dir: string;
  /** How many days an entry is kept. */
  readonly days: number;
  readonly keepsQuestions: boolean;
  readonly log: Pick<Log, "warn">;
  readonly now?: () => Date;
}

export interface FeedbackStore extends Feedback {
  /** Writes down what is still only counted, and waits for all that is under way. */
  flush(): Promise<void>;
  /** As `flush`. Nothing may be called after this. */
  close(): Promise<void>;
}

const FLUSH_EVERY_MS = 60_000;
const TIDY_EVERY_MS = 86_400_000;
/** Beyond it the store is tidied at once; what stays then is below it. */
const MOST_BYTES = 16_000_000;
const MOST_PASSAGES_A_VOTE = 10;
const MOST_COUNTED = 5_000;

/** Opens the store and drops what is too old, now and every day. What fails is told in the log, and costs what it was. */
export async function openFeedback(options: StoreOptions): Promise<FeedbackStore> {
  const { dir, days, keepsQuestions, now = () => new Date() } = options;
  const { attempt, settled } = attempts(options.log);
  const mark = ballotBox();
  const counted = new Map<string, number>();

  const tidyUp = (): Promise<void> =>
    attempt("old feedback could not be dropped", async () => {
      const since = firstDay(now(), days);
      const { damaged } = await rewriteEntries(dir, (entries) => tidy(entries, since));
      if (damaged > 0) options.log.warn({ damaged }, "lines of the feedback could not be read");
    });
  const add = (what: string, entry: Entry): Promise<void> =>
    attempt(`${what} could not be kept`, async () => {
      if ((await addEntries(dir, [entry])) > MOST_BYTES) void tidyUp();
    });
  const flush = async (): Promise<void> => {
    if (counted.size === 0) return settled();
    const times = Object.fromEntries(counted);
    counted.clear();
    await add("what was shown", { kind: "shown", day: dayOf(now()), times });
  };
  const timers = [setInterval(flush, FLUSH_EVERY_MS), setInterval(tidyUp, TIDY_EVERY_MS)];
  for (const timer of timers) timer.unref();
  await tidyUp();
  return {
    keepsQuestions,
    async vote(vote) {
      const passages = soundIds(vote.passageIds).slice(0, MOST_PASSAGES_A_VOTE);
      if (passages.length === 0) return;
      await add("a vote", {
        kind: "vote",
        day: dayOf(now()),
        ballot: mark(vote.ballot),
        passages,
        ...verdictOf(vote),
      });
    },
    shown(passageIds) {
      for (const id of soundIds(passageIds)) counted.set(id, (counted.get(id) ?? 0) + 1);
      if (counted.size >= MOST_COUNTED) void flush();
    },
    async unanswered(question) {
      if (!keepsQuestions) return;
      await add("a question", { kind: "question", day: dayOf(now()), text: nameless(question) });
    },
    flush,
    async close() {
      for (const timer of timers) clearInterval(timer);
      await flush();
    },
  };
}

/** One after another, and none that rejects; the log hears that it failed, and never of what it was about. */
function attempts(log: Pick<Log, "warn">) {
  let last: Promise<void> = Promise.resolve();
  const attempt = (failure: string, work: () => Promise<void>): Promise<void> => {
    last = last.then(work).catch((error: unknown) => {
      log.warn({ code: systemCode(error) }, failure);
    });
    return last;
  };
  return { attempt, settled: () => last };
}

const verdictOf = ({ verdict, reason }: Vote): Pick<Vote, "verdict" | "reason"> =>
  verdict === "down" && reason !== undefined ? { verdict, reason } : { verdict };

const soundIds = (ids: readonly string[]): string[] => [
  ...new Set(ids.filter((id) => ID_PATTERN.test(id))),
];

/** The question without Discord's IDs of people, roles and channels, and without what looks like a token. */
export const nameless = (question: string): string =>
  Array.from(
    redact(question)
      .toWellFormed()
      .replace(/<[^<>]{1,60}\d{17,20}>|\b\d{17,20}\b/g, "…")
      .replace(/[\p{Cc}\s]+/gu, " ")
      .trim(),
  )
    .slice(0, QUESTION_LENGTH.max)
    .join("");
