/** @module The files of one commit: a tree of git as entries of a source. */

import { OutputTooLarge } from "../../base/child/tool.ts";
import { UserError } from "../../base/errors.ts";
import { entryOf, SIDECAR, sidecarOf } from "../files.ts";
import { EXAMPLES_FILE, type SourceEntry } from "../source.ts";
import type { Git } from "./git.ts";

/** The content of a file. */
export interface Blob {
  readonly id: string;
  readonly bytes: number;
}

/** A commit, and the tree of the folder that is read. */
interface Revision {
  readonly commit: string;
  readonly tree: string;
}

/** Everything in a tree that a source lists or reads. */
export interface Tree extends Revision {
  readonly entries: readonly SourceEntry[];
  /** Documents, their sidecars, and the examples. */
  readonly blobs: ReadonlyMap<string, Blob>;
}

/** The longest path of a document: names of this length fit every message and file system. */
const MAX_PATH_BYTES = 1_000;

/** The error of a copy whose objects are missing or damaged. */
export class DamagedCopy extends UserError {
  constructor(repository: string, complaint: string) {
    super(
      {
        expected: `the repository ${repository} to be whole`,
        found: "objects that are missing or damaged",
        remedy: "Fetch it again with: npm run footnote -- sync",
      },
      { cause: complaint },
    );
  }
}

/** The folder of a commit. */
interface Place {
  readonly commit: string;
  readonly folder: string;
}

/**
 * Reads the files in a folder of a commit.
 * @throws UserError if there is no such folder, or it has too many files. DamagedCopy.
 */
export async function openTree(git: Git, repository: string, place: Place): Promise<Tree> {
  const revision = await resolveRevision(git, repository, place);
  const args = ["ls-tree", "-r", "-z", "--long", "--full-tree", revision.tree];
  const { code, output, complaint } = await git.run({ repository, args }).catch(explainSize);
  if (code !== 0 && complaint.includes("not a tree object")) throw noFolder(place.folder);
  if (code !== 0) throw new DamagedCopy(repository, complaint);
  const files = Array.from(splitEntries(output), parseEntry);
  const blobs = new Map(files.filter(isRead).map(({ path, id, bytes }) => [path, { id, bytes }]));
  return { ...revision, blobs, entries: files.flatMap((file) => sourceEntryOf(file, blobs)) };
}

async function resolveRevision(
  git: Git,
  repository: string,
  { commit, folder }: Place,
): Promise<Revision> {
  const args = ["rev-parse", `${commit}^{commit}`, `${commit}:${folder}`];
  const { code, output, complaint } = await git.run({ repository, args });
  const [found, tree] = output.toString("latin1").split("\n");
  if (found !== commit) throw new DamagedCopy(repository, complaint);
  if (code !== 0 || tree === undefined) throw noFolder(folder);
  return { commit, tree };
}

function explainSize(error: unknown): never {
  if (!(error instanceof OutputTooLarge)) throw error;
  throw new UserError({
    expected: "a repository whose list of files has at most 64 MB",
    found: "more",
    remedy: "Name the folder of the documents (subfolder: in footnote.yaml).",
  });
}

const noFolder = (folder: string): UserError =>
  new UserError({
    expected: `the folder ${folder} in the repository`,
    found: "none of this name",
    remedy: "Correct subfolder: in footnote.yaml; it is written from the root of the repository.",
  });

/** An entry of a tree. */
interface TreeFile extends Blob {
  readonly path: string;
  readonly mode: string;
  /** Why it can't be read because of its name. */
  readonly fault?: string | undefined;
}

/** Splits `mode type id size TAB path NUL …`. */
function* splitEntries(output: Buffer): Generator<Buffer> {
  for (let start = 0; start < output.length;) {
    const end = output.indexOf(0, start);
    yield output.subarray(start, end);
    start = end + 1;
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function parseEntry(entry: Buffer): TreeFile {
  const tab = entry.indexOf("\t");
  const [mode = "", , id = "", size = ""] = entry.subarray(0, tab).toString("latin1").split(/ +/);
  const name = entry.subarray(tab + 1);
  const file = { mode, id, bytes: Number(size) };
  if (name.length > MAX_PATH_BYTES)
    return { ...file, path: name.toString("utf8"), fault: tooLong(name.length) };
  try {
    return { ...file, path: decoder.decode(name) };
  } catch {
    return { ...file, path: name.toString("utf8"), fault: "its name is not UTF-8: rename it" };
  }
}

const tooLong = (bytes: number): string =>
  `its path has ${bytes} bytes; at most ${MAX_PATH_BYTES} are read: shorten it`;

const SYMBOLIC_LINK = "120000";
const SUBMODULE = "160000";

const isRead = ({ path, mode, fault }: TreeFile): boolean =>
  fault === undefined &&
  mode !== SYMBOLIC_LINK &&
  mode !== SUBMODULE &&
  (path === EXAMPLES_FILE ||
    path.endsWith(SIDECAR) ||
    "fingerprint" in (entryOf(path, () => "") ?? {}));

function sourceEntryOf(
  { path, mode, id, fault }: TreeFile,
  blobs: ReadonlyMap<string, Blob>,
): SourceEntry[] {
  if (mode === SUBMODULE)
    return [{ path, reason: "a submodule: its repository can be a collection of its own" }];
  const beside = sidecarOf(path);
  const about = beside === undefined ? undefined : blobs.get(beside)?.id;
  const entry = entryOf(path, () => [id, about].filter(Boolean).join(" "));
  if (entry === undefined) return [];
  const link = mode === SYMBOLIC_LINK ? "a symbolic link: only files are read" : undefined;
  const reason = fault ?? link;
  return ["fingerprint" in entry && reason !== undefined ? { path, reason } : entry];
}
