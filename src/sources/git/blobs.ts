/** @module The content of blobs, read by one process of git that ends when it is idle. */

import type { RunningTool } from "../../base/child/tool.ts";
import type { Git } from "./git.ts";
import type { Blob } from "./tree.ts";

/** Starting another process takes a few milliseconds. */
const IDLE_MS = 1_000;

/** Reads a blob. @throws Error if it is missing or damaged: the copy is at fault, not the document. */
export type ReadBlob = (blob: Blob) => Promise<Buffer>;

/** A running `git cat-file`. */
interface Reader {
  readonly tool: RunningTool;
  readonly take: Take;
}

/** Returns a function that reads blobs of a repository, one after the other. */
export function openBlobs(git: Git, repository: string): ReadBlob {
  let reader: Reader | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const close = (): void => {
    reader?.tool.stdin.end();
    reader = undefined;
  };
  const read = async (blob: Blob): Promise<Buffer> => {
    clearTimeout(idle);
    reader ??= startReader(git, repository);
    try {
      const content = await request(reader, blob);
      idle = setTimeout(close, IDLE_MS);
      return content;
    } catch (error) {
      close();
      throw new Error(`the copy ${repository} is damaged: object ${blob.id}`, { cause: error });
    }
  };
  return (blob) => {
    const content = last.catch(() => {}).then(() => read(blob));
    last = content;
    return content;
  };
}

function startReader(git: Git, repository: string): Reader {
  const tool = git.start({ repository, args: ["cat-file", "--batch"] });
  tool.stderr.resume();
  // Where git can't be started, its output ends.
  tool.on("error", () => {});
  return { tool, take: takeFrom(tool.stdout) };
}

/** Reads the answer: `ID blob SIZE`, the content, and a line feed. */
async function request({ tool, take }: Reader, { id, bytes }: Blob): Promise<Buffer> {
  tool.stdin.write(`${id}\n`);
  const head = await readLine(take);
  if (head !== `${id} blob ${bytes}`) throw new Error(head.slice(0, 200));
  const content = await take(bytes);
  await take(1);
  return content;
}

async function readLine(take: Take): Promise<string> {
  for (let line = ""; ;) {
    const character = (await take(1)).toString("latin1");
    if (character === "\n") return line;
    line += character;
  }
}

/** Takes the next bytes of a stream. @throws Error if it ends before. */
type Take = (bytes: number) => Promise<Buffer>;

function takeFrom(stream: AsyncIterable<Buffer>): Take {
  const chunks = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return async (bytes) => {
    const parts = [rest];
    for (let length = rest.length; length < bytes;) {
      const { done, value } = await chunks.next();
      if (done) throw new Error("git cat-file ended");
      parts.push(value);
      length += value.length;
    }
    const all = parts.length === 1 ? rest : Buffer.concat(parts);
    rest = all.subarray(bytes);
    return all.subarray(0, bytes);
  };
}
