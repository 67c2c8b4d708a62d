/** @module Subtitles: the words that are said, with their times. */

import { describe, expect, it } from "vitest";
import { readSrt, readVtt } from "../../../../src/corpus/formats/subtitles/subtitles.ts";
import { MAX_PASSAGE_CHARACTERS } from "../../../../src/corpus/split.ts";

const bytes = (text: string): Buffer => Buffer.from(text);
const srt = async (text: string) => readSrt(bytes(text));
const vtt = async (text: string) => readVtt(bytes(`WEBVTT\n\n${text}`));

const cue = (at: number, text: string, lasts = 1_000): string =>
  `${time(at)} --> ${time(at + lasts)}\n${text}\n\n`;
const time = (at: number): string => new Date(at).toISOString().slice(11, 23);

describe("SubRip", () => {
  it.each([
    [
      "joins sentences over cues",
      "1\n00:00:01,000 --> 00:00:02,000\nWe meet\nat\n\n2\n00:00:02,000 --> 00:00:03,000\nnine.\n",
      "We meet at nine.\n",
    ],
    [
      "leaves out tags and positions",
      '1\n00:00:01,000 --> 00:00:02,000 X1:9 X2:9\n{\\an8}<i>We</i> <font color="#fff">meet</font>.\n',
      "We meet.\n",
    ],
    [
      "keeps other text in angle brackets",
      "1\n00:00:01,000 --> 00:00:02,000\n<laughs> 1 < 2 <3\n",
      "<laughs> 1 < 2 <3\n",
    ],
    [
      "begins a line at a dash",
      "1\n00:00:01,000 --> 00:00:02,000\n- Yes?\n- No.\n",
      "- Yes?\n- No.\n",
    ],
    [
      "reads a cue without a blank line above",
      "1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:02,000 --> 00:00:03,000\nTwo.\n",
      "One. Two.\n",
    ],
    [
      "keeps a number that is said",
      "1\n00:00:01,000 --> 00:00:02,000\nIt was\n1984\n2\n00:00:02,000 --> 00:00:03,000\nthen.\n",
      "It was 1984 then.\n",
    ],
    [
      "reads text after a blank line",
      "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\nTwo.\n",
      "One. Two.\n",
    ],
    [
      "reads a byte order mark and CRLF",
      "\uFEFF1\r\n00:00:01,000 --> 00:00:02,000\r\nOne.\r\n",
      "One.\n",
    ],
    [
      "writes a cue once that is on screen twice",
      "1\n00:00:01,000 --> 00:00:03,000\nOne.\n\n2\n00:00:01,000 --> 00:00:03,000\nOne.\n",
      "One.\n",
    ],
    [
      "keeps words that are said twice",
      "1\n00:00:01,000 --> 00:00:02,000\nNo.\n\n2\n00:00:02,000 --> 00:00:03,000\nNo.\n",
      "No. No.\n",
    ],
    [
      "sorts cues",
      "1\n00:00:03,000 --> 00:00:04,000\nTwo.\n\n2\n00:00:01,000 --> 00:00:02,000\nOne.\n",
      "One. Two.\n",
    ],
    [
      "divides paragraphs at pauses",
      "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:20,000 --> 00:00:21,000\nTwo.\n",
      "One.\n\nTwo.\n",
    ],
    [
      "joins East Asian lines",
      "1\n00:00:01,000 --> 00:00:02,000\n東京\n都です。\n",
      "東京都です。\n",
    ],
  ])("%s", async (_, text, expected) => {
    expect((await srt(text)).text).toBe(expected);
  });

  it("warns of cues in a wrong order, and of times that cannot be read", async () => {
    const { warnings } = await srt(cue(3_000, "Two.") + cue(1_000, "One."));
    expect(warnings).toEqual([
      "its cues are not in order; they are read in the order of their times",
    ]);
    expect((await srt(`${cue(0, "One.")}00:00: --> 1\nBad.\n`)).warnings).toEqual([
      "1 of its times cannot be read; the text below belongs to the cue above",
    ]);
  });

  it("has the time of each cue as a place", async () => {
    const { text, places } = await srt(
      "1\n00:12:05,900 --> 00:12:07,000\nOne\n\n2\n100:00:00,000 --> 100:00:01,000\nTwo\n",
    );
    expect(places).toEqual({
      unit: "time",
      starts: [0, text.indexOf("Two")],
      names: ["00:12:05", "100:00:00"],
    });
  });

  it("reads UTF-16 with a byte order mark", async () => {
    const text = "\uFEFF1\n00:00:01,000 --> 00:00:02,000\nÉté\n";
    expect((await readSrt(Buffer.from(text, "utf16le"))).text).toBe("Été\n");
    expect((await readSrt(Buffer.from(text, "utf16le").swap16())).text).toBe("Été\n");
  });

  it.each<[string, Buffer, RegExp]>([
    [
      "Latin-1",
      Buffer.from("1\n00:00:01,000 --> 00:00:02,000\nÉté\n", "latin1"),
      /not UTF-8: save it/,
    ],
    [
      "UTF-16 without a mark",
      Buffer.from("1\n00:00:01,000 --> 00:00:02,000\nOne\n", "utf16le"),
      /save it as UTF-8/,
    ],
    ["no cues", bytes("Just a text.\n\nAnd more."), /no cues/],
    ["an empty text", bytes(""), /no cues/],
    [
      "a line of 10 MB",
      bytes(`00:00:01,000 --> 00:00:02,000\n${"x".repeat(10_000_000)}`),
      /longer than 10 MB/,
    ],
  ])("refuses %s", async (_, content, reason) => {
    await expect(readSrt(content)).rejects.toThrow(reason);
  });

  it("bounds paragraphs without punctuation", async () => {
    const cues = Array.from({ length: 500 }, (_, at) =>
      cue(at * 1_000, `word${at} and more of it`),
    );
    const { blocks } = await srt(cues.join(""));
    for (const { start, end } of blocks) expect(end - start).toBeLessThan(MAX_PASSAGE_CHARACTERS);
  });
});

