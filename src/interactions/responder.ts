/** @module One reply: acknowledged, shown, repeated after a passing fault, and never lost without a log line. */

import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../base/log.ts";
import { type Message, message, withoutExtras } from "../reply/message.ts";
import type { Words } from "../reply/words/words.ts";
import type { Manner } from "./action.ts";
import type { Thread } from "./command.ts";
import type { Plan } from "./dispatch.ts";
import type { Transport } from "./transport.ts";

/** `notice`: a failure, shown beside a message that the press was to change. */
type Kind = "answer" | "notice";

export interface Responder {
  /** Announces a reply. @throws the error of the request: nobody can be answered. */
  acknowledge(manner: Manner): Promise<void>;
  /** Shows progress. Never rejects; does nothing once the reply is gone or has ended. */
  update(progress: Message): Promise<void>;
  /** Posts a message for everyone. @throws the error of the last attempt. */
  post(shown: Message): Promise<void>;
  /**
   * Ends the reply, once; later calls are ignored. Never rejects: a message that can't be shown is logged.
   * @param thread shows it there, or in its usual place where no thread can be opened.
   */
  end(shown: Message, kind: Kind, thread?: Thread): Promise<void>;
  /** Ends the reply by deleting the message under the component. */
  remove(): Promise<void>;
  /** Ends the reply with nothing shown. */
  stop(): void;
  /** Ends the reply with a notice that the bot stops. */
  giveUp(): Promise<void>;
}

export interface ResponderOptions {
  readonly plan: Pick<Plan, "openly">;
  /** Whether somebody waits for the reply, and gets a reduced one or a notice where it cannot be shown. */
  readonly isAsked?: boolean;
  readonly log: Log;
  /** Milliseconds between attempts to show a message. */
  readonly retries: readonly number[];
  readonly words: Words;
}

/** Creates the reply that a transport carries. */
export function createResponder(transport: Transport, options: ResponderOptions): Responder {
  const { plan, log, retries, words, isAsked = true } = options;
  let state: "open" | "gone" | "ended" = "open";
  // A message that members look at is not replaced by a failure.
  let stays = false;
  // One object for all attempts: a transport may recognise a message that it sent before.
  const notTaken = message(words.refusals.notTaken);
  const faultOf = (error: unknown) => transport.faultOf?.(error);
  const notify = (shown: Message) => (stays ? transport.beside(shown) : transport.edit(shown));

  /** Returns the error that remains after the last attempt. */
  const retry = async (work: () => Promise<void>, waits: readonly number[]): Promise<unknown> => {
    try {
      await work();
      return undefined;
    } catch (error) {
      const [waitMs, ...later] = waits;
      if (faultOf(error) !== undefined || waitMs === undefined) return error;
      await sleep(waitMs);
      return retry(work, later);
    }
  };
  /**
   * Tries the message, then a reduced one, then a notice: the next follows where one is invalid. Where nobody asked, a
   * reduced one would lack the button that removes it.
   */
  const show = async (shown: Message, kind: Kind): Promise<boolean> => {
    const send = (body: Message) => (kind === "answer" ? transport.edit(body) : notify(body));
    const reduced = withoutExtras(shown);
    const attempts = [
      () => send(shown),
      ...(isAsked ? [() => send(reduced), () => notify(notTaken)] : []),
    ];
    for (const attempt of attempts) {
      const error = await retry(attempt, retries);
      if (error === undefined) return true;
      const isInvalid = faultOf(error) === "invalid";
      log.warn(
        { err: error },
        isInvalid ? "Discord refused an answer" : "an answer could not be shown",
      );
      if (!isInvalid) break;
    }
    return false;
  };
  const settle = async (shown: Message, kind: Kind, isGone: boolean): Promise<void> => {
    if ((!isGone && (await show(shown, kind))) || !plan.openly) return;
    await transport.elsewhere?.(plan.openly(shown)).catch((error: unknown) => {
      log.warn({ err: error }, "the channel accepts no message either");
    });
    log.warn({ result: shown.content }, "a result that could not be shown");
  };
  const openThread = async (shown: Message, thread: Thread | undefined): Promise<boolean> => {
    if (!thread || !transport.inThread) return false;
    try {
      await transport.inThread(shown, thread);
      return true;
    } catch (error) {
      log.warn({ err: error }, "no thread could be opened; the answer is shown in the channel");
      return false;
    }
  };
  const end = async (shown: Message, kind: Kind, thread?: Thread): Promise<void> => {
    if (state === "ended") return;
    const isGone = state === "gone";
    state = "ended";
    if (!isGone && (await openThread(shown, thread))) return;
    await settle(shown, kind, isGone).catch((error: unknown) =>
      log.error({ err: error }, "an answer was lost"),
    );
  };
  return {
    async acknowledge(manner) {
      stays = manner === "change";
      await transport.acknowledge(manner);
    },
    async update(progress) {
      if (state !== "open") return;
      try {
        await transport.edit(progress);
        // Nothing is left of the message under the component.
        stays = false;
      } catch (error) {
        const fault = faultOf(error);
        if ((fault === "gone" || fault === "expired") && state === "open") state = "gone";
        log.warn({ err: error }, "progress could not be shown");
      }
    },
    async post(shown) {
      const error = await retry(() => transport.post(shown), retries);
      if (error !== undefined) throw error;
    },
    end,
    async remove() {
      state = "ended";
      const error = await retry(async () => transport.remove?.(), retries);
      if (error !== undefined) log.warn({ err: error }, "a reply could not be removed");
    },
    stop: () => void (state = "ended"),
    giveUp: () => end(message(words.refusals.stopped), "notice"),
  };
}
