/** @module Texts made to be slow: how much longer twice as much of each takes. 2 is linear, 4 would be the square. */

import { readFrontMatter } from "../src/corpus/front-matter.ts";
import { isBoilerplate } from "../src/corpus/boilerplate.ts";
import { segmentSentences } from "../src/corpus/sentences.ts";
import { UserError } from "../src/base/errors.ts";
import { redact } from "../src/base/log.ts";
import { label } from "../src/reply/citation.ts";
import { escape } from "../src/reply/escape.ts";
import { createConflictFinder } from "../src/search/conflicts/conflict.ts";
import { shinglesOf } from "../src/search/duplicates.ts";
import { analyserFor } from "../src/search/terms.ts";
import { cutText } from "../test/support/cutting.ts";
import { rankedSentences } from "../test/support/ranked.ts";
import type { Benchmark, Figure } from "./measure.ts";

const { termsOf } = analyserFor("en");

interface Attack {
  readonly name: string;
  /** The most characters that this part is ever given; a megabyte where there is no such limit. */
  readonly most: number;
  readonly work: (text: string) => unknown;
  /** What a text is made of, over and over. */
  readonly units: readonly string[];
  /** Texts that are no repetition, by their length. */
  readonly texts?: readonly ((length: number) => string)[];
}

const { readSentence, findConflict } = createConflictFinder();

const MB = 1_000_000;

const MARKS = [...Array.from("*_`[]()<>#|~-=&!\\\"'.,:;1a \n\t\r\u00A0\u0301東"), "\u{1F600}"];
const PROSE = ["A. ", "a.", "U.S. ", "e.g. ", "“", "!", "[1]", "1. ", "no. ", "a ", "…", "😀"];
const BLOCKS = [
  "> ",
  ">",
  "- ",
  "  - a\n",
  "1. a\n",
  "# a\n",
  "a\n===\n",
  "| a |\n",
  "|a|b|\n|-|-|\n",
];
const INLINE = [
  "[a](",
  "![",
  "<a ",
  "<!--",
  "<!-- -->",
  "**a** ",
  "```\n",
  "[a]: b\n",
  "&",
  "http://a",
];
const WORDS = ["1,000 ", "1.", "a-", "a'", "a_", "word-word_word.", "aaaaing ", "ABC", "ies", "ภ"];
const SECRETS = [
  "a-",
  "aaaa.aaaa",
  "abcdefghijabcdefghijabcd.",
  "/webhooks/1",
  "/interactions/1/",
  "1/",
];
const AMOUNTS = [
  "3 x 4 ",
  "$1 ",
  "20 ",
  "1/",
  "May 1 ",
  "1 May 2020 ",
  "12:30 ",
  "at least 3 ",
  "not ",
];
const YAML = [
  "[1]",
  "- ",
  "? ",
  "{a: ",
  "a:\n",
  "k: v\n",
  "- a\n",
  "!a ",
  "&a ",
  "*a ",
  '"',
  "#",
  "\n",
];

const repeated = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const refusing =
  (work: (text: string) => unknown) =>
  (text: string): void => {
    try {
      work(text);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  };

const inOrder = [" ", "\n\n"].map(
  (between) => (length: number) => rankedSentences(Math.ceil(length / 33)).join(between),
);

const ATTACKS: readonly Attack[] = [
  { name: "escaper", most: MB, work: escape, units: [...MARKS, ...INLINE, ...BLOCKS] },
  { name: "names", most: MB, work: label, units: [...MARKS, "\u200B", "a\n"] },
  { name: "log", most: MB, work: (text) => redact(text), units: SECRETS },
  {
    name: "sentences",
    most: MB,
    work: (text) => segmentSentences(text, { start: 0, end: text.length }, "en"),
    units: [...MARKS, ...PROSE],
  },
  {
    name: "boilerplate",
    most: MB,
    work: isBoilerplate,
    units: [...MARKS, ...INLINE, "AP / ", "(AP)"],
  },
  { name: "terms", most: MB, work: termsOf, units: [...MARKS, ...WORDS] },
  { name: "likeness", most: MB, work: shinglesOf, units: [...MARKS, ...WORDS, "[1]"] },
  {
    name: "splitter, Markdown",
    most: MB,
    work: refusing((text) => cutText(text, "a.md")),
    units: [...BLOCKS, ...INLINE, ...PROSE, "*", "a\n\n", "a"],
    texts: inOrder,
  },
  {
    name: "splitter, plain",
    most: MB,
    work: refusing((text) => cutText(text, "a.txt")),
    units: [...PROSE, "= a ", "== a ==\n", "a\n\n", "a\n", "a", "\n \n"],
    texts: inOrder,
  },
  {
    name: "front matter",
    most: 15_000,
    work: refusing((text) => readFrontMatter(`---\ntitle: x\n${text}\n---\nText.`)),
    units: YAML,
  },
  {
    name: "conflicts",
    most: 1_200,
    work: (text) => findConflict(readSentence(text, "en"), readSentence(`${text} 3 dogs`, "en")),
    units: [...AMOUNTS, ...WORDS, ...PROSE],
  },
];

/** For each part, the text that grows worst and the one that takes longest. */
export const adversarial: Benchmark = async ({ short }) => {
  const figures: Figure[] = [];
  for (const { name, most, work, units, texts = [] } of ATTACKS) {
    const length = short ? most / 20 : most;
    const makers = [...units.map((unit) => (size: number) => repeated(unit, size)), ...texts];
    const times = makers.map((make) => growthOf(make, work, length));
    const felt = times.filter(({ full }) => full > NOISE_MS);
    figures.push(
      { name: `${name}, ${length} characters, at most`, value: worst(times, "full"), unit: "ms" },
      {
        name: `${name}: twice as much / as much`,
        value: felt.length === 0 ? 2 : worst(felt, "ratio"),
        unit: "ratio",
        better: "less",
      },
    );
  }
  return figures;
};

/** What takes less is not measured by the growth of it. */
const NOISE_MS = 10;
const ROUNDS = 2;

interface Growth {
  readonly full: number;
  readonly ratio: number;
}

const worst = (times: readonly Growth[], of: keyof Growth): number =>
  Math.max(...times.map((growth) => growth[of]));

/** The processor's time, so that what else the machine does counts less. */
function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

/** The best of some rounds, half and whole in turns. */
function growthOf(
  make: (length: number) => string,
  work: (text: string) => unknown,
  length: number,
): Growth {
  const [half, whole] = [make(length / 2), make(length)];
  let [first, full] = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round += 1) {
    first = Math.min(
      first,
      processorMs(() => work(half)),
    );
    full = Math.min(
      full,
      processorMs(() => work(whole)),
    );
  }
  return { full, ratio: full / first };
}
