/** @module The records of feedback: votes, unanswered questions, counts by day, and the weekly reports that were sent. */

import { z } from "zod";
import { COMMUNITY_EVENTS } from "../base/observation.ts";
import { CollectionId, DEFAULT_COLLECTION } from "../collection/collections.ts";
import { ID_PATTERN } from "../corpus/identity.ts";
import { REASONS } from "./feedback.ts";

const passageId = z.string().regex(ID_PATTERN);
const event = z.string().refine((word) => COMMUNITY_EVENTS.some((one) => one === word));
const times = z.number().int().positive();
const common = {
  day: z.iso.date(),
  /** Absent from records of earlier versions, which had one collection. */
  collection: CollectionId.default(DEFAULT_COLLECTION),
};

const VoteRecord = z.object({
  kind: z.literal("vote"),
  ...common,
  /** Equal on votes by one member on one reply; means nothing else (see `createBallotDigest`). */
  ballot: z.string().regex(/^[0-9a-f]{32}$/),
  passages: z.array(passageId),
  verdict: z.enum(["up", "down"]),
  reason: z.enum(REASONS).optional(),
});
const QuestionRecord = z.object({
  kind: z.literal("question"),
  ...common,
  text: z.string(),
  /** The nearest heading at that time, if any was near; absent from records of earlier versions. */
  heading: z.string().optional(),
  /** The nearest passage, if any was near; absent from records of earlier versions. */
  passage: passageId.optional(),
  /** Present where nobody asked the bot. */
  from: z.literal("post").optional(),
});
/** The passages that replies showed, or that were nearest to posts that got no reply. */
const PassageCounts = z.object({
  kind: z.enum(["shown", "silent"]),
  ...common,
  times: z.record(passageId, times),
});
const EventCounts = z.object({
  kind: z.literal("events"),
  ...common,
  times: z.record(event, times),
});
const DigestRecord = z.object({
  kind: z.literal("digest"),
  ...common,
  /** The Monday on which the weekly report was due. */
  week: z.iso.date(),
  /** False after an attempt that failed or was interrupted, on `day`. */
  isDone: z.boolean(),
});
export const FeedbackRecord = z.discriminatedUnion("kind", [
  VoteRecord,
  QuestionRecord,
  PassageCounts,
  EventCounts,
  DigestRecord,
]);

export type VoteRecord = Readonly<z.infer<typeof VoteRecord>>;
export type QuestionRecord = Readonly<z.infer<typeof QuestionRecord>>;
export type CountRecord = Readonly<z.infer<typeof PassageCounts> | z.infer<typeof EventCounts>>;
export type DigestRecord = Readonly<z.infer<typeof DigestRecord>>;
export type FeedbackRecord = VoteRecord | QuestionRecord | CountRecord | DigestRecord;

/** Returns the day of a moment, in UTC. No record has a finer time, which could reveal its author. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

export const DAY_MS = 86_400_000;

/** Returns the first of the last `days` days, the day of the moment included. */
export const firstDay = (now: Date, days: number): string =>
  dayOf(new Date(now.getTime() - (days - 1) * DAY_MS));