describe("WebVTT", () => {
  it.each([
    [
      "names speakers where they change",
      cue(0, "<v.loud Mary Ann>Hello <c.x>you</c>,") +
        cue(1_000, "<v Mary Ann>and all.") +
        cue(2_000, "<v Bob>Hi."),
      "Mary Ann: Hello you, and all.\n\nBob: Hi.\n",
    ],
    [
      "skips comments, styles and regions",
      `NOTE one\ntwo\n\nSTYLE\n::cue {}\n\nREGION\nid:a\n\n${cue(0, "One.")}`,
      "One.\n",
    ],
    [
      "skips identifiers and settings",
      `intro - 1\n00:01.000 --> 00:02.000 align:start position:9%\nOne.\n`,
      "One.\n",
    ],
    ["reads entities", cue(0, "a &amp; b &lt;c&gt; &quot;d&quot; &zzz;"), 'a & b <c> "d" &zzz;\n'],
    [
      "raises the reading of a character",
      cue(0, "<ruby>漢<rt>かん</rt></ruby>字"),
      "漢^(かん)字\n",
    ],
    ["leaves out time stamps", cue(0, "One<00:00:00.500><c> two</c>"), "One two\n"],
    [
      "writes rolling captions once",
      cue(0, "one two") +
        cue(1_000, "one two", 10) +
        cue(1_010, "one two\nthree four") +
        cue(2_010, "three four", 10) +
        cue(2_020, "three four\nfive"),
      "one two three four five\n",
    ],
    [
      "writes a growing line once",
      cue(0, "one") + cue(1_000, "one two") + cue(2_000, "one two three"),
      "one two three\n",
    ],
    [
      "keeps a refrain of another line",
      cue(0, "La la\nOne") + cue(1_000, "Two\nLa la") + cue(2_000, "Three") + cue(3_000, "Four"),
      "La la One Two La la Three Four\n",
    ],
  ])("%s", async (_, text, expected) => {
    expect((await vtt(text)).text).toBe(expected);
  });

  it("lists text that belongs to no cue, and reads the language", async () => {
    const { leftOut, origin } = await readVtt(
      bytes(`WEBVTT - A\nLanguage: de\n\n${cue(0, "Eins.")}Stray.\n`),
    );
    expect(leftOut).toEqual(["Stray."]);
    expect(origin).toEqual({ language: "de" });
  });

  it.each(["<b ", "<v a", "&#", "00:00:0 --> ", "-", "a\n"])(
    "reads many %j in time",
    async (unit) => {
      const read = readVtt(bytes(`WEBVTT\n\n${cue(0, unit.repeat(100_000))}`));
      await expect(read.then(({ text }) => text.length)).resolves.toBeTypeOf("number");
    },
  );
});
