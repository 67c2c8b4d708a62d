import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CollectionId } from "../../src/collection/collections.ts";
import { openFileRecords } from "../../src/feedback/file-records.ts";
import { appendRecords } from "../../src/feedback/journal.ts";
import { openPins, readPins } from "../../src/feedback/pins.ts";
import { describePins, pinOf } from "../contract/pins.ts";
import { faultOf } from "../support/fault.ts";
import { temporaryFolder } from "../support/temporary.ts";

const [RULES, CLUB] = [CollectionId.parse("rules"), CollectionId.parse("club")];

describePins("in a file", async (pins) => {
  const dir = join(await temporaryFolder(), "feedback");
  const store = openPins(dir, RULES);
  if (pins.length > 0) await store.add(pins[0] ?? pinOf(0));
  const lines = pins.map((pin) => `${JSON.stringify({ collection: RULES, ...pin })}\n`);
  if (pins.length > 0) await writeFile(join(dir, "pins.jsonl"), lines.join(""));
  return store;
});

describe("the file of pins", () => {
  const place = async () => {
    const dir = await temporaryFolder();
    return { dir, file: join(dir, "pins.jsonl") };
  };

  it("keeps collections apart", async () => {
    const { dir } = await place();
    const [rules, club] = [openPins(dir, RULES), openPins(dir, CLUB)];
    await rules.add(pinOf(1));
    await club.add(pinOf(1, { question: "Who may enter?" }));
    expect(await rules.remove(pinOf(1).id)).toBe(true);
    expect(await rules.list()).toEqual([]);
    expect(await club.list()).toEqual([pinOf(1, { question: "Who may enter?" })]);
  });

  it("is its owner's only", async () => {
    const { dir, file } = await place();
    await openPins(dir, RULES).add(pinOf(1));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("is read again after another process changed it", async () => {
    const { dir } = await place();
    const [bot, terminal] = [openPins(dir, RULES), openPins(dir, RULES)];
    await bot.add(pinOf(1));
    expect(await bot.list()).toEqual([pinOf(1)]);
    await terminal.remove(pinOf(1).id);
    await terminal.add(pinOf(2));
    expect(await bot.list()).toEqual([pinOf(2)]);
  });

  it("may have damaged lines, which are counted", async () => {
    const { dir, file } = await place();
    const store = openPins(dir, RULES);
    await store.add(pinOf(1));
    const sound = await readFile(file, "utf8");
    const bad = [
      { ...pinOf(2), collection: "rules", question: "?" },
      { ...pinOf(3), collection: "../rules" },
      { ...pinOf(4), collection: "rules", passage: "no ID" },
    ].map((line) => JSON.stringify(line));
    await writeFile(file, [...bad, sound + '{"collection":"ru'].join("\n"));
    expect(await store.list()).toEqual([pinOf(1)]);
    expect((await readPins(dir)).damaged).toBe(4);
    await store.add(pinOf(5));
    expect(await store.list()).toEqual([pinOf(1), pinOf(5)]);
  });

  it("stays when all feedback is deleted", async () => {
    const { dir } = await place();
    const store = openPins(dir, RULES);
    await store.add(pinOf(1));
    await appendRecords(dir, [
      { kind: "question", day: "2026-01-01", collection: RULES, text: "Where?" },
    ]);
    expect(await openFileRecords(dir).forget({ questionsOnly: false })).toEqual({
      deleted: 1,
      left: 0,
    });
    expect(await openPins(dir, RULES).list()).toEqual([pinOf(1)]);
  });

  it("is unreadable with the file and the remedy", async () => {
    const { dir } = await place();
    await mkdir(join(dir, "pins.jsonl"));
    const store = openPins(dir, RULES);
    for (const work of [() => store.list(), () => store.add(pinOf(1)), () => store.remove("1")]) {
      const said = await faultOf(work);
      expect(said).toMatch(/pins\.jsonl; found EISDIR[^]*FEEDBACK_DIR/);
    }
  });

  it.skipIf(process.getuid?.() === 0)("changes nothing where it can't be written", async () => {
    const { dir } = await place();
    const store = openPins(dir, RULES);
    await store.add(pinOf(1));
    await chmod(dir, 0o500);
    await expect(store.add(pinOf(2))).rejects.toThrow(/EACCES|permission/);
    await chmod(dir, 0o700);
    expect(await store.list()).toEqual([pinOf(1)]);
  });
});
