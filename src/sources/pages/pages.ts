/** @module A source over pages of the web, each named by its address. */

import { join } from "node:path";
import type { PagesSettings } from "../../base/config/sources.ts";
import { makeFolders } from "../../base/durable.ts";
import { UserError } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { lock } from "../../base/lock.ts";
import type { FileState } from "../../corpus/citation.ts";
import type { Sidecar } from "../../corpus/text.ts";
import { entryOf } from "../files.ts";
import {
  MissingFile,
  NotSynced,
  type Source,
  type SourceEntry,
  type SyncSummary,
} from "../source.ts";
import { type Copy, openCopy, type Page, SYNC } from "./copy.ts";
import { createPageFetch, type FetchPages, type Timing, TIMING } from "./fetch-pages.ts";

/**
 * Opens a source over pages. Only `sync` reaches the network. `read` reads the state that was last listed or synced here, so
 * that a build which lists first finishes on that, though another process syncs meanwhile.
 */
export function openPages(settings: PagesSettings, timing: Timing = TIMING): Source {
  const copy = openCopy(settings.copy);
  const fetchPages = createPageFetch(copy, settings.private, timing);
  const describe = describePages(settings.pages);
  let state: readonly Page[] | undefined;
  return {
    describe,
    async *list(): AsyncGenerator<SourceEntry> {
      const pages = await copy.pages();
      if (pages === undefined) throw notSynced(describe);
      await copy.requireContents(pages);
      state = pages;
      for (const page of pages) {
        const entry = entryOf(page.path, () => `${page.sha256} ${sidecarOf(page).sha256}`);
        if (entry) yield entry;
      }
    },
    async read(path) {
      state ??= await copy.pages();
      const page = state?.find((one) => one.path === path);
      if (!page) throw new MissingFile("it is not there");
      const content = await copy.contentOf(page);
      return { path, content, sha256: page.sha256, sidecar: sidecarOf(page) };
    },
    stateOf: async ({ path, sha256: indexed }) => {
      const pages = await copy.pages().catch(() => "damaged" as const);
      return { state: pages === "damaged" ? "changed" : compare(pages, path, indexed) };
    },
    async sync(signal) {
      const synced = await syncCopy(settings, copy, fetchPages, signal);
      state = synced.pages;
      return synced.summary;
    },
  };
}

const countOf = (pages: number): string => `${pages} ${pages === 1 ? "page" : "pages"}`;

/** Names up to three hosts of pages. */
function describePages(pages: readonly string[]): string {
  const hosts = [...new Set(pages.map((page) => new URL(page).host))];
  const named = hosts.length > 3 ? [...hosts.slice(0, 3), "…"] : hosts;
  return countOf(pages.length) + (named.length > 0 ? ` of ${named.join(", ")}` : "");
}

const notSynced = (describe: string): NotSynced =>
  new NotSynced({ expected: `a copy of ${describe}`, found: "none yet", remedy: SYNC });

/** Returns the provenance of a page: the address that its operator named, and the day of the first fetch of its content. */
function sidecarOf({ address, retrieved }: Page): Sidecar {
  const origin = { source: address, retrieved: retrieved.slice(0, 10) };
  return { origin, sha256: sha256(JSON.stringify(origin)) };
}

function compare(pages: readonly Page[] | undefined, path: string, indexed: string): FileState {
  const page = pages?.find((one) => one.path === path);
  if (!page) return "removed";
  return page.sha256 === indexed ? "current" : "changed";
}

/** A state of the copy, and how a sync came to it. */
interface Synced {
  readonly pages: readonly Page[];
  readonly summary: SyncSummary;
}

/** Replaces the state of the copy; after a failure it is as it was. */
async function syncCopy(
  { pages: named, copy: folder }: PagesSettings,
  copy: Copy,
  fetchPages: FetchPages,
  signal: AbortSignal | undefined,
): Promise<Synced> {
  const addresses = [...new Set(named.map(withoutFragment))];
  await makeFolders(folder);
  const release = lock(join(folder, "lock"), "exclusive");
  if (!release) throw new UserError(RUNNING);
  try {
    const earlier = (await copy.pages().catch(noneIfDamaged)) ?? [];
    const outcomes = await fetchPages(addresses, earlier, signal);
    const faults = outcomes.flatMap(({ fault }) => fault ?? []);
    if (faults[0] && faults.length === addresses.length) throw allFailed(faults[0], faults.length);
    const pages = outcomes.flatMap(({ page }) => page ?? []);
    await copy.replace(pages, earlier);
    const isChanged = marksOf(pages) !== marksOf(earlier);
    return { pages, summary: { isChanged, state: countOf(pages.length), faults } };
  } finally {
    release();
  }
}

const withoutFragment = (address: string): string => {
  const url = new URL(address);
  url.hash = "";
  return url.href;
};

/** Treats a damaged copy as none: every page is fetched again. */
function noneIfDamaged(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

const marksOf = (pages: readonly Page[]): string =>
  pages
    .map((page) => `${page.path}\n${page.sha256}\n${sidecarOf(page).sha256}`)
    .toSorted()
    .join("\n");

const RUNNING = {
  expected: "one sync of these pages at a time",
  found: "another that is running",
  remedy: "Wait until it has ended.",
};

const allFailed = ({ path, reason }: { path: string; reason: string }, count: number): UserError =>
  new UserError({
    expected: `to fetch ${count === 1 ? "the page" : `at least one of ${count} pages`}`,
    found: `none (${path}: ${reason.replace(/\.$/, "")})`,
    remedy: "Correct the addresses in footnote.yaml, or try again later.",
  });
