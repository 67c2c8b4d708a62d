/** @module One reply: acknowledged first, then shown, and never lost silently. */

import type { Manner } from "./action.ts";
import type { Effect, Plan } from "./dispatch.ts";
import type { Log } from "../base/log.ts";
import { type Message, message, withoutExtras } from "../reply/message.ts";
import type { Words } from "../reply/words/words.ts";
import { isAcknowledged, isGone, isRefusedBody } from "../discord/faults.ts";
import { retrying } from "./retrying.ts";
import type { Timing } from "./timing.ts";
import type { Transport } from "./transport.ts";

export interface Responder {
  /** Answers at once and privately. */
  refuse(refusal: Message): Promise<void>;
  /** Tells Discord that an answer or a change will come. @throws the error of the request, if there is no one to answer. */
  acknowledge(manner: Manner): Promise<void>;
  /** Shows how far the work is. Never rejects; does nothing once the reply is gone or has ended. */
  update(progress: Message): Promise<void>;
  /** Ends the reply, once; what comes later is dropped. Never rejects: what can't be shown goes elsewhere and to the log. */
  end(effect: Effect): Promise<void>;
  /** Ends it with a word on why there is no answer: the bot leaves. */
  giveUp(): Promise<void>;
}

export interface ResponderOptions {
  readonly plan: Pick<Plan, "openly"> | undefined;
  readonly log: Log;
  readonly timing: Pick<Timing, "retries">;
  readonly words: Words;
}

/** Creates the reply that a transport carries. All decisions on its course are made here. */
export function responder(
  transport: Transport,
  { plan, log, timing, words }: ResponderOptions,
): Responder {
  let state: "open" | "gone" | "ended" = "open";
  // A message that members look at is not taken away from them to say that something went wrong.
  let stays = false;
  const reply = (shown: Message) => (stays ? transport.beside(shown) : transport.edit(shown));
  const notTaken = message(words.refusals.notTaken);
  /** Attempts in order; the next one follows where Discord refuses the body. */
  const attemptsAt = ({ kind, message: shown }: Shown): readonly (() => Promise<void>)[] => {
    const show = (body: Message) => (kind === "change" ? transport.edit(body) : reply(body));
    const reduced = withoutExtras(shown);
    return [() => show(shown), () => show(reduced), () => reply(notTaken)];
  };
  /** Returns whether a message was shown: the effect's, or the notice that Discord refuses it. */
  const show = async (effect: Shown): Promise<boolean> => {
    for (const attempt of attemptsAt(effect)) {
      const error = await retrying(attempt, timing.retries);
      if (error === undefined) return true;
      const isRefused = isRefusedBody(error);
      log.warn(
        { err: error },
        isRefused ? "Discord refused an answer" : "an answer could not be shown",
      );
      if (!isRefused) break;
    }
    return false;
  };
  const settle = async (effect: Effect): Promise<void> => {
    if (effect.kind === "nothing" || (state !== "gone" && (await show(effect)))) return;
    if (!plan?.openly) return;
    await transport.elsewhere?.(plan.openly(effect.message)).catch((error: unknown) => {
      log.warn({ err: error }, "the channel takes no message either");
    });
    log.warn({ result: effect.message.content }, "a result that could not be shown");
  };
  const end = async (effect: Effect): Promise<void> => {
    if (state === "ended") return;
    const settling = settle(effect);
    state = "ended";
    await settling.catch((error: unknown) => log.error({ err: error }, "an answer was lost"));
  };
  return {
    refuse: (refusal) => transport.refuse(refusal),
    async acknowledge(manner) {
      stays = manner === "change";
      await transport.acknowledge(manner).catch((error: unknown) => {
        if (!isAcknowledged(error)) throw error;
      });
    },
    async update(progress) {
      if (state !== "open") return;
      await transport.edit(progress).catch((error: unknown) => {
        if (isGone(error) && state === "open") state = "gone";
        log.warn({ err: error }, "progress could not be shown");
      });
    },
    end,
    giveUp: () => end({ kind: "reply", message: message(words.refusals.stopped) }),
  };
}

type Shown = Exclude<Effect, { kind: "nothing" }>;
