/** @module Successful responses of the HTTP API, with a strong entity tag and the digest of a text. */

import { createHash } from "node:crypto";
import type { Context } from "hono";
import { etag, RETAINED_304_HEADERS } from "hono/etag";
import type { Reply } from "./route.ts";

/** The generation that a response is from. */
export const GENERATION_HEADER = "Footnote-Generation";

/** Answers `If-None-Match`; a response without a body keeps what is no description of one. */
export const conditional = etag({
  retainedHeaders: [
    ...RETAINED_304_HEADERS,
    GENERATION_HEADER,
    "RateLimit",
    "RateLimit-Policy",
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
  ],
});

/** Sends a value as JSON, or a text. By its tag, another body or generation is another state. */
export function reply(context: Context, { generation, value }: Reply): Response {
  const isText = typeof value === "string";
  const body = Buffer.from(isText ? value : JSON.stringify(value));
  const digest = createHash("sha256").update(body).digest();
  const hash = digest.toString("base64url").slice(0, 22);
  if (generation === undefined) {
    context.header("ETag", `"${hash}"`);
    context.header("Cache-Control", "no-cache");
  } else {
    context.header("ETag", `"${generation}.${hash}"`);
    context.header("Cache-Control", "no-cache, private");
    context.header("Vary", "Authorization", { append: true });
    context.header(GENERATION_HEADER, generation);
  }
  context.header("Content-Length", String(body.length));
  if (isText) context.header("Repr-Digest", `sha-256=:${digest.toString("base64")}:`);
  return context.body(body, 200, {
    "Content-Type": isText ? "text/plain; charset=utf-8" : "application/json",
  });
}
