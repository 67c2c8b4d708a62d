/** @module The watch over a folder: what is a change, when it is reported, and what happens where it cannot be watched. */

import { mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { openFolder } from "../../src/sources/folder.ts";
import { openMemory } from "../../src/sources/memory.ts";
import { MissingFolder } from "../../src/sources/source.ts";
import { watchFolder, type WatchOptions } from "../../src/sources/watch.ts";
import { keptLog } from "../support/kept-log.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

afterEach(() => void vi.useRealTimers());

const NEVER = 2 ** 30;

async function watched(folder: string, change: Partial<WatchOptions> = {}) {
  const { log, text } = keptLog();
  let changes = 0;
  const { close } = await watchFolder({
    folder,
    source: openFolder(folder),
    onChange: () => (changes += 1),
    log,
    timing: { settle: 30, look: NEVER },
    ...change,
  });
  onTestFinished(close);
  return { close, text, changes: () => changes };
}

const MUCH = { timeout: 20_000 };

/** The events of a watch that a test sends, and what was watched. */
function fakeWatch() {
  const roots: string[] = [];
  const listeners: Parameters<NonNullable<WatchOptions["open"]>>[1][] = [];
  let closed = 0;
  const open: WatchOptions["open"] = async (root, listener) => {
    roots.push(root);
    listeners.push(listener);
    return async () => void (closed += 1);
  };
  return { open, roots, last: () => listeners.at(-1), closed: () => closed };
}

test.each([
  ["a new document", (folder: string) => writeFile(join(folder, "b.md"), "b")],
  ["a change in place", (folder: string) => writeFile(join(folder, "sub/a.md"), "changed")],
  ["a sidecar", (folder: string) => writeFile(join(folder, "p.pdf.yaml"), "title: P")],
  ["the examples", (folder: string) => writeFile(join(folder, "examples.txt"), "When?")],
  ["a removal", (folder: string) => rm(join(folder, "sub/a.md"))],
  ["a file that is refused", (folder: string) => writeFile(join(folder, "b.doc"), "b")],
  [
    "a file in a new folder",
    async (folder: string) => {
      await mkdir(join(folder, "deep/er"), { recursive: true });
      await writeFile(join(folder, "deep/er/b.md"), "b");
    },
  ],
])("%s is a change", async (_, change) => {
  const folder = await temporaryFolder();
  await writeFiles(folder, { "sub/a.md": "a", "p.pdf": "p" });
  const { changes } = await watched(folder);
  await change(folder);
  await expect.poll(changes, MUCH).toBeGreaterThan(0);
});

test("hidden, temporary and unread files, and what links lead to, are no change", async () => {
  const [folder, outside] = [await temporaryFolder(), await temporaryFolder()];
  await writeFiles(folder, { "a.md": "a", ".git/HEAD": "1" });
  await writeFiles(outside, { "o.md": "o" });
  await symlink(outside, join(folder, "linked"));
  const source = openFolder(folder);
  let looks = 0;
  const list = (): ReturnType<typeof source.list> => {
    looks += 1;
    return source.list();
  };
  const { changes } = await watched(folder, { source: { list }, timing: { settle: 30, look: 30 } });
  await writeFiles(folder, {
    ".git/HEAD": "2",
    ".a.md.swp": "",
    "a.md~": "",
    "4913": "",
    "#a.md#": "",
    "picture.png": "",
  });
  await writeFile(join(outside, "o.md"), "changed");
  const before = looks;
  await expect.poll(() => looks, MUCH).toBeGreaterThan(before + 1);
  expect(changes()).toBe(0);
});

test("a folder that is created later is watched, and so is one that replaces it", async () => {
  const folder = join(await temporaryFolder(), "later");
  const { changes } = await watched(folder, { timing: { settle: 30, look: 30 } });
  await writeFiles(folder, { "a.md": "a" });
  await expect.poll(changes, MUCH).toBeGreaterThan(0);
  await rename(folder, `${folder}-old`);
  await expect.poll(changes, MUCH).toBeGreaterThan(1);
  const before = changes();
  await writeFiles(folder, { "a.md": "a" });
  await expect.poll(changes, MUCH).toBeGreaterThan(before);
});

test("events go on being followed in a folder that replaced the watched one", async () => {
  const folder = join(await temporaryFolder(), "documents");
  await mkdir(folder);
  const { open, roots, last, closed } = fakeWatch();
  await watched(folder, { open });
  await rename(folder, `${folder}-old`);
  await mkdir(folder);
  last()?.onEvent();
  await expect.poll(() => [roots, closed()], MUCH).toEqual([[folder, folder], 1]);
});

test("events are waited for until they cease, at most for half a minute", async () => {
  vi.useFakeTimers();
  const files = new Map([["a.md", Buffer.from("a")]]);
  const { open, last } = fakeWatch();
  const { changes } = await watched(await temporaryFolder(), {
    source: openMemory(files),
    open,
    timing: {},
  });
  const save = async (seconds: number): Promise<void> => {
    files.set("a.md", Buffer.from(String(Math.random())));
    last()?.onEvent();
    await vi.advanceTimersByTimeAsync(seconds * 1_000);
  };
  for (let second = 0; second < 29; second += 1) await save(1);
  expect(changes()).toBe(0);
  await save(1);
  await expect.poll(changes).toBe(1);
  await save(1.9);
  expect(changes()).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  await expect.poll(changes).toBe(2);
});

test.each([
  ["ENOSPC", /max_user_watches/],
  ["EMFILE", /max_user_instances/],
  ["EIO", /correct the reason/],
])("after %s it says once what to do, and looks from time to time", async (code, expected) => {
  vi.useFakeTimers();
  const files = new Map([["a.md", Buffer.from("a")]]);
  const { open, last, closed, roots } = fakeWatch();
  const { changes, text } = await watched(await temporaryFolder(), {
    source: openMemory(files),
    open,
    timing: {},
  });
  for (const _ of "12") last()?.onFault(Object.assign(new Error(code), { code }));
  expect(text().match(/can't be watched/g)).toHaveLength(1);
  expect(text()).toMatch(expected);
  expect(closed()).toBe(1);
  files.delete("a.md");
  await vi.advanceTimersByTimeAsync(60_000);
  await expect.poll(changes).toBe(1);
  expect(roots).toHaveLength(1);
});

test("a drive that goes away is one change, and a fault of the machine none", async () => {
  const { open, last } = fakeWatch();
  let fault: Error | undefined;
  let looks = 0;
  const source: WatchOptions["source"] = {
    async *list() {
      looks += 1;
      if (fault) throw fault;
      yield { path: "a.md", fingerprint: "1" };
    },
  };
  const { changes } = await watched(await temporaryFolder(), { source, open });
  const look = async (): Promise<void> => {
    const before = looks;
    last()?.onEvent();
    await expect.poll(() => looks, MUCH).toBeGreaterThan(before);
  };
  fault = Object.assign(new Error("too many open files"), { code: "EMFILE" });
  await look();
  fault = undefined;
  await look();
  expect(changes()).toBe(0);
  fault = new MissingFolder("there is none");
  await look();
  await look();
  await expect.poll(changes, MUCH).toBe(1);
});

test("after its end there are no looks and no reports", async () => {
  const folder = await temporaryFolder();
  const { open, last, closed } = fakeWatch();
  const { changes, close } = await watched(folder, { open, timing: { settle: 1, look: 1 } });
  last()?.onEvent();
  await close();
  await writeFiles(folder, { "a.md": "a" });
  last()?.onEvent();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([changes(), closed()]).toEqual([0, 1]);
});
