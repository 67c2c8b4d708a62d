/** @module The disk under watch: every call that a build makes of it is a step, at which the process can be killed or told of an error. */

import fsp from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { basename, dirname } from "node:path";

/** What is about to be done: the call, and the file with its folder. */
export interface Step {
  readonly call: string;
  readonly path: string;
}

/** Called before each step; `half` writes the first half of what a step was to write. */
export type Watcher = (step: Step, half: () => Promise<void>) => Promise<void>;

type Call = (this: unknown, ...args: readonly unknown[]) => Promise<unknown>;

const BY_PATH = ["mkdir", "rename", "rm", "readdir", "opendir", "readFile", "stat", "open"];
const ON_HANDLE = ["writeFile", "sync"];

let watcher: Watcher | undefined;
let isWatched = false;
const paths = new WeakMap<object, string>();

/** Has every later call of `node:fs/promises` pass by the watcher; undefined ends it. */
export async function watchDisk(next: Watcher | undefined): Promise<void> {
  if (!isWatched) await wrapAll();
  isWatched = true;
  watcher = next;
}

/** A step that is no call of the disk. */
export const passBy = async (call: string): Promise<void> =>
  watcher?.({ call, path: "" }, async () => {});

async function wrapAll(): Promise<void> {
  const calls: Record<string, unknown> = fsp;
  const handle = await fsp.open(import.meta.filename);
  const ofHandles: unknown = Object.getPrototypeOf(handle);
  await handle.close();
  for (const name of BY_PATH) wrap(calls, name, (_, [path]) => placeOf(path));
  if (typeof ofHandles !== "object" || ofHandles === null) throw new Error("no file handles");
  for (const name of ON_HANDLE) wrap(ofHandles, name, (self) => paths.get(self) ?? "");
  syncBuiltinESMExports();
}

/** A file with its folder: enough to tell what it is for. */
const placeOf = (path: unknown): string =>
  typeof path === "string" ? `${basename(dirname(path))}/${basename(path)}` : "";

function wrap(
  owner: object,
  name: string,
  pathOf: (self: object, args: readonly unknown[]) => string,
): void {
  const original = callOf(owner, name);
  const watched: Call = async function (this: unknown, ...args) {
    const self = typeof this === "object" && this !== null ? this : {};
    const path = pathOf(self, args);
    const half = async (): Promise<void> => {
      if (name === "writeFile") await original.call(this, halfOf(args[0]));
    };
    await watcher?.({ call: name, path }, half);
    const result = await original.call(this, ...args);
    if (name === "open" && typeof result === "object" && result !== null) paths.set(result, path);
    return result;
  };
  Object.assign(owner, { [name]: watched });
}

function callOf(owner: object, name: string): Call {
  const call: unknown = Reflect.get(owner, name);
  if (typeof call !== "function") throw new Error(`no call ${name}`);
  return async function (this: unknown, ...args) {
    const result: unknown = Reflect.apply(call, this, args);
    return result;
  };
}

function halfOf(content: unknown): string | Uint8Array {
  if (typeof content === "string") return content.slice(0, content.length / 2);
  return content instanceof Uint8Array ? content.subarray(0, content.length / 2) : "";
}
