/** @module The prompt at a terminal: the arrow keys, Tab, and what is remembered. */

import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { chat } from "../../src/cli/chat.ts";
import { keepHistory, MOST_LINES, readHistory } from "../../src/cli/line.ts";
import { buildAt, HARBOUR, openAt, ORCHARD, placeWith } from "../support/library.ts";
import { temporaryFolder } from "../support/temporary.ts";

const [UP, TAB, ENTER, END] = ["\u001B[A", "\t", "\r", "\u0004"];

/** Types at a prompt that takes itself for a terminal; gives what it showed, without control sequences. */
async function typed(keys: readonly string[], historyFile?: string): Promise<string> {
  const place = await placeWith({ "harbour.md": HARBOUR, "orchard.md": ORCHARD });
  await buildAt(place);
  const library = await openAt(place);
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 200 });
  let shown = "";
  output.setEncoding("utf8").on("data", (text: string) => (shown += text));
  const ended = chat(library, { ...ABILITIES, historyFile, input, output });
  for (const key of keys) {
    input.write(key);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  await ended;
  // oxlint-disable-next-line no-control-regex
  return shown.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, "");
}

describe("the prompt", () => {
  it("logs an error of ours with its stack, and no bad input", async () => {
    const place = await placeWith({ "harbour.md": HARBOUR });
    await buildAt(place);
    const library = await openAt(place);
    const logged = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => logged.mockRestore());
    const broken = { ...library, source: () => Promise.reject(new Error("broken")) };
    const input = Readable.from(["?!\n", "/source aaaaaaaaaaaa\n"]);
    const output = new PassThrough().resume();
    await chat(broken, { ...ABILITIES, input, output });
    expect(logged.mock.calls.map(([line]) => JSON.parse(String(line)))).toEqual([
      expect.objectContaining({
        level: 50,
        command: "source",
        err: expect.objectContaining({ stack: expect.stringContaining("Error: broken\n") }),
      }),
    ]);
  });

  it("begins with examples at a terminal", async () => {
    const shown = await typed(["/help", ENTER, END]);
    expect(shown).toMatch(/^For example:\s+- What about The harbour\?\s[^]*\sfootnote> \/help/);
  });

  it("remembers what was typed, for the next time, for its owner alone", async () => {
    const file = join(await temporaryFolder(), "state", "footnote", "history");
    await typed(["/help", ENTER, "/source nothing", ENTER, END], file);
    expect(await readFile(file, "utf8")).toBe("/help\n/source nothing\n");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(file, ".."))).mode & 0o777).toBe(0o700);
    const again = await typed([UP, UP, ENTER, END], file);
    expect(again).toContain("exact quotations");
    expect(await readFile(file, "utf8")).toBe("/source nothing\n/help\n");
  });

  it("ends without an error where it is left while an answer is under way", async () => {
    expect(await typed(["/help\r/documents\r", END])).toContain("exact quotations");
    expect(await typed(["When does the harbour open?\r\u0003"])).toContain("footnote>");
  });

  it("remembers nothing where it is not to", async () => {
    const file = join(await temporaryFolder(), "history");
    expect(await typed(["/help", ENTER, END])).toContain("exact quotations");
    expect(readHistory(file)).toEqual([]);
  });

  it("completes commands, and IDs from a heading or their first letters", async () => {
    const place = await placeWith({ "harbour.md": HARBOUR, "orchard.md": ORCHARD });
    await buildAt(place);
    const library = await openAt(place);
    const id = (await library.complete("Ships", 1))[0]?.id ?? "";
    expect(await typed(["/he", TAB, ENTER, END])).toContain("exact quotations");
    for (const start of ["Ships", id.slice(0, 6)]) {
      const shown = await typed([`/source ${start}`, TAB, ENTER, END]);
      expect(shown).toContain(`/source ${id}`);
      expect(shown).toContain("red boat");
    }
  });
});

describe("the history's file", () => {
  it("holds so many lines, the latest", async () => {
    const file = join(await temporaryFolder(), "history");
    const lines = Array.from({ length: MOST_LINES + 9 }, (_, at) => `line ${at}`);
    keepHistory(file, lines);
    expect(readHistory(file)).toEqual(lines.slice(0, MOST_LINES));
  });

  it("is done without where it can't be read or written", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "history"));
    await writeFile(join(folder, "file"), "");
    for (const file of [join(folder, "history"), join(folder, "file", "history")]) {
      keepHistory(file, ["a line"]);
      expect(readHistory(file)).toEqual([]);
    }
  });
});
