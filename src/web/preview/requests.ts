/** @module The forms of the requests that the page sends; all others are refused. */

import { z } from "zod";

/** A text from the question box, or from a button. */
export const AskRequest = z.strictObject({ text: z.string() });

/** The data that the page keeps of a message and sends back unchanged. */
export const Kept = z.strictObject({
  id: z.string().regex(/^\d{1,20}$/),
  content: z.string().max(4_000),
  isPrivate: z.boolean(),
  at: z.iso.datetime(),
  invocation: z.string().max(100).optional(),
});
export type Kept = Readonly<z.infer<typeof Kept>>;

/** A press of a button, or a choice in a select. */
export const PressRequest = z.strictObject({
  customId: z.string().max(200),
  values: z.array(z.string().max(200)).max(25),
  message: Kept,
});

/** A file, its bytes in Base64. */
export const Upload = z.strictObject({ name: z.string().max(1_000), content: z.string() });
export type Upload = Readonly<z.infer<typeof Upload>>;

/** An upload whose preview was seen; `replace` confirms that it may replace another file. */
export const AddRequest = z.strictObject({ ...Upload.shape, replace: z.boolean() });

/** The path of a document. */
export const RemoveRequest = z.strictObject({ path: z.string().max(4_000) });

/** The ID of the last change. */
export const UndoRequest = z.strictObject({ id: z.uuid() });

/** The options of a rebuild. */
export const RebuildRequest = z.strictObject({ full: z.boolean(), force: z.boolean() });
