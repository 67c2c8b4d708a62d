/** @module Admission: who may use a command now, and what is said to those who must wait. */

import type { Caller } from "./command.ts";
import type { Plan } from "./dispatch.ts";
import type { Limits } from "../base/config/config.ts";
import type { RefusalReason } from "../base/observation.ts";
import { type Message, message } from "../reply/message.ts";
import { type Words, wordsFor } from "../reply/words/words.ts";
import { type BoundedRate, boundedRate } from "./rate.ts";

/** Let in, until `leave`; or refused, with what to say and which limit it was. */
export type Entry =
  { readonly leave: () => void } | { readonly refusal: Message; readonly limit: RefusalReason };

export interface Admission {
  /** Lets someone in or refuses; settles without waiting for anything outside. */
  enter(caller: Caller, kind: Plan["kind"]): Promise<Entry>;
  /** Whether one more suggestion may be looked up for this user. */
  mayType(userId: string): Promise<boolean>;
}

/** A suggestion is looked up with each key, so there are more of them, and nothing waits for one. */
const TYPING = { times: 30, seconds: 10 };
/** Who turns the pages of a document presses often, and a look-up by ID costs little: no limit on questions counts it. */
const LOOKING = { times: 40, seconds: 30 };

interface Limit {
  readonly name: RefusalReason;
  readonly rate: BoundedRate;
  readonly keyOf: (caller: Caller) => string;
  readonly says: "you" | "channel" | "everyone" | "pressing";
}

/** Holds the counts of one bot. A refusal counts for nothing: what was refused is not held against anyone. */
export function admission(limits: Limits): Admission {
  const ofKind = { question: limitsOf(limits), look: [looking()] };
  const typing = boundedRate(TYPING);
  let inside = 0;
  const leave = (): void => void (inside -= 1);
  return {
    async enter(caller, kind) {
      // An operator's own commands are never locked out by what others do, or by the operator's own questions.
      if (kind === "operating") return { leave: () => {} };
      if (inside >= limits.atOnce)
        return { refusal: message(wordsFor(caller.locale).refusals.crowded), limit: "at once" };
      inside += 1;
      const refused = (await firstRefusal(ofKind[kind], caller)) ?? { leave };
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

const limitsOf = ({ perUser, perChannel, overall }: Limits): readonly Limit[] => [
  {
    name: "per user",
    rate: boundedRate(perUser),
    keyOf: ({ userId }) => userId,
    says: "you",
  },
  {
    name: "per channel",
    rate: boundedRate(perChannel),
    keyOf: ({ channelId, userId }) => channelId ?? userId,
    says: "channel",
  },
  {
    name: "overall",
    rate: boundedRate(overall),
    keyOf: () => "all",
    says: "everyone",
  },
];

/** Looks at every limit before it counts: who is refused by the last was not counted by the first. */
async function firstRefusal(limits: readonly Limit[], caller: Caller): Promise<Entry | undefined> {
  for (const measure of ["waitOf", "take"] as const)
    for (const { name, rate, keyOf, says } of limits) {
      const waitMs = await rate[measure](keyOf(caller));
      if (waitMs > 0)
        return { refusal: comeBack(says, waitMs, wordsFor(caller.locale)), limit: name };
    }
  return undefined;
}

/** Discord shows the moment as `in 12 seconds`, and counts down. */
function comeBack(says: Limit["says"], waitMs: number, { refusals }: Words): Message {
  const moment = `<t:${Math.ceil((Date.now() + waitMs) / 1000)}:R>`;
  return message(`${refusals[says]} ${refusals.when(moment)}`);
}
