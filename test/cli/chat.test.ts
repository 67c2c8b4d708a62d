/** @module The prompt at a terminal: the arrow keys, Tab, and what is remembered. */

import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { type Asked, chat, type ChatOptions, serveLocally } from "../../src/cli/chat.ts";
import { abovePrompt } from "../../src/cli/prompt.ts";
import { NO_FEEDBACK, type Vote } from "../../src/feedback/feedback.ts";
import { singleCollection } from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import { keepHistory, MOST_LINES, readHistory } from "../../src/cli/line.ts";
import { buildAt, HARBOUR, openAt, ORCHARD, placeWith } from "../support/library.ts";
import { temporaryFolder } from "../support/temporary.ts";

const [UP, LEFT, TAB, ENTER] = ["\u001B[A", "\u001B[D", "\t", "\r"];
const [INTERRUPT, END] = ["\u0003", "\u0004"];

/** A library of two documents. */
async function libraryOfTwo(): Promise<Library> {
  const place = await placeWith({ "harbour.md": HARBOUR, "orchard.md": ORCHARD });
  await buildAt(place);
  return openAt(place);
}

/** The prompt's collection, beside no other. */
async function alone(library: Library): Promise<Asked> {
  const [collection] = await singleCollection(library).list();
  if (!collection) throw new Error("no collection");
  return { collection, others: [] };
}

/** Streams that take themselves for a terminal; what they showed comes without control sequences. */
function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 200 });
  let shown = "";
  output.setEncoding("utf8").on("data", (text: string) => (shown += text));
  const type = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      input.write(key);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  };
  // oxlint-disable-next-line no-control-regex
  const plain = () => shown.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, "");
  return { input, output, type, raw: () => shown, shown: plain };
}

/** Types at a prompt; gives what it showed. */
async function typed(
  keys: readonly string[],
  options: Pick<ChatOptions, "historyFile" | "feedback"> = {},
): Promise<string> {
  const { input, output, type, shown } = terminal();
  const ended = chat(await alone(await libraryOfTwo()), {
    ...ABILITIES,
    ...options,
    input,
    output,
  });
  await type(...keys);
  await ended;
  return shown();
}

