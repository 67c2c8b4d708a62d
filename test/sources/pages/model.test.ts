/** @module The copy of pages equals a model after any sequence of changes and syncs, and a reader finishes on its state. */

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../../../src/base/errors.ts";
import { listFiles, NotSynced, type Source } from "../../../src/sources/source.ts";
import { HOUR, openServed, type Served, syncOf } from "./served.ts";

const PAGES = ["/a.txt", "/b.txt", "/c.txt"];

/** A page that is served (a body), fails (500) or is gone (404). */
type Change = { readonly page: string; readonly served: Served };
type Step = Change | { readonly toggled: string } | "wait" | "sync" | "read";

const page = fc.constantFrom(...PAGES);
const text = fc
  .tuple(fc.constantFrom("1", "2", "3"), fc.boolean())
  .map(([body, isTagged]): Served => ({
    body,
    headers: { "content-type": "text/plain", ...(isTagged ? { etag: `"${body}"` } : {}) },
  }));
const served = fc.oneof(text, text, fc.constantFrom({ status: 500 }, { status: 404 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ page, served }),
  fc.record({ toggled: page }),
  fc.constantFrom("sync" as const, "sync" as const, "wait" as const, "read" as const),
);

interface Kept {
  readonly body: string;
  readonly retrieved: string;
  readonly goneSince?: number;
}

/** The state of the copy that a sync makes; undefined if it fails. */
function modelSync(
  named: readonly string[],
  pages: ReadonlyMap<string, Served>,
  copy: ReadonlyMap<string, Kept>,
  now: number,
) {
  const next = new Map<string, Kept>();
  let failures = 0;
  for (const path of named) {
    const { status, body = "" } = pages.get(path) ?? { status: 404 };
    const known = copy.get(path);
    if (status !== undefined) failures += 1;
    if (status === undefined) {
      const isSame = known?.body === body;
      const retrieved = isSame ? known.retrieved : new Date(now).toISOString().slice(0, 10);
      next.set(path, { body: String(body), retrieved });
    } else if (known && status !== 404) next.set(path, known);
    else if (known) {
      const goneSince = known.goneSince ?? now;
      if (now - goneSince < HOUR) next.set(path, { ...known, goneSince });
    }
  }
  return named.length > 0 && failures === named.length ? undefined : { next, failures };
}

const visible = (copy: ReadonlyMap<string, Kept>, root: string) =>
  Object.fromEntries(
    Array.from(copy, ([path, { body, retrieved }]) => [`${root}${path}`, `${body} ${retrieved}`]),
  );

async function readAll(source: Source, paths: readonly string[]) {
  const found: Record<string, string> = {};
  for (const path of paths) {
    const { content, sidecar } = await source.read(path);
    found[path] = `${content.toString()} ${sidecar?.origin.retrieved}`;
  }
  return found;
}

const pathsOf = async (source: Source): Promise<readonly string[]> =>
  (await listFiles(source)).documents.map(({ path }) => path);

/** Pages, a source over them, the model of its copy, and a reader that listed it and has not read it yet. */
async function openWorld() {
  const pages = new Map<string, Served>();
  const { base, root, addresses, clock, open, source } = await openServed(pages, []);
  let copy: ReadonlyMap<string, Kept> | undefined;
  let begun: (() => Promise<void>) | undefined;
  const shown = () => visible(copy ?? new Map(), root);
  const sync = async (): Promise<void> => {
    const named = addresses.map((address) => address.slice(base.length));
    const result = modelSync(named, pages, copy ?? new Map(), clock.now);
    if (!result) return expect(syncOf(source)).rejects.toBeInstanceOf(UserError);
    const before = shown();
    const { isChanged, faults } = await syncOf(source);
    copy = result.next;
    expect(faults).toHaveLength(result.failures);
    expect(isChanged).toBe(!isDeepStrictEqual(before, shown()));
  };
  const begin = async (): Promise<void> => {
    const [reader, expected] = [open(), shown()];
    const paths = await pathsOf(reader);
    begun = async () => expect(await readAll(reader, paths)).toEqual(expected);
  };
  return {
    async take(one: Step): Promise<void> {
      if (one === "wait") clock.now += HOUR * 0.7;
      else if (one === "read" && copy) await begin();
      else if (one === "sync") {
        await sync();
        await begun?.();
        begun = undefined;
      } else if (typeof one === "object" && "toggled" in one) {
        const at = addresses.indexOf(base + one.toggled);
        if (at === -1) addresses.push(base + one.toggled);
        else addresses.splice(at, 1);
      } else if (typeof one === "object") pages.set(one.page, one.served);
    },
    async check(): Promise<void> {
      const reader = open();
      if (copy) expect(await readAll(reader, await pathsOf(reader))).toEqual(shown());
      else await expect(listFiles(reader)).rejects.toBeInstanceOf(NotSynced);
    },
  };
}

test("a copy equals its model, and a reader that began before a sync reads its state", async () => {
  const steps = fc.array(step, { maxLength: 40, size: "max" });
  const property = fc.asyncProperty(steps, async (taken) => {
    const world = await openWorld();
    for (const one of taken) {
      await world.take(one);
      await world.check();
    }
  });
  await fc.assert(property, { numRuns: 60 });
});
