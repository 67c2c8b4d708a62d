/** @module Nested collections, from one article to everything together, and what is asked of each. */

import { quote } from "../corpus/citation.ts";
import { sha256 } from "../corpus/seed.ts";
import type { Row } from "./collection.ts";
import { groupOf, type Kind, kindOf, type Question } from "./data.ts";

/** A collection of a size, and questions for it, each as what it is there. */
export interface Nested {
  /** The class that it is counted in, such as "exam 300". */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly questions: readonly Question[];
}

/** No collection is asked more of each sort. */
const MOST = { answerable: 300, near: 150, far: 200 } as const;

export interface Parts {
  readonly rows: Readonly<Record<Kind, readonly Row[]>>;
  readonly questions: readonly Question[];
}

/** Groups of either kind in an order that has nothing to do with their subjects. */
function groupsOf(rows: readonly Row[]): string[] {
  const groups = new Set(rows.map(({ passage }) => groupOf(passage.path)));
  return [...groups].toSorted((a, b) => (sha256(a) < sha256(b) ? -1 : 1));
}

/** Collections of about 40, 300, and all passages of the exam, of about 300, 700 and all of the book, and of both. */
export function nestedCollections({ rows, questions }: Parts): Nested[] {
  const [articles, chapters] = [groupsOf(rows.exam), groupsOf(rows.people)];
  const all = [...rows.exam, ...rows.people];
  const make = (name: string, groups: readonly string[]): Nested =>
    nested(
      name,
      all.filter(({ passage }) => groups.includes(groupOf(passage.path))),
      all,
      questions,
    );
  const runs = (name: string, groups: readonly string[], size: number, step: number): Nested[] =>
    starts(groups.length, size, step).map((at) => make(name, groups.slice(at, at + size)));
  const share = (groups: readonly string[], part: number): number =>
    Math.ceil(groups.length * part);
  return [
    ...runs("exam, one article", articles, 1, 3),
    ...runs("exam, a third", articles, share(articles, 1 / 3), share(articles, 1 / 3)),
    make("exam, all", articles),
    ...runs("people, a sixth", chapters, share(chapters, 1 / 6), share(chapters, 1 / 6)),
    ...runs("people, a third", chapters, share(chapters, 1 / 3), share(chapters, 1 / 3)),
    make("people, all", chapters),
    make("both", [...articles.slice(share(articles, 1 / 4)), ...chapters]),
    make("both", [...articles.slice(0, share(articles, 3 / 4)), ...chapters]),
  ];
}

const starts = (length: number, size: number, step: number): number[] =>
  Array.from({ length: Math.ceil(length / step) }, (_, at) => at * step).filter(
    (at) => at + Math.ceil(size / 2) <= length,
  );

function nested(
  name: string,
  rows: readonly Row[],
  all: readonly Row[],
  questions: readonly Question[],
): Nested {
  const here = new Set(rows.map(({ passage }) => groupOf(passage.path)));
  const chapters = groupsOf(all.filter(({ passage }) => kindOf(passage.path) === "people"));
  const place = {
    rows,
    has: (group: string) => here.has(group),
    hasBook: chapters.every((chapter) => here.has(chapter)),
    hasChapter: chapters.some((chapter) => here.has(chapter)),
  };
  const sorted = questions.flatMap((question) => {
    const sort = sortIn(place, question);
    return sort === undefined ? [] : [{ ...question, sort }];
  });
  return { name, rows, questions: sampled(sorted, sha256(`${name} ${rows.length}`)) };
}

interface Place {
  readonly rows: readonly Row[];
  has(group: string): boolean;
  readonly hasBook: boolean;
  readonly hasChapter: boolean;
}

/** What a question is in a collection; undefined if that can't be told, as of a near miss where its book is in part. */
function sortIn(place: Place, question: Question): Question["sort"] | undefined {
  const { kind, sort, group } = question;
  if (kind === "exam" && place.has(group)) return sort;
  if (kind === "exam") return sort === "near" ? undefined : "far";
  if (!place.hasChapter || sort === "far") return "far";
  if (sort === "near") return place.hasBook ? "near" : undefined;
  return place.rows.some((row) => isRightRow(question, row)) ? "answerable" : undefined;
}

const isRightRow = ({ isRight }: Question, { document, passage }: Row): boolean =>
  isRight(document.path, quote(document, passage));

/** At most so many of each sort; all of the people's, whose questions are few. */
function sampled(questions: readonly Question[], salt: string): Question[] {
  const order = (question: Question): string =>
    (question.kind === "people" ? "" : "x") + sha256(salt + question.text);
  const inOrder = questions
    .map((question) => ({ question, key: order(question) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ question }) => question);
  return (["answerable", "near", "far"] as const).flatMap((sort) =>
    inOrder.filter((question) => question.sort === sort).slice(0, MOST[sort]),
  );
}
