/** @module A source over a git repository: its files are read from objects, and nothing is ever checked out. */

import type { GitSettings } from "../../base/config/sources.ts";
import { UserError } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import type { FileStatus } from "../../corpus/citation.ts";
import type { SourceFile } from "../../corpus/text.ts";
import { fileOf, requireSize } from "../files.ts";
import { MissingFile, NotSynced, type Source, type SourceEntry } from "../source.ts";
import { openBlobs, type ReadBlob } from "./blobs.ts";
import { currentCommit, repositoryIn } from "./copy.ts";
import { type Git, openGitProgram } from "./git.ts";
import { type Origin, originOf } from "../../base/config/git-origin.ts";
import { linksOf } from "./permalink.ts";
import { type SyncLimits, syncCopy } from "./sync.ts";
import { type Blob, openTree, type Tree } from "./tree.ts";

export interface GitOptions {
  readonly limits?: Partial<SyncLimits>;
  /** Where git is looked for; the `PATH` of this process by default. */
  readonly path?: string;
}

const LIMITS: SyncLimits = { bytes: 500_000_000, seconds: 600, documents: 20_000 };

/**
 * Opens the source of a git repository. A listing pins its commit: files are read from it until the next one, so that a build
 * sees one commit while syncs run. Documents are compared with the commit of the last sync.
 * @throws UserError if a setting can't be used.
 */
export function openGit(settings: GitSettings, { limits, path }: GitOptions = {}): Source {
  const origin = originOf(settings);
  const git = openGitProgram(path);
  const readBlob = openBlobs(git, repositoryIn(settings.copy));
  const current = openCurrent(git, settings.copy, origin);
  let listed: Tree | undefined;
  return {
    describe: origin.name,
    async *list(): AsyncGenerator<SourceEntry> {
      listed = await current();
      yield* listed.entries;
    },
    read: async (name) => readFile(listed ?? (await current()), name, readBlob),
    stateOf: compareWith(current, readBlob, linksIn(settings, origin)),
    sync: (signal) =>
      syncCopy({
        git,
        origin,
        copy: settings.copy,
        allowPrivate: settings.private,
        limits: { ...LIMITS, ...settings.limits, ...limits },
        signal,
      }),
  };
}

/** Returns a function that reads the tree of the last sync, again only if there was another. */
function openCurrent(git: Git, copy: string, origin: Origin): () => Promise<Tree> {
  const repository = repositoryIn(copy);
  let known: { readonly commit: string; readonly tree: Promise<Tree> } | undefined;
  return async () => {
    const commit = await currentCommit(repository, origin.key);
    if (commit === undefined) throw notSynced(origin);
    if (known?.commit === commit) return known.tree;
    const tree = openTree(git, repository, { commit, folder: origin.folder });
    known = { commit, tree };
    // A later sync may repair the copy.
    tree.catch(() => (known = undefined));
    return tree;
  };
}

const notSynced = ({ name }: Origin): NotSynced =>
  new NotSynced({
    expected: `a copy of ${name}`,
    found: "none yet",
    remedy: "Fetch it with: npm run footnote -- sync",
  });

async function readFile({ blobs }: Tree, path: string, readBlob: ReadBlob): Promise<SourceFile> {
  const readBytes = async (name: string): Promise<Buffer | undefined> => {
    const blob = blobs.get(name);
    if (blob === undefined) return undefined;
    requireSize(blob.bytes);
    const content = await readBlob(blob);
    requireContent(content);
    return content;
  };
  const content = await readBytes(path);
  if (content === undefined) throw new MissingFile("it is not in the commit");
  return fileOf(path, content, readBytes);
}

const LFS_POINTER = Buffer.from("version https://git-lfs.github.com/spec/");

/** @throws UserError if a file is only the pointer that Git LFS keeps in its place. */
function requireContent(content: Buffer): void {
  if (content.subarray(0, LFS_POINTER.length).equals(LFS_POINTER))
    throw new UserError("its content is in Git LFS, which is not read: commit the file itself");
}

/** Returns the links to a document in a commit. */
type DocumentLink = (commit: string, path: string) => NonNullable<FileStatus["linkTo"]>;

function linksIn(settings: GitSettings, { folder }: Origin): DocumentLink {
  const linkTo = linksOf(settings);
  return (commit, path) => (lines) =>
    linkTo({ commit, path: folder === "" ? path : `${folder}/${path}`, lines });
}

/** Compares documents with the commit of the last sync; each content is read once. */
function compareWith(
  current: () => Promise<Tree>,
  readBlob: ReadBlob,
  link: DocumentLink,
): Source["stateOf"] {
  const hashes = new Map<string, string>();
  const hashOf = async (blob: Blob): Promise<string> => {
    const hash = hashes.get(blob.id) ?? sha256(await readBlob(blob));
    hashes.set(blob.id, hash);
    return hash;
  };
  return async ({ path, sha256: indexed }) => {
    try {
      const { commit, blobs } = await current();
      const blob = blobs.get(path);
      if (blob === undefined) return { state: "removed" };
      if ((await hashOf(blob)) !== indexed) return { state: "changed" };
      return { state: "current", commit, linkTo: link(commit, path) };
    } catch {
      return { state: "changed" };
    }
  };
}
