/** @module Observations for metrics: closed sets of words, no ID, no name, no text of a user. */

/** The timed steps of an interaction, in order; `ask` includes `embed`, and `run` includes `ask`. */
export const TIMED = ["acknowledge", "embed", "ask", "run", "edit"] as const;

/**
 * An outcome; or a greeting, an invalid question (`unfit`), or a failure.
 */
export type QuestionResult = "found" | "unsure" | "nothing" | "greeting" | "unfit" | "failed";

/**
 * The reason of a refusal: no collection, a private collection, rights, or a limit. `unreadable`: unknown type or undocumented form; `unanswerable`: no ID
 * or token to answer with.
 */
export type RefusalReason =
  | "no collection"
  | "private collection"
  | "rights"
  | "unknown command"
  | "unknown component"
  | "unreadable"
  | "unanswerable"
  | "leaving"
  | "at once"
  | "per user"
  | "per channel"
  | "overall";

/** `changed`: the index did. */
export type SyncOutcome = "changed" | "unchanged" | "failed";

/** A kind of job of a worker, and the result of an attempt: `retried` later, `returned` to the queue, `lost` to another worker. */
export type JobWord = "sync" | "build" | "purge" | "digest";
export type JobResult = "done" | "failed" | "retried" | "returned" | "lost";

/** The work that an error escaped from. */
export type FaultPlace = "interaction" | "message" | "background";

/**
 * Events of a community. `spoke`, `silent`: a post was answered, or not; `skipped`: not searched, as too many came; `removed`: the
 * answer to a post was removed; `person`: a question was passed to a person; `settled`: a person answered it.
 */
export const COMMUNITY_EVENTS = [
  "spoke",
  "silent",
  "skipped",
  "removed",
  "person",
  "settled",
] as const;
export type CommunityEvent = (typeof COMMUNITY_EVENTS)[number];

/** The doors of programs: the HTTP API, MCP and the pages of passages. */
export type Door = "api" | "mcp" | "page";

/** The class of a status; `aborted`: the program left before the answer. */
export type RequestResult = "2xx" | "3xx" | "4xx" | "5xx" | "aborted";

/**
 * A request of Discord to the server of interactions. `repeated`: received before; `unsigned`: no valid signature; `stale`: too
 * old, or of the future; `no json`, `unreadable`: signed, but not as Discord documents it.
 */
export type DeliveryResult =
  "accepted" | "repeated" | "unsigned" | "stale" | "no json" | "unreadable";

export type Observation =
  /** Of a shard at the gateway. */
  | { readonly kind: "login" }
  | { readonly kind: "delivery"; readonly result: DeliveryResult }
  /** Of this machine's clock, ahead of Discord's. */
  | { readonly kind: "skew"; readonly seconds: number }
  | { readonly kind: "community"; readonly event: CommunityEvent }
  | { readonly kind: "question"; readonly result: QuestionResult }
  | { readonly kind: "rebuild"; readonly result: "done" | "failed" }
  | { readonly kind: "sync"; readonly result: SyncOutcome }
  | { readonly kind: "job"; readonly of: JobWord; readonly result: JobResult }
  | { readonly kind: "refusal"; readonly reason: RefusalReason }
  /** A rate was counted in memory, as the database was slow or away. */
  | { readonly kind: "rate fallback" }
  | { readonly kind: "fault"; readonly where: FaultPlace }
  | {
      readonly kind: "request";
      readonly door: Door;
      readonly result: RequestResult;
      readonly seconds: number;
    }
  | { readonly kind: "time"; readonly of: (typeof TIMED)[number]; readonly seconds: number };

export type Observe = (observation: Observation) => void;

/** Runs a work, and observes its time if it succeeds. */
export async function timed<Result>(
  of: (typeof TIMED)[number],
  observe: Observe,
  work: () => Promise<Result>,
): Promise<Result> {
  const began = performance.now();
  const result = await work();
  observe({ kind: "time", of, seconds: (performance.now() - began) / 1000 });
  return result;
}
