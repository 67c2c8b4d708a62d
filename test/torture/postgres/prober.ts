/** @module A member, a program and a monitor that ask all the time: their answers, and the longest time without one. */

import { setTimeout as sleep } from "node:timers/promises";
import { wordsFor } from "../../../src/reply/words/words.ts";
import type { FakeDiscord } from "../../fake-discord/server.ts";
import { get } from "../../support/loopback.ts";
import { misquotations } from "../judge.ts";
import { quotationOf } from "../look.ts";
import { QUESTIONS, revisionIn } from "../material.ts";
import type { Site } from "./site.ts";
import { isSame } from "./state.ts";

/** The observations since the last `take`. */
export interface Seen {
  /** Answers whose quotations equal those of files. */
  answers: number;
  /** Texts of errors that members read, with their numbers. */
  readonly member: Map<string, number>;
  /** Statuses of `/readyz`, with the missing conditions. */
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
  stop(): void;
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

/** Questions of the same kind under way at the same time. */
const MOST = 40;

/** The last one who asked, and the revision of the answer. */
interface Served {
  readonly asked: number;
  readonly revision: number | undefined;
}
type Asker = "member" | "program" | "monitor";

/** Begins to ask. */
export function startProber(site: Site, fake: FakeDiscord, { api, health }: Ports): Prober {
  let revisions: readonly number[] = [];
  let seen = nothing();
  let last = performance.now();
  let users = 0;
  const served = new Map<Asker, Served>();
  const serve = (who: Asker, asked: number, revision: number | undefined): void => {
    if ((served.get(who)?.asked ?? 0) <= asked) served.set(who, { asked, revision });
  };
  const answered = (): void => {
    seen.answers += 1;
    seen.gap = Math.max(seen.gap, performance.now() - last);
    last = performance.now();
  };
  const askProgram = async (asked: number, began: readonly number[]): Promise<void> => {
    const q = encodeURIComponent(QUESTIONS[0] ?? "");
    const headers = { Authorization: `Bearer ${site.token}` };
    const { status, body } = await get(api, `/v1/ask?q=${q}&top=10&always=true`, { headers });
    if (status !== 200) return serve("program", asked, undefined);
    const { answers = [] } = JSON.parse(body) as ApiReply;
    const quotations = answers.map(quotationOf);
    for (const breach of misquotations(site.ground, quotations)) seen.breaches.add(breach);
    const allowed = [...began, ...revisions];
    const found = allowed.find((one) => isSame(site.expected(one).first, quotations));
    if (found === undefined)
      seen.breaches.add(`a program got other answers: ${body.slice(0, 200)}`);
    serve("program", asked, found);
    answered();
  };
  const askMember = async (asked: number, began: readonly number[]): Promise<void> => {
    const userId = String(1_200_000_000_000_000_000n + BigInt((users += 1)));
    const options = { question: QUESTIONS[0] ?? "" };
    const sent = fake.interact({ type: "command", name: "ask", options, userId });
    await sent.acknowledged(ACKNOWLEDGED_MS);
    const text = JSON.stringify(await sent.message(PATIENCE_MS));
    const found = [...began, ...revisions].find((one) => one === revisionIn(text));
    serve("member", asked, found);
    if (found !== undefined) return;
    const error = ERRORS.find((one) => text.includes(JSON.stringify(one).slice(1, -1)));
    if (error) count(seen.member, error);
    else seen.breaches.add(`a member read: ${shownIn(text)}`);
  };
  const askMonitor = async (asked: number): Promise<void> => {
    const { status, body } = await get(health, "/readyz");
    const { missing } = JSON.parse(body) as { readonly missing: readonly string[] };
    serve("monitor", asked, status === 200 ? 0 : undefined);
    seen.ready.add([String(status), ...missing].join(" "));
  };
  const unanswered = {
    member: () => count(seen.member, "(no reply)"),
    program: () => {},
    monitor: () => void seen.ready.add("no reply"),
  };
  const works = { member: askMember, program: askProgram, monitor: askMonitor };
  const timers = (["member", "program", "monitor"] as const).map((who) =>
    repeat(async () => {
      const asked = performance.now();
      await works[who](asked, revisions).catch(() => {
        serve(who, asked, undefined);
        unanswered[who]();
      });
    }),
  );
  const until = async (isSo: () => boolean, ms: number): Promise<boolean> => {
    for (const end = performance.now() + ms; performance.now() < end; await sleep(20))
      if (isSo()) return true;
    return false;
  };
  return {
    allow: (...given) => void (revisions = given),
    take() {
      const taken = { ...seen, gap: Math.max(seen.gap, performance.now() - last) };
      seen = nothing();
      last = performance.now();
      return taken;
    },
    async served(revision) {
      const by = (who: Asker): number | undefined => served.get(who)?.revision;
      const isServed = (): boolean =>
        by("monitor") === 0 && by("member") === revision && by("program") === revision;
      if (await until(isServed, 60_000)) return;
      const found = JSON.stringify(Object.fromEntries(served));
      throw new Error(`revision ${revision} is not served after a minute: ${found}`);
    },
    async answered() {
      const now = performance.now();
      const isAnswered = (): boolean => {
        const { asked = 0, revision } = served.get("program") ?? {};
        return asked > now && revision !== undefined;
      };
      if (!(await until(isAnswered, 120_000))) throw new Error("no answer in two minutes");
    },
    stop: () => timers.forEach(clearInterval),
  };
}

/** Does a work every half second, whether those before have ended or not. */
function repeat(work: () => Promise<void>): NodeJS.Timeout {
  let running = 0;
  return setInterval(() => {
    if (running === MOST) return;
    running += 1;
    void work().finally(() => (running -= 1));
  }, EVERY_MS);
}

const count = (counts: Map<string, number>, text: string): void =>
  void counts.set(text, (counts.get(text) ?? 0) + 1);

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
