/** @module Documents added and removed by two operators, in any order: folder and index are as a model says. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it, onTestFinished, vi } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { createLog } from "../../src/base/log.ts";
import { singleCollection } from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import { type Bot, createBot } from "../../src/interactions/bot.ts";
import type { Call } from "../../src/interactions/command.ts";
import type { Use } from "../../src/interactions/action.ts";
import { decode } from "../../src/reply/action.ts";
import type { Message } from "../../src/reply/message.ts";
import { openMemoryPending } from "../../src/storage/memory-pending.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import { flatten } from "../fake-discord/component-limits.ts";
import { fieldsOf } from "../fake-discord/json.ts";
import { buildAt, HARBOUR, intakeAt, openAt, ORCHARD, placeWith } from "../support/library.ts";
import { memoryTransport } from "../support/memory-transport.ts";
import { runs } from "../support/runs.ts";
import { writeFiles } from "../support/temporary.ts";

const by = fc.constantFrom("1200000000000000001", "1200000000000000002");
const name = fc.constantFrom("a.md", "b.md", "c.md");
const version = fc.nat(2);
/** The place of a button among those that were shown, the latest first. */
const button = fc.nat(3);
const kind = <Kind extends string>(one: Kind) => fc.constant(one);

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: kind("add"), by, name, version }) },
  { weight: 2, arbitrary: fc.record({ kind: kind("remove"), by, name }) },
  { weight: 8, arbitrary: fc.record({ kind: kind("press"), by, button, times: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ kind: kind("edit"), name, version }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("wait") }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
type StepOf<Kind extends Step["kind"]> = Extract<Step, { kind: Kind }>;

const textOf = ({ name, version }: { readonly name: string; readonly version: number }): string =>
  `# About ${name[0]}\n\nThe mill of ${name[0]} grinds corn ${version} times on every day but Sunday.\n`;

type Files = ReadonlyMap<string, string>;

/** A change that was made, or one that waits for its button and makes sense while the file is as before. */
interface Change {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}
type Waiting = Change & { readonly owner: string };

const dropOldest = (kept: Map<string, unknown>, most: number): void => {
  for (const key of kept.keys()) if (kept.size > most) kept.delete(key);
};

/** The documents as they should be, and the changes that are possible. */
function modelOf(first: Files) {
  const files = new Map(first);
  let index: Files = new Map(first);
  const waiting = { add: new Map<string, Waiting>(), remove: new Map<string, Waiting>() };
  const made = new Map<string, Change>();
  const put = ({ name, after }: Change): void => {
    if (after === undefined) files.delete(name);
    else files.set(name, after);
  };
  const undoing = (id: string): Change | undefined => {
    const [lastId, last] = [...made].at(-1) ?? [];
    if (id !== lastId || !last || files.get(last.name) !== last.after) return undefined;
    made.delete(id);
    return { name: last.name, before: last.after, after: last.before };
  };
  const confirming = ({ name, before, after }: Waiting): Change | undefined => {
    const now = files.get(name);
    const isPossible = after === undefined ? index.has(name) : now === before;
    return isPossible ? { name, before: now, after } : undefined;
  };
  return {
    files: (): Files => files,
    index: (): Files => index,
    edit: (name: string, text: string): void => void files.set(name, text),
    expire(): void {
      for (const kept of Object.values(waiting)) kept.clear();
    },
    wait(kind: "add" | "remove", id: string, work: Omit<Waiting, "before">): void {
      waiting[kind].set(id, { ...work, before: files.get(work.name) });
      dropOldest(waiting[kind], 8);
    },
    /** Takes what a button of this operator confirms or undoes. */
    press(
      action: string,
      id: string,
      owner: string,
    ): { work?: Waiting; change?: Change | undefined } {
      if (action === "undo") return { change: undoing(id) };
      for (const kept of Object.values(waiting)) {
        const work = kept.get(id);
        if (work?.owner !== owner) continue;
        kept.delete(id);
        return action === "cancel" ? {} : { work, change: confirming(work) };
      }
      return {};
    },
    change(change: Change): void {
      put(change);
      index = new Map(files);
    },
    remember(id: string, change: Change): void {
      made.set(id, change);
      dropOldest(made, 10);
    },
  };
}

const idsIn = ({ components }: Message): string[] =>
  flatten(components).flatMap((one) => {
    const id = fieldsOf(one)["custom_id"];
    return typeof id === "string" ? [id] : [];
  });

/** What is done, and the buttons of all replies. */
function deskOf(bot: Pick<Bot, "handle">, model: ReturnType<typeof modelOf>) {
  const buttons: string[] = [];
  const send = async (use: Use): Promise<Message> => {
    const { transport, messages } = memoryTransport("before");
    await bot.handle(use, transport);
    const shown = messages.at(-1);
    if (!shown) throw new Error("no reply");
    buttons.unshift(...idsIn(shown));
    return shown;
  };
  const note = (shown: Message, work: Omit<Waiting, "before">): void => {
    for (const id of idsIn(shown)) {
      const { action, word = "" } = decode(id) ?? {};
      if (action === "add" || action === "remove") model.wait(action, word, work);
    }
  };
  const caller = (userId: string) => ({
    userId,
    guildId: "1100000000000000009",
    channelId: null,
    rights: { operator: true },
    locale: "en",
  });
  const call = (owner: string, name: string, options: Call["options"]) =>
    send({ ...caller(owner), name, options });
  return {
    async add(one: StepOf<"add">) {
      const after = textOf(one);
      const file = { name: one.name, size: after.length, url: after };
      note(await call(one.by, "add", { file }), { owner: one.by, name: one.name, after });
    },
    async remove(one: StepOf<"remove">) {
      const shown = await call(one.by, "remove", { document: one.name });
      note(shown, { owner: one.by, name: one.name, after: undefined });
    },
    /** Returns whether the press changes anything. */
    async press({ by: owner, button: at, times }: StepOf<"press">): Promise<boolean> {
      const customId = buttons[at];
      const { action = "", word = "" } = decode(customId ?? "") ?? {};
      if (customId === undefined) return false;
      const use = { ...caller(owner), customId, values: [], message: { id: "1", content: "" } };
      const sent = Array.from({ length: times + 1 }, () => send(use));
      const { work, change } = model.press(action, word, owner);
      const replies = await Promise.all(sent);
      if (change) model.change(change);
      for (const shown of replies) {
        if (work && !change) note(shown, work);
        for (const id of idsIn(shown)) {
          const next = decode(id);
          if (change && action !== "undo" && next?.action === "undo")
            model.remember(next.word, change);
        }
      }
      return change !== undefined;
    },
  };
}

const sorted = (files: Files) =>
  Object.fromEntries([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));

async function filesIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted();
  const read = async (one: string) => [one, await readFile(join(folder, one), "utf8")] as const;
  return Object.fromEntries(await Promise.all(names.map(read)));
}

