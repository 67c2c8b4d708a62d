/** @module Fetching: GET requests that follow redirects only to addresses that are allowed. */

import { UserError } from "../errors.ts";
import { parseUrl } from "../text.ts";
import { nameOf, request, type RequestLimits, type Response } from "./request.ts";

export interface FetchOptions extends RequestLimits {
  /** Whether `http:` may be fetched; never after a redirect from `https:`. False by default. */
  readonly allowHttp?: boolean;
  /** The only hosts that may be reached, in lower case and without a port; any host by default. */
  readonly hosts?: readonly string[];
  /** 5 by default. */
  readonly maxRedirects?: number;
  /** Called before each request, with its address; a rejection ends the fetch. */
  readonly beforeRequest?: (url: URL) => Promise<void>;
}

/** A state of an address that was fetched earlier. */
export interface Version {
  /** The final address, after redirects. */
  readonly url: string;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** A response of status 200. */
export interface Fetched extends Version {
  readonly bytes: Buffer;
  /** As the server wrote it. */
  readonly contentType: string | undefined;
}

/** The error of a response whose status is not 200. */
export class StatusError extends UserError {
  readonly status: number;

  constructor(url: URL, status: number) {
    super({
      expected: `status 200 from ${nameOf(url)}`,
      found: String(status),
      remedy: "Check that a browser without a login can open it, and try again.",
    });
    this.status = status;
  }
}

/**
 * Fetches the bytes of an address.
 * @throws UserError if the address or that of a redirect is not allowed, or there is no complete response within the limits;
 * no message has the query of an address. StatusError if its status is not 200. The caller's reason if its signal is aborted.
 */
export async function fetchBytes(address: string, options: FetchOptions): Promise<Fetched> {
  const fetched = await follow(address, undefined, options);
  if (fetched === undefined) throw new Error("unchanged, though no version was known");
  return fetched;
}

/** Fetches the bytes of an address; undefined if the server says that the known version is current. @throws as `fetchBytes`. */
export const fetchIfChanged = (
  address: string,
  known: Version,
  options: FetchOptions,
): Promise<Fetched | undefined> => follow(address, known, options);

async function follow(
  address: string,
  known: Version | undefined,
  options: FetchOptions,
): Promise<Fetched | undefined> {
  const { maxRedirects = 5, beforeRequest } = options;
  let url = parse(address);
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    requireAllowed(url, options);
    await beforeRequest?.(url);
    const result = await fetchOnce(url, known, options);
    if (!(result instanceof URL)) return result;
    requireSecure(url, result);
    url = result;
  }
  throw refused(`at most ${maxRedirects} redirects, the last to ${nameOf(url)}`, "more");
}

function parse(address: string, base?: URL): URL {
  const url = parseUrl(address, base);
  if (url === undefined)
    throw refused(`an address${base ? ` in the redirect of ${nameOf(base)}` : ""}`, "another text");
  url.hash = "";
  return url;
}

function requireAllowed(url: URL, { allowHttp = false, hosts }: FetchOptions): void {
  const { protocol, username, password, hostname } = url;
  if (protocol !== "https:" && !(allowHttp && protocol === "http:"))
    throw refused(`https:${allowHttp ? " or http:" : ""} in the address ${nameOf(url)}`, protocol);
  if (username !== "" || password !== "")
    throw refused(`no user name and no password in the address ${nameOf(url)}`, "one");
  if (hosts && !hosts.includes(hostname))
    throw refused(`an address on ${hosts.join(" or ")}`, nameOf(url));
}

function requireSecure(from: URL, to: URL): void {
  if (from.protocol === "https:" && to.protocol !== "https:")
    throw refused(`a redirect of ${nameOf(from)} to an address with https:`, to.protocol);
}

const refused = (expected: string, found: string): UserError =>
  new UserError({
    expected,
    found,
    remedy: "Name the address that a browser shows when the page is open.",
  });

/** Returns the address of a redirect, or the response; undefined if the known version is current. */
const fetchOnce = (
  url: URL,
  known: Version | undefined,
  options: FetchOptions,
): Promise<URL | Fetched | undefined> => {
  const conditions = known?.url === url.href ? conditionsOf(known) : {};
  return request(url, conditions, options, async (response) => {
    const { status, headers } = response;
    const isKnown = Object.keys(conditions).length > 0;
    if (status === 304 && isKnown) return undefined;
    const target = REDIRECTS.has(status) ? headers.location : undefined;
    if (target !== undefined) return parse(decodeLocation(target), url);
    if (status !== 200) throw new StatusError(url, status);
    return fetchedFrom(url, response);
  });
};

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Decodes UTF-8 that a server left unescaped; Node reads headers as Latin-1. */
const decodeLocation = (header: string): string => Buffer.from(header, "latin1").toString();

function conditionsOf({ etag, lastModified }: Version): Readonly<Record<string, string>> {
  if (etag !== undefined) return { "if-none-match": etag };
  return lastModified === undefined ? {} : { "if-modified-since": lastModified };
}

const fetchedFrom = async (url: URL, { headers, readBody }: Response): Promise<Fetched> => ({
  bytes: await readBody(),
  contentType: headers["content-type"],
  etag: headers.etag,
  lastModified: headers["last-modified"],
  url: url.href,
});
