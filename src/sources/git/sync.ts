/** @module A sync: one commit is fetched, checked against the limits, and made the current one. */

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../base/errors.ts";
import { lock } from "../../base/lock.ts";
import type { SyncSummary } from "../source.ts";
import {
  acceptFetched,
  createRepository,
  currentCommit,
  FETCHED,
  fetchedCommit,
  packBytes,
  rememberState,
  removeLeftovers,
  replaceRepository,
  repositoryIn,
  restoreState,
} from "./copy.ts";
import { explainFetch } from "./faults.ts";
import { type Git, requireFitGit } from "./git.ts";
import type { Origin } from "../../base/config/git-origin.ts";
import { reachOf } from "./reach.ts";
import { openTree, type Tree } from "./tree.ts";

/** The limits of one sync. */
export interface SyncLimits {
  /** Bytes of the packs that are fetched. */
  readonly bytes: number;
  readonly seconds: number;
  readonly documents: number;
}

export interface SyncOptions {
  readonly git: Git;
  readonly origin: Origin;
  readonly copy: string;
  readonly allowPrivate: boolean;
  readonly limits: SyncLimits;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Brings the copy up to date; after a failure it is as it was.
 * @throws UserError with the fault of git, the origin or the network.
 */
export async function syncCopy(options: SyncOptions): Promise<SyncSummary> {
  const { git, copy } = options;
  await requireFitGit(git);
  await mkdir(copy, { recursive: true });
  const release = lock(join(copy, "lock"), "exclusive");
  if (release === undefined)
    throw new UserError({
      expected: "one sync at a time",
      found: "another one of this source, still running",
      remedy: "Wait until it has finished.",
    });
  try {
    return await syncLocked(options);
  } finally {
    release();
  }
}

async function syncLocked(options: SyncOptions): Promise<SyncSummary> {
  const { git, copy, origin, limits } = options;
  const repository = repositoryIn(copy);
  const last = await findLast(git, repository, origin);
  const next = last ? await update(repository, options) : await replaceCopy(options);
  if (last && last.commit !== next.commit) await tidy(git, repository, limits);
  return {
    isChanged: last?.tree !== next.tree,
    state: `commit ${next.commit.slice(0, 7)}`,
    faults: [],
  };
}

/** Fetches into a repository of the same origin. */
async function update(repository: string, options: SyncOptions): Promise<Tree> {
  await removeLeftovers(repository);
  const before = await rememberState(repository);
  try {
    const tree = await fetchTree(repository, before.packs, options);
    await acceptFetched(repository, options.origin.key);
    return tree;
  } catch (error) {
    await removeLeftovers(repository);
    await restoreState(repository, before);
    throw error;
  }
}

/** Fetches into a new repository, which then takes the place of the old one, if there is any. */
async function replaceCopy(options: SyncOptions): Promise<Tree> {
  const { git, copy, origin } = options;
  const next = join(copy, "next.git");
  try {
    await createRepository(git, next);
    const tree = await fetchTree(next, new Set(), options);
    await acceptFetched(next, origin.key);
    await replaceRepository(copy, next);
    return tree;
  } catch (error) {
    await rm(next, { recursive: true, force: true });
    throw error;
  }
}

/** Returns the tree of the last sync; undefined if there is none of these settings, or the copy is damaged. */
async function findLast(
  git: Git,
  repository: string,
  { key, folder }: Origin,
): Promise<Tree | undefined> {
  try {
    const commit = await currentCommit(repository, key);
    if (commit === undefined) return undefined;
    return await openTree(git, repository, { commit, folder });
  } catch {
    return undefined;
  }
}

/** Fetches a commit, and checks it against the limits. @param packs those that were there before. */
async function fetchTree(
  repository: string,
  packs: ReadonlySet<string>,
  options: SyncOptions,
): Promise<Tree> {
  const { git, origin, limits } = options;
  await fetchCommit(repository, packs, options);
  const commit = await fetchedCommit(repository);
  if (commit === undefined) throw new Error(`git fetched no ref into ${repository}`);
  const tree = await openTree(git, repository, { commit, folder: origin.folder });
  requireFew(tree, limits);
  return tree;
}

const FETCH = [
  "fetch",
  "--depth=1",
  "--force",
  "--no-tags",
  "--no-recurse-submodules",
  "--no-write-fetch-head",
  "--no-auto-maintenance",
  "--refmap=",
  // Written all the time: without a reader of it, a fetch ends.
  "--progress",
  "--",
];

/** Runs the fetch within its limits. */
async function fetchCommit(
  repository: string,
  packs: ReadonlySet<string>,
  { git, origin, allowPrivate, limits, signal }: SyncOptions,
): Promise<void> {
  const reach = await reachOf(origin, allowPrivate);
  const late = AbortSignal.timeout(limits.seconds * 1_000);
  const watch = new AbortController();
  const isTooLarge = async (): Promise<boolean> =>
    (await packBytes(repository, packs)) > limits.bytes;
  const watching = watchSize(isTooLarge, watch);
  try {
    const { code, complaint } = await git.run({
      repository,
      args: [...FETCH, origin.url, `+${origin.ref}:${FETCHED}`],
      reach,
      signal: AbortSignal.any([late, watch.signal, ...(signal ? [signal] : [])]),
    });
    if (code !== 0) throw explainFetch(complaint, origin);
    if (await isTooLarge()) throw tooLarge(limits);
  } catch (error) {
    if (watch.signal.aborted) throw tooLarge(limits);
    throw late.aborted ? tooSlow(limits) : error;
  } finally {
    watch.abort();
    await watching;
  }
}

const LOOK_EVERY_MS = 200;

/** Aborts when the fetch is too large; ends when it is aborted. */
async function watchSize(
  isTooLarge: () => Promise<boolean>,
  watch: AbortController,
): Promise<void> {
  while (!watch.signal.aborted)
    if (await isTooLarge()) watch.abort();
    else await sleep(LOOK_EVERY_MS, undefined, { signal: watch.signal }).catch(() => {});
}

const tooLarge = ({ bytes }: SyncLimits): UserError =>
  new UserError({
    expected: `a repository of at most ${Math.round(bytes / 1e6)} MB`,
    found: "that it has more",
    remedy: "Keep the documents in a repository of their own.",
  });

const tooSlow = ({ seconds }: SyncLimits): UserError =>
  new UserError({
    expected: `to fetch it in at most ${Math.ceil(seconds / 60)} min`,
    found: "that it takes longer",
    remedy: "Try again later, or use a smaller repository or a faster host.",
  });

/** @throws UserError if there are too many documents. */
function requireFew({ entries }: Tree, { documents }: SyncLimits): void {
  const count = entries.filter((entry) => "fingerprint" in entry).length;
  if (count > documents)
    throw new UserError({
      expected: `at most ${documents} documents`,
      found: String(count),
      remedy: "Name a folder of the repository that has fewer (subfolder: in footnote.yaml).",
    });
}

/** Packs are joined beyond this number. */
const MAX_PACKS = 10;

/**
 * Joins packs, and removes objects that no commit of the copy has had for a day, so that a build can still read them; at once
 * if they have come to more than the limit of a fetch. A failure is left to the next sync.
 */
async function tidy(git: Git, repository: string, { bytes }: SyncLimits): Promise<void> {
  const collect = (...args: readonly string[]) =>
    git
      .run({ repository, args: ["gc", "--quiet", ...args], configuration: COLLECTING })
      .catch(() => {});
  await collect("--auto", "--prune=1.day.ago");
  if ((await packBytes(repository)) > 2 * bytes) await collect("--prune=now");
}

const COLLECTING = [
  "gc.auto=6700",
  `gc.autoPackLimit=${MAX_PACKS}`,
  "gc.autoDetach=false",
  "gc.cruftPacks=true",
];
