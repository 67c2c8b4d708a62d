/** @module A member, a program and a monitor that ask all the time: what each gets, and how long each goes without. */

import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "../../../src/base/errors.ts";
import { wordsFor } from "../../../src/reply/words/words.ts";
import type { FakeDiscord } from "../../fake-discord/server.ts";
import { get } from "../../support/loopback.ts";
import { misquotations } from "../judge.ts";
import { quotationOf } from "../look.ts";
import { QUESTIONS, revisionIn } from "../material.ts";
import type { Site } from "./site.ts";
import { isSame } from "./state.ts";

/** What was seen since the last `take`. */
export interface Seen {
  /** Answers whose quotations equal those of files. */
  answers: number;
  /** Texts of errors that members read, with the number of them. */
  readonly member: Map<string, number>;
  /** What `/readyz` said, but for "ready". */
  readonly ready: Set<string>;
  readonly breaches: Set<string>;
  /** The longest time without an answer, in milliseconds. */
  gap: number;
}

export interface Prober {
  /** Allows the answers of these revisions only. */
  allow(...revisions: readonly number[]): void;
  take(): Seen;
  /** Waits until members, programs and the monitor are served, by the one of these revisions. @throws Error after a minute. */
  served(revision: number): Promise<void>;
  /** Waits for the next answer to a program that asks from now on. @throws Error after two minutes. */
  answered(): Promise<void>;
  stop(): Promise<void>;
}

export interface Ports {
  readonly api: number;
  readonly health: number;
}

/** The reply to a question comes this late at most: limits of time of connections and statements add up. */
const PATIENCE_MS = 40_000;
/** Discord waits for 3 s; this machine is shared. */
const ACKNOWLEDGED_MS = 5_000;
const EVERY_MS = 500;

/** Begins to ask. */
export function startProber(site: Site, fake: FakeDiscord, { api, health }: Ports): Prober {
  let [revisions, seen, last, stopped, users]: [readonly number[], Seen, number, boolean, number] =
    [[], nothing(), performance.now(), false, 0];
  let served = { member: -1, program: -1, isReady: false };
  let lastAsked = 0;
  const answered = (asked: number): void => {
    lastAsked = asked;
    seen.answers += 1;
    const now = performance.now();
    seen.gap = Math.max(seen.gap, now - last);
    last = now;
  };
  const askProgram = async (): Promise<void> => {
    const began = revisions;
    const asked = performance.now();
    const q = encodeURIComponent(QUESTIONS[0] ?? "");
    const headers = { Authorization: `Bearer ${site.token}` };
    const { status, body } = await within(get(api, `/v1/ask?q=${q}&top=10&always=true`, { headers }));
    const reply = JSON.parse(body) as ApiReply;
    served = { ...served, program: -1 };
    if (status !== 200) return;
    const quotations = (reply.answers ?? []).map(quotationOf);
    for (const breach of misquotations(site.ground, quotations)) seen.breaches.add(breach);
    const allowed = [...began, ...revisions];
    const found = allowed.find((one) => isSame(site.expected(one).first, quotations));
    if (found === undefined) seen.breaches.add(`a program got other answers: ${body.slice(0, 200)}`);
    else served = { ...served, program: found };
    answered(asked);
  };
  const askMember = async (): Promise<void> => {
    const began = revisions;
    const userId = String(1_200_000_000_000_000_000n + BigInt((users += 1)));
    const options = { question: QUESTIONS[0] ?? "" };
    const asked = fake.interact({ type: "command", name: "ask", options, userId });
    await asked.acknowledged(ACKNOWLEDGED_MS);
    const text = JSON.stringify(await within(asked.message(PATIENCE_MS)));
    const revision = revisionIn(text);
    if (revision !== undefined && [...began, ...revisions].includes(revision))
      return void (served = { ...served, member: revision });
    served = { ...served, member: -1 };
    const error = ERRORS.find((one) => text.includes(JSON.stringify(one).slice(1, -1)));
    if (error) seen.member.set(error, (seen.member.get(error) ?? 0) + 1);
    else seen.breaches.add(`a member read: ${shownIn(text)}`);
  };
  const askMonitor = async (): Promise<void> => {
    const { status, body } = await within(get(health, "/readyz"));
    const { missing } = JSON.parse(body) as { readonly missing: readonly string[] };
    served = { ...served, isReady: status === 200 };
    if (status !== 200 || missing.length > 0) seen.ready.add(`${status} ${missing.join("; ")}`);
    else seen.ready.add("200");
  };
  const repeat = async (work: () => Promise<void>, orElse: (why: string) => void): Promise<void> => {
    while (!stopped) {
      await work().catch((error: unknown) => orElse(messageOf(error)));
      await sleep(EVERY_MS);
    }
  };
  const silent = (): void => void (served = { member: -1, program: -1, isReady: false });
  const loops = [
    repeat(askProgram, silent),
    repeat(askMember, () => {
      silent();
      seen.member.set("(no reply)", (seen.member.get("(no reply)") ?? 0) + 1);
    }),
    repeat(askMonitor, (why) => void seen.ready.add(`no reply: ${why}`)),
  ];
  return {
    allow: (...given) => void (revisions = given),
    take() {
      const taken = { ...seen, gap: Math.max(seen.gap, performance.now() - last) };
      seen = nothing();
      last = performance.now();
      return taken;
    },
    async served(revision) {
      for (const until = performance.now() + 60_000; performance.now() < until; await sleep(100))
        if (served.isReady && served.member === revision && served.program === revision) return;
      throw new Error(`revision ${revision} is not served after a minute: ${JSON.stringify(served)}`);
    },
    async answered() {
      const asked = performance.now();
      for (const until = asked + 120_000; performance.now() < until; await sleep(20))
        if (lastAsked > asked) return;
      throw new Error("no answer in two minutes");
    },
    async stop() {
      stopped = true;
      await Promise.race([Promise.all(loops), sleep(5_000)]);
    },
  };
}

const nothing = (): Seen => ({
  answers: 0,
  member: new Map(),
  ready: new Set(),
  breaches: new Set(),
  gap: 0,
});

interface ApiReply {
  readonly answers?: readonly Parameters<typeof quotationOf>[0][];
}

const { refusals } = wordsFor("en");
const ERRORS = [refusals.unreachable, refusals.apology, refusals.notReady];

const shownIn = (text: string): string => text.replaceAll(/\s+/g, " ").slice(0, 300);

const within = <Result>(work: Promise<Result>): Promise<Result> =>
  Promise.race([
    work,
    sleep(PATIENCE_MS, undefined, { ref: false }).then(() => {
      throw new Error("no reply");
    }),
  ]);
