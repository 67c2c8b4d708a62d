/** @module The data to fit on: five collections of documents, each with questions of which the right passages are known. */

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Passage } from "../../src/corpus/passage.ts";
import { messageOf, UserError } from "../../src/base/errors.ts";
import { openFolder } from "../../src/sources/folder.ts";
import { type Corpus, readCorpus } from "../../src/build/ingest.ts";
import type { Embedder } from "../../src/model/embedder.ts";

/** Places in documents that answer a question; any one counts. */
interface Gold {
  readonly paths: readonly string[];
  /** Whether a passage is a right one. */
  readonly isRight: (passage: Passage, text: string) => boolean;
}

export interface Question extends Gold {
  readonly text: string;
  /**
   * `near`: on the collection's own subject and not answered there. `far`: on another subject. `other`: answerable in another
   * set.
   */
  readonly sort: "answerable" | "near" | "far" | "other";
}

/** A collection with its questions. */
export interface QuestionSet {
  readonly name: string;
  /** Whether its questions are people's, not written with the paragraph in view. */
  readonly isPeoples: boolean;
  readonly corpus: Corpus;
  readonly questions: readonly Question[];
}

type Reader = Pick<Embedder, "countTokens" | "isWord" | "model">;

/** The name of each collection of people's questions, its folder, and the file of its questions. */
const PEOPLES = [
  ["Rust book", "rust-book", "rust-questions.jsonl"],
  ["discord.js guide", "discordjs-guide", "discordjs-guide-questions.jsonl"],
  ["Cairn", "cairn", "cairn-questions.jsonl"],
  ["Clef", "clef-handbook", "clef-handbook-questions.jsonl"],
] as const;

/**
 * Reads the five sets of a folder.
 * @throws UserError if one is missing or of another form.
 */
export async function readSets(folder: string, embedder: Reader): Promise<QuestionSet[]> {
  const sets = [await readExam(folder, embedder)];
  for (const [name, documents, questions] of PEOPLES) {
    const corpus = await readDocuments(join(folder, documents), embedder);
    const lines = await readAs(z.array(Line), join(folder, questions), parseLines);
    sets.push({ name, isPeoples: true, corpus, questions: lines.map(toQuestion) });
  }
  return sets;
}

const readDocuments = (folder: string, embedder: Reader): Promise<Corpus> =>
  readCorpus(openFolder(folder), { embedder }, undefined, () => {});

const Line = z.object({
  question: z.string(),
  path: z.string().optional(),
  /** Substrings of right passages. */
  gold: z.array(z.string()).default([]),
  /** In UTF-16 units of the document. */
  spans: z.array(z.object({ path: z.string(), start: z.number(), end: z.number() })).default([]),
  kind: z.enum(["near", "far"]).optional(),
});
type Line = z.infer<typeof Line>;

const parseLines = (text: string): unknown[] =>
  text.split("\n").flatMap((line): unknown[] => (line.trim() === "" ? [] : [JSON.parse(line)]));

const toQuestion = ({ question, path, gold, spans, kind }: Line): Question => ({
  text: question,
  sort: kind ?? "answerable",
  paths: [...(path === undefined ? [] : [path]), ...spans.map((span) => span.path)],
  isRight: (passage, text) =>
    gold.some((part) => text.includes(part)) ||
    spans.some(
      (span) => span.path === passage.path && span.start < passage.end && passage.start < span.end,
    ),
});

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

/** Reads every paragraph of `squad-dev.json` as a document, cut as documents are. */
async function readExam(folder: string, embedder: Reader): Promise<QuestionSet> {
  const { data } = await readAs(Squad, join(folder, "squad-dev.json"), JSON.parse);
  const documents = await mkdtemp(join(tmpdir(), "footnote-fit-"));
  try {
    for (const article of data) await writeArticle(documents, article);
    const corpus = await readDocuments(documents, embedder);
    return { name: "SQuAD", isPeoples: false, corpus, questions: data.flatMap(questionsOf) };
  } finally {
    await rm(documents, { recursive: true, force: true });
  }
}

const folderOf = (title: string): string => title.replace(/[^\p{L}\p{N}]+/gu, "_");
const pathOf = (title: string, at: number): string => `${folderOf(title)}/${at}.txt`;

async function writeArticle(documents: string, { title, paragraphs }: Article): Promise<void> {
  const name = JSON.stringify(title.replaceAll("_", " "));
  await mkdir(join(documents, folderOf(title)), { recursive: true });
  for (const [at, { context }] of paragraphs.entries())
    await writeFile(join(documents, pathOf(title, at)), `---\ntitle: ${name}\n---\n\n${context}\n`);
}

const questionsOf = ({ title, paragraphs }: Article): Question[] =>
  paragraphs.flatMap(({ qas }, at) =>
    qas.map(({ question, is_impossible }) => ({
      text: question.trim(),
      sort: is_impossible ? "near" : "answerable",
      paths: [pathOf(title, at)],
      isRight: ({ path }) => !is_impossible && path === pathOf(title, at),
    })),
  );

async function readAs<T>(
  schema: z.ZodType<T>,
  file: string,
  parse: (text: string) => unknown,
): Promise<T> {
  try {
    return schema.parse(parse(await readFile(file, "utf8")));
  } catch (cause) {
    const found = messageOf(cause);
    const remedy = `Name a folder that holds squad-dev.json, ${PEOPLES.flatMap(([, ...names]) => names).join(", ")}.`;
    throw new UserError({ expected: `data in ${file}`, found, remedy }, { cause, exitCode: 2 });
  }
}
