/** @module The forms of the requests that the page sends; all others are refused. */

import { z } from "zod";

/** What was typed into the question box, or the same by a button. */
export const AskRequest = z.strictObject({ text: z.string() });

/** What the page keeps of a message, and sends back unchanged. */
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
  values: z.array(z.string().max(200)).max(25),
  message: Kept,
});

/** The options of a rebuild. */
export const RebuildRequest = z.strictObject({ full: z.boolean(), force: z.boolean() });
