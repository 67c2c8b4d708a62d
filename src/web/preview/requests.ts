/** @module What the page may send: nothing else gets in. */

import { z } from "zod";

const MAX_TEXT = 6_000;
const MAX_OPTIONS = 25;
const Name = z.string().min(1).max(32);
const Options = z
  .record(Name, z.union([z.string().max(MAX_TEXT), z.number(), z.boolean()]))
  .refine((options) => Object.keys(options).length <= MAX_OPTIONS);

/** The use of a command. */
export const CallRequest = z.strictObject({ name: Name, options: Options });

/** What was typed so far into one of a command's options. */
export const SuggestRequest = z.strictObject({
  name: Name,
  options: Options,
  typed: z.string().max(MAX_TEXT),
});

/** What the page keeps of a message, and gives back as it got it. */
export const Kept = z.strictObject({
  id: z.string().regex(/^\d{1,20}$/),
  content: z.string().max(4_000),
  isPrivate: z.boolean(),
  at: z.iso.datetime(),
  invocation: z.string().max(100).optional(),
});
export type Kept = Readonly<z.infer<typeof Kept>>;

/** A button pressed, or a choice made. */
export const PressRequest = z.strictObject({
  customId: z.string().max(200),
  values: z.array(z.string().max(200)).max(MAX_OPTIONS),
  message: Kept,
});

/** The address of a document, or of a passage by its ID alone. */
export const DocumentQuery = z.object({ path: z.string().min(1).max(4_000) });

/** How the collection is made anew. */
export const RebuildRequest = z.strictObject({ full: z.boolean() });
