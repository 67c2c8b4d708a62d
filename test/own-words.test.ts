import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { PROJECT } from "../src/base/config/config.ts";
import { readFrontMatter } from "../src/corpus/front-matter.ts";
import { sharedPath } from "./support/shared.ts";

const RUN = 8;
/** A unit's name is as long as it is, whoever writes it. */
const NAMES = /special purpose marine air ground task force crisis response central command/g;

const textsOf = (folder: string): string[] =>
  readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));

/** Front matter names what a document draws on, titles and all. */
const withoutFrontMatter = (text: string): string => text.slice(readFrontMatter(text).bodyStart);

/** Every eight words in a row, in lower case and without marks. */
function runsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ");
  const words = plain
    .replace(NAMES, (name) => name.replaceAll(" ", ""))
    .trim()
    .split(" ");
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(" "));
}

const articles = sharedPath("seeds");

it.skipIf(articles === undefined)(
  "our seeds have no eight words in a row in common with the articles they draw on",
  () => {
    const theirs = new Set(textsOf(articles ?? "").flatMap(runsOf));
    const ours = textsOf(join(PROJECT, "seeds")).map(withoutFrontMatter).flatMap(runsOf);
    expect(theirs.size).toBeGreaterThan(3_000);
    expect(ours.length).toBeGreaterThan(7_000);
    expect(ours.filter((run) => theirs.has(run))).toEqual([]);
  },
);
