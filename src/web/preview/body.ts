/** @module The bodies of requests: JSON of a known form and a limited size. */

import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { z } from "zod";
import { Refusal } from "../guard.ts";
import { wordsOf } from "./locale.ts";

/** The most bytes of a request, and of one with a file of 10 MB in Base64. */
const MAX_BODY = 64_000;
const MAX_UPLOAD = 13_500_000;
const UPLOADS = /\/documents\/(?:preview|add)$/;

const limitTo = (maxSize: number): MiddlewareHandler =>
  bodyLimit({
    maxSize,
    onError(context) {
      const { tooLong, tooLongTitle } = wordsOf(context).faults;
      throw new Refusal({ status: 413, title: tooLongTitle, text: tooLong });
    },
  });
const limitUpload = limitTo(MAX_UPLOAD);
const limitOther = limitTo(MAX_BODY);

/** Refuses a body while it is read, as soon as it is too long. */
export const limitBody: MiddlewareHandler = (context, next) =>
  (UPLOADS.test(context.req.path) ? limitUpload : limitOther)(context, next);

/** @throws Refusal if the body is not JSON, or not of this form. */
export async function bodyOf<T>(context: Context, form: z.ZodType<T>): Promise<T> {
  const body: unknown = await context.req.json().catch((error: unknown) => {
    if (error instanceof Refusal) throw error;
  });
  const { data } = form.safeParse(body);
  if (data === undefined) throw malformed(wordsOf(context).faults.request, context);
  return data;
}

/** Returns the refusal of a request that was not understood. */
export const malformed = (text: string, context: Context): Refusal =>
  new Refusal({ status: 400, title: wordsOf(context).faults.notUnderstood, text });
