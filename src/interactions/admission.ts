/** @module Admission: rate limits per user, channel and overall, and a bound on uses under way. */

import {
  boundedRate,
  type CountedRate,
  type OpenRate,
  rateInMemory,
} from "../base/bounded-rate.ts";
import type { Limits } from "../base/config/config.ts";
import type { RefusalReason } from "../base/observation.ts";
import type { CollectionId } from "../collection/collections.ts";
import { type Message, message } from "../reply/message.ts";
import { type Words, wordsFor } from "../reply/words/words.ts";
import type { Caller } from "./caller.ts";
import type { Plan } from "./dispatch.ts";

/** Admitted until `leave` is called; or refused, with the message and the limit that was reached. */
export type AdmissionResult =
  { readonly leave: () => void } | { readonly refusal: Message; readonly limit: RefusalReason };

export interface Admission {
  /**
   * Admits or refuses a caller, after at most one round trip to counts that are elsewhere. Each collection has rates of its
   * own; the bounds on uses and on posts under way are those of this process, for all collections.
   */
  enter(caller: Caller, kind: Plan["kind"], collection: CollectionId): Promise<AdmissionResult>;
  /** Counts one more look-up of suggestions; returns whether it is within the user's limit. */
  mayType(userId: string): Promise<boolean>;
}

/** Suggestions are looked up with each key press. */
const TYPING = { times: 30, seconds: 10 };
/** Look-ups by ID cost little and come in series, page after page: the limits on questions don't count them. */
const LOOKING = { times: 40, seconds: 30 };

/** At most this part of the uses under way may be posts, beside them. */
const POSTS_SHARE = 4;

const ADMITTED: AdmissionResult = { leave: () => {} };

interface Limit {
  readonly name: RefusalReason;
  readonly rate: CountedRate;
  readonly keyOf: (caller: Caller) => string;
  readonly says: "you" | "channel" | "everyone" | "pressing";
}

/**
 * Creates the counts of one bot. A refused use is not counted; where replicas share counts, it is for the moment until it is
 * given back. Look-ups and typing are counted by each process.
 */
export function createAdmission(limits: Limits, openRate = rateInMemory): Admission {
  // Posts have counts of their own: those of a flooded forum take nothing from members who ask.
  const ofKind = {
    question: limitsOf(limits, inNamed(openRate, "question"), ({ channelId }) => channelId),
    look: [looking()],
    // Anyone may manage a server, and each call may cost a download and the reading of a file.
    managing: limitsOf(limits, inNamed(openRate, "managing"), ({ channelId }) => channelId)
      .filter(({ name }) => name === "per user")
      .map((limit) => ({ ...limit, says: "pressing" as const })),
    // Each post in a forum is a channel of its own.
    post: limitsOf(
      limits,
      inNamed(openRate, "post"),
      ({ parentId, channelId }) => parentId ?? channelId,
    ),
  };
  const most = { asked: limits.atOnce, post: Math.ceil(limits.atOnce / POSTS_SHARE) };
  const inside = { asked: 0, post: 0 };
  const typing = boundedRate(TYPING);
  return {
    async enter(caller, kind, collection) {
      // No use of others, and no question of the operator's own, can block an operator's commands.
      if (kind === "operating") return ADMITTED;
      // One that waits for a worker for minutes takes no place of a question.
      if (kind === "managing")
        return (await firstRefusal(ofKind.managing, caller, collection)) ?? ADMITTED;
      const as = kind === "post" ? "post" : "asked";
      const leave = (): void => void (inside[as] -= 1);
      if (inside[as] >= most[as])
        return { refusal: message(wordsFor(caller.locale).refusals.crowded), limit: "at once" };
      inside[as] += 1;
      const refused = (await firstRefusal(ofKind[kind], caller, collection)) ?? { leave };
      if ("refusal" in refused) leave();
      return refused;
    },
    mayType: async (userId) => (await typing.take(userId)) === 0,
  };
}

const looking = (): Limit => ({
  name: "per user",
  rate: boundedRate(LOOKING),
  keyOf: ({ userId }) => userId,
  says: "pressing",
});

const inNamed =
  (openRate: OpenRate, kind: string): OpenRate =>
  (name, rate) =>
    openRate(`${kind} ${name}`, rate);

const limitsOf = (
  { perUser, perChannel, overall }: Limits,
  openRate: OpenRate,
  channelOf: (caller: Caller) => string | null,
): readonly Limit[] => [
  {
    name: "per user",
    rate: openRate("per user", perUser),
    keyOf: ({ userId }) => userId,
    says: "you",
  },
  {
    name: "per channel",
    rate: openRate("per channel", perChannel),
    keyOf: (caller) => channelOf(caller) ?? caller.userId,
    says: "channel",
  },
  {
    name: "overall",
    rate: openRate("overall", overall),
    keyOf: () => "all",
    says: "everyone",
  },
];

/** Checks every limit before it counts the use in all; where one refuses it after all, it is given back to each. */
async function firstRefusal(
  limits: readonly Limit[],
  caller: Caller,
  collection: CollectionId,
): Promise<AdmissionResult | undefined> {
  const ask = (measure: "waitOf" | "take" | "giveBack") => async (limit: Limit) => ({
    ...limit,
    waitMs: (await limit.rate[measure](`${collection} ${limit.keyOf(caller)}`)) ?? 0,
  });
  const isReached = ({ waitMs }: { readonly waitMs: number }): boolean => waitMs > 0;
  let refused = (await Promise.all(limits.map(ask("waitOf")))).find(isReached);
  if (!refused) {
    refused = (await Promise.all(limits.map(ask("take")))).find(isReached);
    if (refused) await Promise.all(limits.map(ask("giveBack")));
  }
  if (!refused) return undefined;
  const { name, says, waitMs } = refused;
  return { refusal: comeBack(says, waitMs, wordsFor(caller.locale)), limit: name };
}

/** Renders a refusal with the moment of the next try. */
const comeBack = (says: Limit["says"], waitMs: number, { refusals }: Words): Message =>
  message(`${refusals[says]} ${refusals.when(momentAfter(waitMs))}`);

/** Renders a moment that Discord shows as `in 12 seconds`, counting down. */
export const momentAfter = (waitMs: number): string =>
  `<t:${Math.ceil((Date.now() + waitMs) / 1000)}:R>`;
