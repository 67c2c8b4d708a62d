/** @module Rows of CSV and TSV files: cells under the names of their columns. */

import { describe, expect, it } from "vitest";
import type { Extracted } from "../../../../src/corpus/extraction/extracted.ts";
import { readCsv, readTsv } from "../../../../src/corpus/formats/csv/csv.ts";

const csv = async (text: string): Promise<Extracted> => readCsv(Buffer.from(text));
const hasHeader = ({ blocks: [table] }: Extracted): boolean =>
  table !== undefined && "hasHeader" in table && table.hasHeader === true;

describe("cells", () => {
  it.each([
    ["commas", "a,b\nc,d\n", "a | b\nc | d\n"],
    ["semicolons, with decimal commas", "a;1,5\nb;2,5\n", "a | 1,5\nb | 2,5\n"],
    ["tabs", "a\t1,5\nb\t2,5;x\n", "a | 1,5\nb | 2,5;x\n"],
    ["a delimiter that is named", "sep=;\na;b,c\n", "a | b,c\n"],
    ["quoted delimiters and quotation marks", '"a,b","say ""hi"""\n', 'a,b | say "hi"\n'],
    ["other delimiters in quoted cells", '"x","a;b","y"\n', "x | a;b | y\n"],
    [
      "delimiters after quotation marks in a cell",
      '"say ""a;b"" and; c",1\n"say ""d"" and; e",2\n',
      'say "a;b" and; c | 1\nsay "d" and; e | 2\n',
    ],
    ["line breaks", '"a\r\nb",c\r\n', "a b | c\n"],
    ["a quotation mark inside a cell", '5" pipe,12 mm\n', '5" pipe | 12 mm\n'],
    ["numbers as written", "007,1.50,1e3,+4 \n", "007 | 1.50 | 1e3 | +4\n"],
    ["inner blanks", "a  b,c\n", "a  b | c\n"],
    ["bars, which divide no cell", "a | b,|,c\n", "a\u00A0| b | \u00A0| | c\n"],
    ["too many of them", "a,b\nc,d,e\n", "a | b\nc | d | e\n"],
    ["empty ones beyond the columns", "a,b\nc,,,\n", "a | b\nc |\n"],
    ["one column", "one\ntwo\n", "one\ntwo\n"],
    ["a byte order mark", "\uFEFFa,b\n", "a | b\n"],
  ])("are divided: %s", async (_, text, expected) => {
    expect((await csv(text)).text.replace(/ +$/gm, "")).toBe(expected);
  });

  it("are divided by tabs alone in a .tsv file", async () => {
    expect((await readTsv(Buffer.from("a,b\tc\n"))).text).toBe("a,b | c\n");
  });
});

describe("a first row", () => {
  it.each([
    ["above numbers", "City,Temperature\nOslo,3\nRome,20\n"],
    ["above dates and addresses", "Who,Reach\nAda,ada@example.org\nBo,bo@example.org\n"],
    ["above values that repeat", "Boat,Berth\nA,east\nB,west\nC,east\nD,west\n"],
    ["with a usual name", "Name,Office\nAda,Chair\nBo,Clerk\n"],
    ["with a usual name in German", "Titel;Ort\nFest;Hof\n"],
    ["without the first name", ",Price,Berth\nTea,2,east\n"],
  ])("names the columns: %s", async (_, text) => {
    expect(hasHeader(await csv(text))).toBe(true);
  });

  it.each([
    ["of names", "Ada,Lovelace\nBo,Peep\n"],
    ["of numbers", "1,2\n3,4\n"],
    ["with a number", "Oslo,3\nRome,20\n"],
    ["with a date", "2020-01-02,Opened\n2020-01-03,Closed\n"],
    ["with equal cells", "a,a\n1,2\n"],
    ["whose value recurs", "A,east\nB,west\nC,east\nD,west\nE,west\n"],
    ["alone", "Name,Price\n"],
    ["of one cell", "Name\nAda\n"],
    ["that is a title", "Prices of the year,,,\nTea,2,3,4\n"],
  ])("is data: %s", async (_, text) => {
    expect(hasHeader(await csv(text))).toBe(false);
  });
});

describe("places", () => {
  it("are the rows of the file, empty ones too", async () => {
    const { text, places } = await csv("a,1\n\nb,2\n");
    expect(places).toEqual({ unit: "row", starts: [0, 6, 6, text.length] });
  });

  it("count a row of several lines once", async () => {
    const { text, places } = await csv('"a\nb",1\nc,2\n');
    expect(places.starts.slice(0, 2)).toEqual([0, text.indexOf("c")]);
  });
});

describe("faults", () => {
  it.each([
    ["an open quotation mark", 'a,b\nc,"d\ne,f\n', /row 2 opens a quotation mark/],
    ["text after a quotation mark", 'a,b\n"c"d,e\n', /row 2 has text after/],
    ["a million empty columns", ",".repeat(1_000_000), /20,000 columns/],
    ["two million rows", "\n".repeat(2_000_000), /1,100,000 rows/],
    ["10 MB without a line break", "x".repeat(10_000_000), /longer than 10 MB/],
  ])("are refused: %s", async (_, text, reason) => {
    await expect(csv(text)).rejects.toThrow(reason);
  });

  it("Latin-1 is refused, UTF-16 read", async () => {
    await expect(readCsv(Buffer.from("é,b\n", "latin1"))).rejects.toThrow(/not UTF-8/);
    expect((await readCsv(Buffer.from("\uFEFFé\tb\n", "utf16le"))).text).toBe("é | b\n");
  });

  it("more cells than columns are warned of", async () => {
    expect((await csv("City,Heat\nOslo,3\nRome,20,hot\n")).warnings).toEqual([
      "1 row has more cells than the first one; they are shown without names of columns",
    ]);
  });

  it.each(['"', '"a""b",', " |", "| ", '"a\n', "a;b,", "\u2028 "])(
    "many %j are read in time",
    async (unit) => {
      const read = csv(unit.repeat(200_000)).then(
        () => "read",
        () => "refused",
      );
      expect(await read).toMatch(/read|refused/);
    },
  );
});