const HELP = "Type a question, or one of these:";

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
    await chat(await alone(broken), { ...ABILITIES, input, output });
    expect(logged.mock.calls.map(([line]) => JSON.parse(String(line)))).toEqual([
      expect.objectContaining({
        level: 50,
        command: "source",
        err: expect.objectContaining({ stack: expect.stringContaining("Error: broken\n") }),
      }),
    ]);
  });

  it("begins with the first screen", async () => {
    const { input, output, type, shown } = terminal();
    const local = {
      address: "http://127.0.0.1:3117/",
      isServing: true,
      stopped: new Promise(() => {}),
    };
    const ended = serveLocally(await alone(await libraryOfTwo()), {
      ...ABILITIES,
      ...local,
      input,
      output,
    });
    await type(END);
    await ended;
    expect(shown().split(/\r?\n/)).toEqual([
      "Footnote is ready: 2 documents. It quotes them; it writes nothing itself.",
      "  Ask here, for example:  What about The harbour?",
      "  Or in a browser:        http://127.0.0.1:3117/",
      "  /help\u00A0\u00A0commands    /quit\u00A0or\u00A0Ctrl+C\u00A0\u00A0stop",
      "  Discord: see README.md",
      "",
      "footnote> ",
      "Stopped.",
      "",
    ]);
  });

  it("asks for nothing where nobody can type and others are served", async () => {
    const { input, output, type, shown } = terminal();
    input.isTTY = false;
    const local = { address: undefined, isServing: true, stopped: Promise.resolve() };
    const ended = serveLocally(await alone(await libraryOfTwo()), {
      ...ABILITIES,
      ...local,
      input,
      output,
    });
    await type("");
    await ended;
    expect(shown()).toMatch(/^Footnote is ready: 2 documents\./);
    expect(shown()).not.toMatch(/Ask|\/help/);
  });

  it("names its collection where there are others, and some of those", async () => {
    const { input, output, type, shown } = terminal();
    const others = Array.from({ length: 12 }, (_, at) => `other-${at}`);
    const local = { address: undefined, isServing: false, stopped: new Promise(() => {}) };
    const asked = { ...(await alone(await libraryOfTwo())), others };
    const ended = serveLocally(asked, { ...ABILITIES, ...local, input, output });
    await type(END);
    await ended;
    expect(shown()).toContain("Footnote is ready: 2 documents in the collection default.");
    expect(shown()).toContain("other-8, other-9, and 2 more (--collection\u00A0NAME)");
    expect(shown()).toContain("\ndefault> ");
  });

  it("has help of its own, from the commands' definitions", async () => {
    const shown = await typed(["Help", ENTER, "1", ENTER, "1", ENTER, END]);
    expect(shown.split(HELP)).toHaveLength(3);
    expect(shown).toMatch(/- \/source id: [^]*- \/rebuild \[full\] \[back\] \[force\]: /);
    expect(shown).toMatch(/\[1\]\sHow\sto\sread\sa\sreply[^]*\[1\]\sCommands/);
    expect(shown).not.toMatch(/Right-click|server|private/);
  });

  it.each(["exit", "Quit", "/quit"])("is left by %s", async (word) => {
    expect(await typed([word, ENTER])).toMatch(/footnote> \S+\r?\nStopped\.\n$/);
  });

  it("presses the buttons of a reply by their numbers, those of the latest that has any", async () => {
    const votes: Vote[] = [];
    const feedback = {
      for: () => ({ ...NO_FEEDBACK, vote: async (vote: Vote) => void votes.push(vote) }),
    };
    const ask = "When does the harbour open?";
    const keys = [ask, ENTER, "77", ENTER, "1", ENTER, ask, ENTER];
    const shown = await typed([...keys, END], { feedback });
    expect(shown).toMatch(/There is no button 77; the last reply with buttons has 1 to \d/);
    expect(shown).toMatch(/Type a number: [^]*footnote> 1[^]*Passage 1 of/);
    const [, helpful, unhelpful] = /\[(\d)\]\s👍[^]*\[(\d)\]\s👎/u.exec(shown) ?? [];
    const votedDown = [ask, ENTER, helpful ?? "", ENTER, unhelpful ?? "", ENTER, "2", ENTER];
    expect(await typed([...votedDown, END], { feedback })).toContain("It is incomplete");
    expect(votes).toMatchObject([
      { verdict: "up" },
      { verdict: "down" },
      { verdict: "down", reason: "incomplete" },
    ]);
    expect(new Set(votes.map(({ ballot }) => ballot.messageId)).size).toBe(1);
  });

  it("has no button before the first reply", async () => {
    expect(await typed(["7", ENTER, END])).toContain("There is no button yet.");
  });

  it("repeats a question in a pipe only", async () => {
    const ask = "When does the harbour open?";
    expect((await typed([ask, ENTER, END])).split(ask)).toHaveLength(2);
    const output = new PassThrough();
    await chat(await alone(await libraryOfTwo()), {
      ...ABILITIES,
      input: Readable.from([`${ask}\n`]),
      output,
    });
    expect(String(output.read()).split(ask)).toHaveLength(2);
  });

  it("prints a line of the log above what is being typed", async () => {
    const { input, output, type, raw, shown } = terminal();
    const above = abovePrompt();
    const ended = chat(await alone(await libraryOfTwo()), { ...ABILITIES, input, output, above });
    await type("hal");
    above.print(() => output.write("a line of the log\n"));
    await type("f typed", INTERRUPT, INTERRUPT);
    await ended;
    expect(raw()).toContain("\u001B[1G\u001B[0Ja line of the log\n");
    expect(shown()).toMatch(
      /^footnote> hala line of the log\nfootnote> half typed(?:footnote> )+\nStopped\.\n$/,
    );
  });

  it("clears a line that was begun where it is interrupted, and ends at an empty one", async () => {
    const shown = await typed(["/nonsense", LEFT, INTERRUPT, "/help", ENTER, INTERRUPT]);
    expect(shown).toContain(HELP);
    expect(shown).not.toContain("There is no command");
    expect(shown).toMatch(/footnote> \nStopped\.\n$/);
  });

  it("ends at once where it is interrupted, whatever is under way", async () => {
    const { input, output, type, shown } = terminal();
    const busy = { ...(await libraryOfTwo()), ask: () => new Promise<never>(() => {}) };
    const ended = chat(await alone(busy), { ...ABILITIES, input, output });
    await type("When does the harbour open?", ENTER, INTERRUPT);
    await ended;
    expect(shown()).toMatch(/Stopped\.\n$/);
  });

  it("remembers what was typed, for the next time, for its owner alone", async () => {
    const file = join(await temporaryFolder(), "state", "footnote", "history");
    await typed(["/help", ENTER, "/source nothing", ENTER, END], { historyFile: file });
    expect(await readFile(file, "utf8")).toBe("/help\n/source nothing\n");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(file, ".."))).mode & 0o777).toBe(0o700);
    const again = await typed([UP, UP, ENTER, END], { historyFile: file });
    expect(again).toContain(HELP);
    expect(await readFile(file, "utf8")).toBe("/source nothing\n/help\n");
  });

  it("ends without an error where it is left while an answer is under way", async () => {
    expect(await typed(["/help\r/documents\r", END])).toContain(HELP);
    expect(await typed(["When does the harbour open?\r\u0003"])).toContain("footnote>");
  });

  it("remembers nothing where it is not to", async () => {
    const file = join(await temporaryFolder(), "history");
    expect(await typed(["/help", ENTER, END])).toContain(HELP);
    expect(readHistory(file)).toEqual([]);
  });

  it("completes commands, and IDs from a heading or their first letters", async () => {
    const library = await libraryOfTwo();
    const id = (await library.complete("Ships", 1))[0]?.id ?? "";
    expect(await typed(["/he", TAB, ENTER, END])).toContain(HELP);
    for (const start of ["Ships", id.slice(0, 6)]) {
      const shown = await typed([`/source ${start}`, TAB, ENTER, END]);
      expect(shown).toContain(`/source ${id}`);
      expect(shown).toContain("red boat");
    }
  });
});

describe("/source with words of a heading", () => {
  it("shows the only passage under it, and lists several with their IDs", async () => {
    const library = await libraryOfTwo();
    const [ships] = await library.complete("Ships", 1);
    expect(await typed(["/source ships", ENTER, END])).toContain("red boat");
    const shown = await typed(["/source the", ENTER, END]);
    expect(shown).toContain("Several passages match “the”.");
    expect(shown).toContain(ships?.id);
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
