/** @module A line of the store: a vote, a question that found nothing, or how often passages were shown on a day. */

import { z } from "zod";
import { ID_PATTERN } from "../corpus/identity.ts";
import { REASONS } from "./feedback.ts";

const day = z.iso.date();
const passageId = z.string().regex(ID_PATTERN);

const VoteEntry = z.object({
  kind: z.literal("vote"),
  day,
  /** Says which votes are one member's on one reply, and nothing else to anyone (see `ballotBox`). */
  ballot: z.string().regex(/^[0-9a-f]{32}$/),
  passages: z.array(passageId),
  verdict: z.enum(["up", "down"]),
  reason: z.enum(REASONS).optional(),
});
const QuestionEntry = z.object({ kind: z.literal("question"), day, text: z.string() });
const ShownEntry = z.object({
  kind: z.literal("shown"),
  day,
  times: z.record(passageId, z.number().int().positive()),
});
export const Entry = z.discriminatedUnion("kind", [VoteEntry, QuestionEntry, ShownEntry]);

export type VoteEntry = Readonly<z.infer<typeof VoteEntry>>;
export type QuestionEntry = Readonly<z.infer<typeof QuestionEntry>>;
export type ShownEntry = Readonly<z.infer<typeof ShownEntry>>;
export type Entry = VoteEntry | QuestionEntry | ShownEntry;

/** The day of a moment, in UTC. No entry has a finer time: it would help to tell whose it is. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

const DAY_MS = 86_400_000;

/** The first of the last `days` days up to a moment, its own among them. */
export const firstDay = (now: Date, days: number): string =>
  dayOf(new Date(now.getTime() - (days - 1) * DAY_MS));
