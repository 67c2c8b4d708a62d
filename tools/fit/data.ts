/** @module The data to fit on: collections of documents, each with questions of which the right passages are known. */

import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Passage } from "../../src/corpus/passage.ts";
import { messageOf, UserError } from "../../src/base/errors.ts";
import { sha256 } from "../../src/base/hash.ts";
import { openFolder } from "../../src/sources/folder.ts";
import { type Corpus, readCorpus } from "../../src/build/ingest.ts";
import type { Embedder } from "../../src/model/embedder.ts";
import { sectionOf } from "../../src/search/outcome.ts";

/** Places in documents that answer a question; any one counts. */
interface Gold {
  readonly paths: readonly string[];
  /** Whether a passage is a right one. */
  readonly isRight: (passage: Passage, text: string) => boolean;
}

export interface Question extends Gold {
  readonly text: string;
  /** By the primary subtag of BCP 47, as everywhere. */
  readonly language: string;
  /**
   * `near`: on the collection's own subject and not answered there. `far`: on another subject. `other`: answerable in another
   * set.
   */
  readonly sort: "answerable" | "near" | "far" | "other";
}

/** A collection with its questions. */
export interface QuestionSet {
  /** Equal for collections that share their questions, so that they are left out of a fit together. */
  readonly name: string;
  /** Of its documents. */
  readonly language: string;
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
 * Reads the five sets of a folder, with the translations of their questions, the translations of the Rust book that are
 * beside it, and our own collections in other languages.
 * @throws UserError if one of the five is missing or of another form.
 */
export async function readSets(folder: string, embedder: Reader): Promise<QuestionSet[]> {
  const sets = [await readExam(folder, embedder)];
  for (const [name, documents, questions] of PEOPLES) {
    const corpus = await readDocuments(join(folder, documents), embedder);
    const lines = await readLines(z.array(Line), join(folder, questions));
    const asked = withTranslations(lines.map(toQuestion), await readTranslations(documents));
    const set = { name, language: "en", isPeoples: true, corpus, questions: asked };
    sets.push(set, ...(await readBooks(folder, documents, set, embedder)));
  }
  return [...sets, ...(await readOwn(embedder))];
}

/** The languages of translated questions, of translated books, and of our own collections. */
const TRANSLATED = ["de", "fr", "es"] as const;

const Translation = z.object({ set: z.string(), of: z.string(), question: z.string() });

/** Translations of questions by language, then by the beginning of the hash of the original. */
export type Translations = ReadonlyMap<string, ReadonlyMap<string, string>>;

async function readTranslations(set: string): Promise<Translations> {
  const all = new Map<string, ReadonlyMap<string, string>>();
  for (const language of TRANSLATED) {
    const file = join(import.meta.dirname, "translated", `${language}.jsonl`);
    const lines = await readLines(z.array(Translation), file);
    const own = lines.filter((line) => line.set === set);
    all.set(language, new Map(own.map(({ of, question }) => [of, question])));
  }
  return all;
}

/** Of the hash that names a question in files of our own. */
export const HASH_LENGTH = 12;

/** Adds the translations of questions, each after its original. */
export const withTranslations = (
  questions: readonly Question[],
  translations: Translations,
): Question[] =>
  questions.flatMap((question) => {
    const of = sha256(question.text).slice(0, HASH_LENGTH);
    const translated = [...translations].flatMap(([language, texts]) => {
      const text = texts.get(of);
      return text === undefined ? [] : [{ ...question, language, text }];
    });
    return [question, ...translated];
  });

/**
 * Reads the translations of a set's documents, where there are any: folders such as `rust-book-de`. A right passage is one
 * in the section that has the place of the original's in a document with as many sections.
 */
async function readBooks(
  folder: string,
  documents: string,
  original: QuestionSet,
  embedder: Reader,
): Promise<QuestionSet[]> {
  const books: QuestionSet[] = [];
  for (const language of TRANSLATED) {
    const translated = join(folder, `${documents}-${language}`);
    if (!existsSync(translated)) continue;
    const corpus = await readDocuments(translated, embedder);
    const questions = original.questions.flatMap((question) =>
      transfer(question, original.corpus, corpus),
    );
    books.push({ ...original, language, corpus, questions });
  }
  return books;
}

/** Transfers a question to a translation of its documents; none if its section is not found there. */
function transfer(question: Question, from: Corpus, to: Corpus): Question[] {
  if (question.sort !== "answerable") return [question];
  const textOf = textsIn(from);
  const right = new Set<string>();
  for (const path of question.paths) {
    const [own, other] = [sectionsIn(from, path), sectionsIn(to, path)];
    if (own.size !== other.size) continue;
    const names = [...other.keys()];
    for (const [at, passages] of [...own.values()].entries())
      if (passages.some((passage) => question.isRight(passage, textOf(passage))))
        right.add(names[at] ?? "");
  }
  if (right.size === 0) return [];
  return [{ ...question, isRight: (passage) => right.has(sectionOf(passage)) }];
}

/** Groups the passages of a document by section, in their order. */
function sectionsIn({ passages }: Corpus, path: string): ReadonlyMap<string, readonly Passage[]> {
  const sections = new Map<string, Passage[]>();
  for (const passage of passages) {
    if (passage.path !== path) continue;
    const key = sectionOf(passage);
    sections.set(key, [...(sections.get(key) ?? []), passage]);
  }
  return sections;
}

function textsIn({ documents }: Corpus): (passage: Passage) => string {
  const byPath = new Map(documents.map((document) => [document.path, document.text]));
  return ({ path, start, end }) => byPath.get(path)?.slice(start, end) ?? "";
}

/** Our own collections: the folders of documents and questions in `test/data/languages`, by language. */
const OWN = [
  ["own German", "de"],
  ["own French", "fr"],
] as const;

const OwnLine = z.object({
  question: z.record(z.string(), z.string()),
  gold: z.array(z.string()).default([]),
  kind: z.enum(["near", "far"]).optional(),
});

async function readOwn(embedder: Reader): Promise<QuestionSet[]> {
  const sets: QuestionSet[] = [];
  for (const [name, language] of OWN) {
    const folder = join(import.meta.dirname, "../../test/data/languages", language);
    const corpus = await readDocuments(join(folder, "documents"), embedder);
    const lines = await readLines(z.array(OwnLine), join(folder, "questions.jsonl"));
    const pathsOf = (gold: readonly string[]): string[] =>
      corpus.documents
        .filter(({ text }) => gold.some((part) => text.includes(part)))
        .map(({ path }) => path);
    const questions = lines.flatMap(({ question, gold, kind }) =>
      Object.entries(question).map(([asked, text]) => ({
        ...toQuestion({ question: text, gold, spans: [], kind }),
        language: asked,
        paths: pathsOf(gold),
      })),
    );
    sets.push({ name, language, isPeoples: true, corpus, questions });
  }
  return sets;
}

export const readDocuments = (folder: string, embedder: Reader): Promise<Corpus> =>
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
  language: "en",
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
    return {
      name: "SQuAD",
      language: "en",
      isPeoples: false,
      corpus,
      questions: data.flatMap(questionsOf),
    };
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
      language: "en",
      sort: is_impossible ? "near" : "answerable",
      paths: [pathOf(title, at)],
      isRight: ({ path }) => !is_impossible && path === pathOf(title, at),
    })),
  );

export const readLines = <T>(schema: z.ZodType<T>, file: string): Promise<T> =>
  readAs(schema, file, parseLines);

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
