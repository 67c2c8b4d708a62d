/** @module The data to fit on, as it lies in its folder: a collection and questions of each of two kinds. */

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { messageOf, UserError } from "../errors.ts";
import { type Corpus, readCorpus } from "../library/reading.ts";
import type { Embedder } from "../search/embedder.ts";

/** `exam`: written with the paragraph in view (SQuAD). `people`: as learners type them (the Rust book). */
export type Kind = "exam" | "people";

export interface Question {
  readonly text: string;
  readonly kind: Kind;
  /** What is left out of a fit together: an article, a chapter. */
  readonly group: string;
  /** `near`: on the collection's own subject and not answered there. `far`: on another subject. */
  readonly sort: "answerable" | "near" | "far";
  /** Whether a passage is a right one. */
  readonly isRight: (path: string, text: string) => boolean;
}

export interface Source {
  readonly corpus: Corpus;
  readonly questions: readonly Question[];
}

const Squad = z.object({
  data: z.array(
    z.object({
      title: z.string(),
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(z.object({ question: z.string(), is_impossible: z.boolean() })),
        }),
      ),
    }),
  ),
});
type Article = z.infer<typeof Squad>["data"][number];

const Line = z.object({
  question: z.string(),
  path: z.string().optional(),
  gold: z.array(z.string()).default([]),
  kind: z.enum(["near", "far"]).optional(),
});

type Reader = Pick<Embedder, "countTokens" | "model">;

/** Every paragraph of `squad-dev.json` as a document, read and cut as seeds are. */
export async function readExam(folder: string, embedder: Reader): Promise<Source> {
  const { data } = await readAs(Squad, join(folder, "squad-dev.json"), JSON.parse);
  const seeds = await mkdtemp(join(tmpdir(), "footnote-fit-"));
  try {
    for (const article of data) await writeArticle(seeds, article);
    const corpus = await readCorpus(seeds, { embedder }, undefined, () => {});
    return { corpus, questions: data.flatMap(questionsOf) };
  } finally {
    await rm(seeds, { recursive: true, force: true });
  }
}

const folderOf = (title: string): string => title.replace(/[^\p{L}\p{N}]+/gu, "_");
const pathOf = (title: string, at: number): string => `${folderOf(title)}/${at}.txt`;

async function writeArticle(seeds: string, { title, paragraphs }: Article): Promise<void> {
  const name = JSON.stringify(title.replaceAll("_", " "));
  await mkdir(join(seeds, folderOf(title)), { recursive: true });
  for (const [at, { context }] of paragraphs.entries())
    await writeFile(join(seeds, pathOf(title, at)), `---\ntitle: ${name}\n---\n\n${context}\n`);
}

const questionsOf = ({ title, paragraphs }: Article): Question[] =>
  paragraphs.flatMap(({ qas }, at) =>
    qas.map(({ question, is_impossible }) => ({
      text: question.trim(),
      kind: "exam",
      group: folderOf(title),
      sort: is_impossible ? "near" : "answerable",
      isRight: (path) => !is_impossible && path === pathOf(title, at),
    })),
  );

/** The Rust book, and the questions on it. */
export async function readPeople(folder: string, embedder: Reader): Promise<Source> {
  const corpus = await readCorpus(join(folder, "rust-book"), { embedder }, undefined, () => {});
  const lines = await readAs(z.array(Line), join(folder, "rust-questions.jsonl"), (text) =>
    text.split("\n").flatMap((line): unknown[] => (line.trim() === "" ? [] : [JSON.parse(line)])),
  );
  return { corpus, questions: lines.map(toQuestion) };
}

/** Questions that nothing answers have no chapter: each is a group by itself. */
const toQuestion = ({ question, path, gold, kind }: z.infer<typeof Line>): Question => ({
  text: question,
  kind: "people",
  group: path === undefined ? question : groupOf(path),
  sort: kind ?? "answerable",
  isRight: (_path, text) => gold.some((part) => text.includes(part)),
});

/** The article (a folder) or the chapter (a name up to its second dash) that a document belongs to. */
export const groupOf = (path: string): string =>
  kindOf(path) === "exam"
    ? path.replace(/\/.*/, "")
    : path
        .replace(/\.md$/, "")
        .split("-")
        .slice(0, path.startsWith("ch") ? 1 : 2)
        .join("-");

/** Which of the two collections a document is of. */
export const kindOf = (path: string): Kind => (path.includes("/") ? "exam" : "people");

async function readAs<T>(
  schema: z.ZodType<T>,
  file: string,
  parse: (text: string) => unknown,
): Promise<T> {
  try {
    return schema.parse(parse(await readFile(file, "utf8")));
  } catch (cause) {
    const found = messageOf(cause);
    const remedy = "Name the folder that holds squad-dev.json, rust-book and rust-questions.jsonl.";
    throw new UserError({ expected: `data in ${file}`, found, remedy }, { cause, exitCode: 2 });
  }
}
