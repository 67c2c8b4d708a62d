/** @module Proof that an address reaches a bot with the same token: an answer that only such a bot can compute. */

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { UserError } from "../base/errors.ts";
import { fetchBytes, type FetchOptions } from "../base/net/fetch.ts";
import { parseJson } from "../base/text.ts";

/** The parameter of the endpoint that asks for a proof. */
export const PROOF_PARAMETER = "proof";

/** Returns the proof for a text that cannot be guessed. It reveals nothing of the token. */
export const proofOf = (token: string, challenge: string): string =>
  createHmac("sha256", token).update(`footnote interactions endpoint\n${challenge}`).digest("hex");

const Answer = z.object({ proof: z.string().regex(/^[0-9a-f]{64}$/), ready: z.boolean() });

/** Discord follows no redirects either. */
const LIMITS: FetchOptions = {
  allowHttp: true,
  allowPrivate: true,
  maxBytes: 10_000,
  maxMilliseconds: 10_000,
  maxRedirects: 0,
};

/** Returns why an address does not lead to a bot with the token that is ready; undefined if it does. */
export async function findEndpointFault(url: string, token: string): Promise<string | undefined> {
  const challenge = randomBytes(32).toString("hex");
  const address = new URL(url);
  address.searchParams.set(PROOF_PARAMETER, challenge);
  try {
    const { bytes } = await fetchBytes(address.href, LIMITS);
    const answer = Answer.safeParse(parseJson(bytes.toString())).data;
    if (!answer) return "something else answers there";
    const expected = Buffer.from(proofOf(token, challenge), "hex");
    if (!timingSafeEqual(expected, Buffer.from(answer.proof, "hex")))
      return "a bot with another token answers there";
    return answer.ready ? undefined : "the bot there is not ready yet";
  } catch (error) {
    if (error instanceof UserError) return error.complaint?.found ?? error.message;
    throw error;
  }
}
