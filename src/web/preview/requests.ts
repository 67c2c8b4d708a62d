/** @module The forms of the requests that the page sends; all others are refused. */

import { z } from "zod";
import { SHORT_ID } from "../../base/short-id.ts";

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
export const UploadRequest = z.strictObject({ name: z.string().max(1_000), content: z.string() });
export type UploadRequest = Readonly<z.infer<typeof UploadRequest>>;

/** An upload whose preview was seen, with the stamp of the files at its path then. */
export const AddRequest = z.strictObject({ ...UploadRequest.shape, before: z.string().max(200) });

/** The path of a document. */
export const RemoveRequest = z.strictObject({ path: z.string().max(4_000) });

/** The ID of the last change. */
export const UndoRequest = z.strictObject({ id: z.string().regex(SHORT_ID) });

/** The options of a rebuild. */
export const RebuildRequest = z.strictObject({ full: z.boolean(), force: z.boolean() });
