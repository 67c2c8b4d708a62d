/** @module Fetching pages into their copy: each if it has changed; one that fails keeps its earlier copy. */

import { setTimeout } from "node:timers/promises";
import { UserError } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import {
  fetchBytes,
  type Fetched,
  fetchIfChanged,
  type FetchOptions,
  StatusError,
} from "../../base/net/fetch.ts";
import { MAX_FILE_BYTES } from "../files.ts";
import type { Refusal } from "../source.ts";
import { readContent } from "./content.ts";
import type { Copy, Page } from "./copy.ts";
import { pathsOfPage } from "./path.ts";
import { createRobotsCheck, type KnownRules } from "./robots.ts";

/** Times in milliseconds. */
export interface Timing {
  /** Between two requests to one host. */
  readonly pause: number;
  readonly now: () => number;
  readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

export const TIMING: Timing = {
  pause: 1_000,
  now: Date.now,
  wait: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal && { signal }),
};

/** The result for one page: its copy, new or earlier, and the fault that kept it from being fetched. */
interface Outcome {
  readonly page?: Page | undefined;
  readonly fault?: Refusal;
}

/** Fetches pages, one after the other, by their addresses. */
export type FetchPages = (
  addresses: readonly string[],
  earlier: readonly Page[],
  signal: AbortSignal | undefined,
) => Promise<readonly Outcome[]>;

/** As much as RFC 9309 asks for. */
const MAX_ROBOTS_BYTES = 512_000;

/** Returns a fetch of pages into a copy; it remembers the rules of hosts, and when they were asked last. */
export function createPageFetch(copy: Copy, allowPrivate: boolean, timing: Timing): FetchPages {
  const waitTurn = createTurns(timing);
  const rules: KnownRules = new Map();
  return async (addresses, earlier, signal) => {
    const limits = { allowPrivate, allowHttp: true, maxBytes: MAX_FILE_BYTES, signal };
    const takeTurn = (url: URL): Promise<void> => waitTurn(url, signal);
    const ofRobots = { ...limits, maxBytes: MAX_ROBOTS_BYTES, beforeRequest: takeTurn };
    const fetchRules = async (address: string): Promise<Buffer> =>
      (await fetchBytes(address, ofRobots)).bytes;
    const requireAllowed = createRobotsCheck(rules, fetchRules, timing.now);
    const beforeRequest = (url: URL): Promise<void> =>
      requireAllowed(url).then(() => takeTurn(url));
    const paths = new Set(earlier.map(({ path }) => path));
    const outcomes: Outcome[] = [];
    for (const address of addresses) {
      const known = earlier.find((page) => page.address === address);
      const now = new Date(timing.now());
      const context = { copy, options: { ...limits, beforeRequest }, paths, now };
      const outcome = await syncPage(address, known, context);
      if (outcome.page) paths.add(outcome.page.path);
      outcomes.push(outcome);
    }
    return outcomes;
  };
}

/** Returns a wait until a host may be asked again. */
function createTurns({ pause, now, wait }: Timing) {
  const asked = new Map<string, number>();
  return async ({ host }: URL, signal: AbortSignal | undefined): Promise<void> => {
    const rest = (asked.get(host) ?? -Infinity) + pause - now();
    if (rest > 0) await wait(Math.min(rest, pause), signal);
    asked.set(host, now());
  };
}

interface Context {
  readonly copy: Copy;
  readonly options: FetchOptions;
  /** The paths that are taken. */
  readonly paths: ReadonlySet<string>;
  readonly now: Date;
}

async function syncPage(
  address: string,
  known: Page | undefined,
  context: Context,
): Promise<Outcome> {
  const intact = known && (await context.copy.isIntact(known)) ? known : undefined;
  try {
    const page = await (intact ? refresh(intact, context) : fetchPage(address, known, context));
    return { page };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const fault = { path: shortAddress(address), reason: error.message };
    return { page: intact && keep(intact, error, context.now), fault };
  }
}
/** Fetches a page again if it has changed. */
async function refresh(known: Page, context: Context): Promise<Page> {
  const fetched = await fetchIfChanged(known.address, known, context.options);
  return fetched
    ? storePage(known.address, fetched, known, context)
    : { ...known, goneSince: undefined };
}

const fetchPage = async (
  address: string,
  known: Page | undefined,
  context: Context,
): Promise<Page> => storePage(address, await fetchBytes(address, context.options), known, context);

/** Stores what was fetched, over what is known of the page. */
async function storePage(
  address: string,
  fetched: Fetched,
  known: Page | undefined,
  { copy, paths, now }: Context,
): Promise<Page> {
  const { url, etag, lastModified } = fetched;
  const { content, extension } = readContent(fetched);
  const hash = sha256(content);
  await copy.addContent(content);
  const retrieved = known?.sha256 === hash ? known.retrieved : now.toISOString();
  const path = choosePath(pathsOfPage(address, extension), known?.path, paths);
  return { address, path, url, etag, lastModified, sha256: hash, bytes: content.length, retrieved };
}

/** Chooses the path that a page has already if it may keep it, so that another page's end does not rename it. */
function choosePath(
  possible: readonly string[],
  present: string | undefined,
  taken: ReadonlySet<string>,
): string {
  const path = possible.find((one) => one === present) ?? possible.find((one) => !taken.has(one));
  if (path === undefined) throw new UserError(`its path is taken: ${possible.join(", ")}`);
  return path;
}

/** A page is removed once its server has said in two syncs at least an hour apart that it is gone. */
const GONE_FOR = 3_600_000;
const GONE = new Set([404, 410]);

/** Keeps the earlier copy of a page that could not be fetched; undefined if it is gone. */
function keep(page: Page, error: UserError, now: Date): Page | undefined {
  if (!(error instanceof StatusError) || !GONE.has(error.status)) return page;
  const { goneSince = now.toISOString() } = page;
  return now.getTime() - Date.parse(goneSince) < GONE_FOR ? { ...page, goneSince } : undefined;
}

/** Returns an address without its query, which may be secret. */
function shortAddress(address: string): string {
  const { origin, pathname, search } = new URL(address);
  return origin + pathname + (search === "" ? "" : "?…");
}