async function textsIn(library: Library): Promise<Record<string, string>> {
  const entries = await library.documents(0, library.counts().documents);
  return Object.fromEntries(entries.map(({ document }) => [document.path, document.text]));
}

const LATE = 16 * 60_000;

/** Lets replicas handle uses in turn, so that no button is handled by the one that showed it. */
function inTurn(replicas: readonly Pick<Bot, "handle">[]): Pick<Bot, "handle"> {
  let uses = 0;
  return {
    async handle(...use) {
      uses += 1;
      await replicas[uses % replicas.length]?.handle(...use);
    },
  };
}

it(
  "any sequence of adds, removals, undos, edits, double and late presses ends as the model does",
  { timeout: 240_000 },
  async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const seen = { changes: 0, others: 0 };
    const downloads = {
      attachment: async (file: { name: string; url: string }) => ({
        name: file.name,
        content: Buffer.from(file.url),
      }),
      page: () => Promise.reject(new Error("not asked")),
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 8, maxLength: 40, size: "max" }),
        async (steps) => {
          vi.setSystemTime(Date.now() + LATE);
          const files = { "harbour.md": HARBOUR, "orchard.md": ORCHARD };
          const place = { ...(await placeWith(files)), store: openMemoryStore() };
          await buildAt(place);
          const library = await openAt(place);
          const intake = intakeAt(place, downloads);
          const pending = openMemoryPending();
          const replica = () =>
            createBot({
              ...ABILITIES,
              collections: singleCollection(library, { intake }),
              pending,
              log: createLog("silent"),
              timing: { update: 0, retries: [] },
            });
          const model = modelOf(new Map(Object.entries(files)));
          const desk = deskOf(inTurn([replica(), replica()]), model);
          for (const one of steps) {
            if (one.kind === "add") await desk.add(one);
            if (one.kind === "remove") await desk.remove(one);
            if (one.kind === "press") seen[(await desk.press(one)) ? "changes" : "others"] += 1;
            if (one.kind === "edit") {
              const text = textOf({ ...one, version: one.version + 10 });
              await writeFiles(place.seedsDir, { [one.name]: text });
              model.edit(one.name, text);
            }
            if (one.kind === "wait") {
              vi.setSystemTime(Date.now() + LATE);
              model.expire();
            }
            expect(await filesIn(place.seedsDir)).toEqual(sorted(model.files()));
            expect(await textsIn(library)).toEqual(sorted(model.index()));
          }
        },
      ),
      { numRuns: runs(240) },
    );
    expect(seen.changes).toBeGreaterThan(10);
    expect(seen.others).toBeGreaterThan(10);
  },
);
