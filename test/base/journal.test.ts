import { appendFile, open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { appendDurably, appendEntries, readJournal } from "../../src/base/journal.ts";
import { temporaryFolder } from "../support/temporary.ts";

const Entry = z.object({ id: z.string(), text: z.string().optional() });
const file = async (): Promise<string> => join(await temporaryFolder(), "journal.jsonl");

describe("a journal", () => {
  it("is empty before it is written to", async () => {
    expect(await readJournal(await file(), Entry)).toEqual({ entries: [], damaged: 0 });
  });

  it("keeps entries in their order, whatever separators their texts hold", async () => {
    const path = await file();
    const entries = [{ id: "a", text: "one\u2028two\r\nthree\u0085" }, { id: "b" }];
    await appendDurably(path, entries.slice(0, 1));
    await appendDurably(path, entries.slice(1));
    expect(await readJournal(path, Entry)).toEqual({ entries, damaged: 0 });
  });

  it("passes over a line that was cut short, and closes it before the next entry", async () => {
    const path = await file();
    await appendDurably(path, [{ id: "a" }]);
    await appendFile(path, '{"id":"cut');
    const handle = await open(path, "a+");
    await appendEntries(handle, [{ id: "b" }]);
    await handle.close();
    expect(await readJournal(path, Entry)).toEqual({
      entries: [{ id: "a" }, { id: "b" }],
      damaged: 1,
    });
    expect(await readFile(path, "utf8")).toBe('{"id":"a"}\n{"id":"cut\n{"id":"b"}\n');
  });

  it("counts lines of another form, and reads only those that contain a text", async () => {
    const path = await file();
    await writeFile(path, '{"id":"a"}\n{"id":1}\n\n{"id":"ab"}\n');
    expect(await readJournal(path, Entry)).toEqual({
      entries: [{ id: "a" }, { id: "ab" }],
      damaged: 1,
    });
    expect((await readJournal(path, Entry, '"ab"')).entries).toEqual([{ id: "ab" }]);
  });
});
