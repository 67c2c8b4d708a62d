/** @module One HTTP request to an address that was checked, with limits on headers, bytes and time. */

import http, { type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import { isIPv6, type LookupFunction } from "node:net";
import { systemCode, UserError } from "../errors.ts";
import { resolveHost } from "./address.ts";

/** The program's name in robots.txt. */
export const ROBOT = "Footnote";
const USER_AGENT = `${ROBOT}/1 (Discord bot; quotes pages that its operator names)`;

export interface RequestLimits {
  /** Whether addresses of this machine and of private networks may be reached. */
  readonly allowPrivate: boolean;
  readonly maxBytes: number;
  /** For one request, from the resolving of the host to the last byte; 60 seconds by default. */
  readonly maxMilliseconds?: number;
  /** Between two bytes; 15 seconds by default. */
  readonly maxPause?: number;
  readonly signal?: AbortSignal | undefined;
}

/** The head of a response, and a reader of its body that may be called once, while the response is in use. */
export interface Response {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly readBody: () => Promise<Buffer>;
}

/**
 * Sends a GET request and passes the response to `use`; the connection is closed when that has ended.
 * @throws UserError if there is no complete response within the limits. The caller's reason if its signal is aborted.
 */
export async function request<Result>(
  url: URL,
  headers: Readonly<Record<string, string>>,
  limits: RequestLimits,
  use: (response: Response) => Promise<Result>,
): Promise<Result> {
  const { maxMilliseconds = 60_000, maxPause = 15_000, signal: given } = limits;
  const deadline = AbortSignal.timeout(maxMilliseconds);
  const pause = new AbortController();
  const signal = AbortSignal.any([deadline, pause.signal, ...(given ? [given] : [])]);
  try {
    const addresses = await Promise.race([resolveHost(url.hostname, limits), abortOf(signal)]);
    const message = await send(url, {
      ...optionsFor(headers, addresses),
      signal,
      timeout: maxPause,
      onTimeout: () => pause.abort(),
    });
    try {
      return await use(responseOf(url, message, limits.maxBytes));
    } finally {
      message.destroy();
    }
  } catch (error) {
    if (given?.aborted) throw given.reason;
    if (error instanceof UserError) throw error;
    if (pause.signal.aborted) throw noResponse(url, `no byte for ${maxPause / 1000} s`, error);
    if (deadline.aborted) throw noResponse(url, `none within ${maxMilliseconds / 1000} s`, error);
    throw noResponse(url, systemCode(error) ?? "a broken connection", error);
  }
}

const abortOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

const optionsFor = (
  headers: Readonly<Record<string, string>>,
  addresses: readonly string[],
): RequestOptions => ({
  agent: false,
  headers: { "user-agent": USER_AGENT, "accept-encoding": "identity", ...headers },
  lookup: lookupIn(addresses),
  maxHeaderSize: 16_384,
});

const send = (
  url: URL,
  { onTimeout, ...options }: RequestOptions & { readonly onTimeout: () => void },
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const sent = (url.protocol === "https:" ? https : http).request(url, options, resolve);
    sent.on("error", reject);
    sent.on("close", () => reject(new Error("closed without a response")));
    sent.on("timeout", onTimeout);
    sent.end();
  });

/** Returns a lookup that gives the addresses that were checked, so that the host is not resolved a second time. */
function lookupIn(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, options, done) => {
    if (options.all) done(null, all);
    else done(null, all[0]?.address ?? "", all[0]?.family);
  };
}

function responseOf(url: URL, message: IncomingMessage, maxBytes: number): Response {
  const { statusCode: status = 0, headers } = message;
  return { status, headers, readBody: () => readBody(url, message, maxBytes) };
}

/** Reads into one buffer: small chunks that were kept would take many times the memory of their bytes. */
async function readBody(url: URL, message: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const encoding = message.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") throw encoded(url);
  if (Number(message.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(url, maxBytes);
  const held = Buffer.allocUnsafe(maxBytes);
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    if (size + chunk.length > maxBytes) throw tooLarge(url, maxBytes);
    size += chunk.copy(held, size);
  }
  return Buffer.from(held.subarray(0, size));
}

/** Returns host and path of an address, for messages: what follows may be secret. */
export const nameOf = ({ host, pathname }: URL): string => (host + pathname).slice(0, 200);

const noResponse = (url: URL, found: string, cause: unknown): UserError =>
  new UserError(
    {
      expected: `a complete response from ${nameOf(url)}`,
      found,
      remedy: "Check that a browser can open it without a warning, and try again.",
    },
    { cause },
  );

const encoded = (url: URL): UserError =>
  new UserError({
    expected: `an uncompressed response from ${nameOf(url)}`,
    found: "a compressed one, which was not asked for",
    remedy: "Let its server heed the header Accept-Encoding, or save the file and add that.",
  });

const tooLarge = (url: URL, maxBytes: number): UserError =>
  new UserError({
    expected: `at most ${maxBytes / 1e6} MB from ${nameOf(url)}`,
    found: "more",
    remedy: "Divide it, or name a smaller one.",
  });
