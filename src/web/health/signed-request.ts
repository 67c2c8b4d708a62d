/** @module Signed requests: the body is hashed as it comes, and only its start is kept. */

import { createHmac, type Hmac, timingSafeEqual } from "node:crypto";
import type { HonoRequest } from "hono";

export interface SignedRequest {
  /** Whether the key signed the body. */
  readonly isGenuine: boolean;
  /** The hash that the signature claims, in hexadecimal. */
  readonly claimed: string;
  /** When it was signed, in milliseconds since 1970; undefined for git hosts, which sign no time. */
  readonly signedAt: number | undefined;
  /** The start of the body. */
  readonly head: Buffer;
  /** Whether the start is all of it. */
  readonly isWhole: boolean;
}

/** A request that was not read to its end, with the answer. */
export interface Unread {
  readonly status: 401 | 408 | 413;
  readonly text: string;
}

/** 5 MB. */
const MAX_BODY_BYTES = 5_000_000;
/** 256 kB. */
const MAX_HEAD_BYTES = 256_000;

/** The same for a missing or wrong signature and for an unknown collection. */
export const UNSIGNED: Unread = {
  status: 401,
  text: "Expected a valid signature: X-Hub-Signature-256 or Footnote-Signature.",
};

/** Reads a request and checks its signature. @param ms the time for the body. */
export async function readSigned(
  request: HonoRequest,
  secret: Buffer,
  ms: number,
): Promise<SignedRequest | Unread> {
  const signature = signatureOf(request);
  if (!signature) return UNSIGNED;
  const { claimed, time } = signature;
  const hmac = createHmac("sha256", secret);
  if (time !== undefined) hmac.update(`${time}.`);
  const body = await readBody(request, hmac, ms);
  if ("status" in body) return body;
  const isEqual = timingSafeEqual(hmac.digest(), Buffer.from(claimed, "hex"));
  return {
    ...body,
    isGenuine: isEqual && (time !== undefined || !isOfOwnScheme(body.head)),
    claimed,
    signedAt: time === undefined ? undefined : Number(time) * 1_000,
  };
}

interface Signature {
  readonly claimed: string;
  /** Seconds since 1970, in Footnote's own scheme. */
  readonly time?: string;
}

const HUB = /^sha256=([0-9a-f]{64})$/;
const OWN = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

/** Reads the signature of a request by its form; undefined if it has none. */
function signatureOf(request: HonoRequest): Signature | undefined {
  const [, time, own] = OWN.exec(request.header("footnote-signature") ?? "") ?? [];
  if (time !== undefined && own !== undefined) return { time, claimed: own };
  const [, claimed] = HUB.exec(request.header("x-hub-signature-256") ?? "") ?? [];
  return claimed === undefined ? undefined : { claimed };
}

/** Whether a body begins with a time, as that which is hashed in Footnote's own scheme: such a hash is no git host's. */
const isOfOwnScheme = (head: Buffer): boolean => /^\d{1,12}\./.test(head.toString("latin1", 0, 13));

class TooLarge extends Error {}

async function readBody(
  { raw }: HonoRequest,
  hmac: Hmac,
  ms: number,
): Promise<Pick<SignedRequest, "head" | "isWhole"> | Unread> {
  const kept: Uint8Array[] = [];
  let [size, keptSize] = [0, 0];
  const write = (chunk: Uint8Array): void => {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new TooLarge();
    hmac.update(chunk);
    const start = chunk.subarray(0, MAX_HEAD_BYTES - keptSize);
    keptSize += start.length;
    if (start.length > 0) kept.push(start);
  };
  try {
    const signal = AbortSignal.timeout(ms);
    await raw.body?.pipeTo(new WritableStream({ write }), { signal });
  } catch (error) {
    if (error instanceof TooLarge) return { status: 413, text: "Expected at most 5 MB." };
    return { status: 408, text: "The body took too long, or broke off." };
  }
  return { head: Buffer.concat(kept), isWhole: size === keptSize };
}
