/** @module Asking as people in Discord do, and how long they wait. */

import { setTimeout as sleep } from "node:timers/promises";
import type { FakeDiscord } from "../test/fake-discord/server.ts";
import { type Figure, quantile } from "./measure.ts";

/** How long one who asked waited for the acknowledgement and for the answer, in milliseconds; or what went wrong. */
export type Waited =
  | { readonly ackMs: number; readonly ms: number }
  | {
      readonly error: string;
      /** The interaction. */
      readonly id: string;
      readonly isAcknowledged: boolean;
    };

const PATIENCE_MS = 60_000;
const DEFERRED = 5;
const NO_ANSWER = /went wrong|rejected my reply|shut down|try again/i;
/** So many that no one is refused for asking too often. */
const USERS = 2_000;
const CHANNELS = 500;

export interface Asking {
  /** Until an acknowledgement, and from that until an answer, in milliseconds. */
  readonly patience?: number;
  /** The guild of the channels. */
  readonly guildId?: string;
}

/** Asks one question, as the `at`th of many people in many channels. */
export async function askOnce(
  fake: FakeDiscord,
  question: string,
  at: number,
  { patience = PATIENCE_MS, guildId }: Asking = {},
): Promise<Waited> {
  const began = performance.now();
  const asked = fake.interact({
    type: "command",
    name: "ask",
    options: { question },
    ...(guildId === undefined ? {} : { guildId }),
    userId: `13${String(at % USERS).padStart(17, "0")}`,
    channelId: `14${String(at % CHANNELS).padStart(17, "0")}`,
  });
  let isAcknowledged = false;
  const failed = (error: string): Waited => ({ error, id: asked.id, isAcknowledged });
  try {
    const { type } = await asked.acknowledged(patience);
    isAcknowledged = true;
    const ackMs = performance.now() - began;
    const { content } = await asked.message(patience);
    if (type !== DEFERRED || NO_ANSWER.test(content)) return failed(content);
    return { ackMs, ms: performance.now() - began };
  } catch (error) {
    return failed(String(error));
  }
}

/** Asks so many questions a second, evenly, until told to end; none waits for another. */
export async function askAtRate(
  fake: FakeDiscord,
  questions: readonly string[],
  perSecond: number,
  isOver: () => boolean,
  how: Asking = {},
): Promise<Waited[]> {
  const began = performance.now();
  const asked: Promise<Waited>[] = [];
  while (!isOver()) {
    while (asked.length < ((performance.now() - began) / 1000) * perSecond)
      asked.push(
        askOnce(fake, questions[asked.length % questions.length] ?? "", asked.length, how),
      );
    await sleep(1000 / perSecond / 4);
  }
  return Promise.all(asked);
}

/** Asks so many in the same instant. */
export const askAtOnce = (
  fake: FakeDiscord,
  questions: readonly string[],
  count: number,
): Promise<Waited[]> =>
  Promise.all(
    Array.from({ length: count }, (_, at) =>
      askOnce(fake, questions[at % questions.length] ?? "", at),
    ),
  );

/** The figures of many who waited. */
export function waitingFigures(name: string, all: readonly Waited[]): Figure[] {
  const answered = all.flatMap((waited) => ("error" in waited ? [] : [waited]));
  const errors = all.flatMap((waited) => ("error" in waited ? [waited.error] : []));
  if (errors[0] !== undefined) process.stderr.write(`${name}: ${errors[0]}\n`);
  const acks = answered.map(({ ackMs }) => ackMs);
  const answers = answered.map(({ ms }) => ms);
  const ms = (what: string, value: number): Figure => ({
    name: `${name}: ${what}`,
    value,
    unit: "ms",
  });
  return [
    { name: `${name}: questions`, value: all.length, unit: "count" },
    { name: `${name}: errors`, value: errors.length, unit: "count" },
    ms("acknowledged, p50", quantile(acks, 0.5)),
    ms("acknowledged, p99", quantile(acks, 0.99)),
    ms("acknowledged, last", Math.max(...acks)),
    ms("answered, p50", quantile(answers, 0.5)),
    ms("answered, p99", quantile(answers, 0.99)),
    ms("answered, last", Math.max(...answers)),
  ];
}
