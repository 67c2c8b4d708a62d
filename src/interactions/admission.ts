/** @module Admission: rate limits per user, channel and overall, and a bound on uses under way. */

import { type BoundedRate, boundedRate } from "../base/bounded-rate.ts";
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
   * Admits or refuses a caller; settles without input or output. Each collection has rates of its own; the bounds on uses
   * and on posts under way are for all.
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

interface Limit {
  readonly name: RefusalReason;
  readonly rate: BoundedRate;
  readonly keyOf: (caller: Caller) => string;
  readonly says: "you" | "channel" | "everyone" | "pressing";
}

/** Creates the counts of one bot. A refused use is not counted. */
export function createAdmission(limits: Limits): Admission {
  // Posts have counts of their own: those of a flooded forum take nothing from members who ask.
  const ofKind = {
    question: limitsOf(limits, ({ channelId }) => channelId),
    look: [looking()],
    // Each post in a forum is a channel of its own.
    post: limitsOf(limits, ({ parentId, channelId }) => parentId ?? channelId),
  };
  const most = { asked: limits.atOnce, post: Math.ceil(limits.atOnce / POSTS_SHARE) };
  const inside = { asked: 0, post: 0 };
  const typing = boundedRate(TYPING);
  return {
    async enter(caller, kind, collection) {
      // No use of others, and no question of the operator's own, can block an operator's commands.
      if (kind === "operating") return { leave: () => {} };
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

const limitsOf = (
  { perUser, perChannel, overall }: Limits,
  channelOf: (caller: Caller) => string | null,
): readonly Limit[] => [
  {
    name: "per user",
    rate: boundedRate(perUser),
    keyOf: ({ userId }) => userId,
    says: "you",
  },
  {
    name: "per channel",
    rate: boundedRate(perChannel),
    keyOf: (caller) => channelOf(caller) ?? caller.userId,
    says: "channel",
  },
  {
    name: "overall",
    rate: boundedRate(overall),
    keyOf: () => "all",
    says: "everyone",
  },
];

/** Checks every limit before it counts the use in any. */
async function firstRefusal(
  limits: readonly Limit[],
  caller: Caller,
  collection: CollectionId,
): Promise<AdmissionResult | undefined> {
  for (const measure of ["waitOf", "take"] as const)
    for (const { name, rate, keyOf, says } of limits) {
      const waitMs = await rate[measure](`${collection} ${keyOf(caller)}`);
      if (waitMs > 0)
        return { refusal: comeBack(says, waitMs, wordsFor(caller.locale)), limit: name };
    }
  return undefined;
}

/** Renders a refusal with the moment of the next try. */
const comeBack = (says: Limit["says"], waitMs: number, { refusals }: Words): Message =>
  message(`${refusals[says]} ${refusals.when(momentAfter(waitMs))}`);

/** Renders a moment that Discord shows as `in 12 seconds`, counting down. */
export const momentAfter = (waitMs: number): string =>
  `<t:${Math.ceil((Date.now() + waitMs) / 1000)}:R>`;
