/** @module The forms: programs get every field of the library but those named here, and every field of a form comes from it. */

import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Answer, ConflictingPassage, Quotation } from "../../src/collection/answer.ts";
import type { Collection } from "../../src/collection/list.ts";
import type { Source } from "../../src/collection/source.ts";
import { type Citation, cite } from "../../src/corpus/citation.ts";
import type { Document } from "../../src/corpus/document.ts";
import type { Unit } from "../../src/corpus/extraction/places.ts";
import { type AnswerJson, AnswerForm, answerJson } from "../../src/programs/forms/answer.ts";
import { CitationForm, type CitationJson } from "../../src/programs/forms/citation.ts";
import {
  type DocumentJson,
  type DocumentsJson,
  DocumentsForm,
  documentsJson,
} from "../../src/programs/forms/documents.ts";
import {
  FoundForm,
  type FoundJson,
  GoneForm,
  sourceJson,
} from "../../src/programs/forms/source.ts";
import type { GonePassage } from "../../src/storage/store.ts";
import { cutText } from "../support/cutting.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { buildAt, openAt, type Place, placeWith } from "../support/library.ts";
import { writeFiles } from "../support/temporary.ts";

/** The fields that programs don't get, as only replies need them. A new field belongs into a form, or here. */
const INTERNAL = {
  answer: ["isSure", "examples", "marks"],
  quotation: ["shown"],
  source: ["context"],
} as const;

type QuotationJson = AnswerJson["answers"][number];
type Found = Extract<Source, { status: "found" }>;

it("every field of the library is in a form, or internal", () => {
  type Lost<Value, Json> = Exclude<keyof Value, keyof Json>;
  expectTypeOf<Lost<Answer, AnswerJson>>().toEqualTypeOf<(typeof INTERNAL.answer)[number]>();
  expectTypeOf<Lost<Quotation, QuotationJson>>().toEqualTypeOf<"shown">();
  type ConflictJson = QuotationJson["differsFrom"][number];
  expectTypeOf<Lost<ConflictingPassage, ConflictJson>>().toEqualTypeOf<"shown">();
  expectTypeOf<Lost<Found, FoundJson>>().toEqualTypeOf<"context">();
  expectTypeOf<Lost<Citation, CitationJson>>().toEqualTypeOf<never>();
  expectTypeOf<Lost<Collection, DocumentsJson>>().toEqualTypeOf<"holdings">();
  expectTypeOf<Lost<Document, DocumentJson>>().toEqualTypeOf<
    "text" | "hidden" | "titleFrom" | "about" | "extraction"
  >();
  expectTypeOf<Lost<GonePassage, ReturnType<typeof GoneForm.parse>>>().toEqualTypeOf<never>();
});

const BELL = "The bell of the tower is rung at nine in the morning by the keeper of the harbour.";
const ROWS = Array.from(
  { length: 60 },
  (_, at) => `| Berth A${at} | by the mole of the harbour | 9 |`,
);
const FILES = {
  "a.md": `---\ntitle: Bells\npublisher: The town\n---\n\n${BELL}<!-- on weekdays --> The keeper is well.\n\n## Tax\n\nThe tax of the harbour is 750 crowns for each ship.\n`,
  "b.txt": `${BELL}\n\nAnother paragraph about the masts of ships and the sails on them.\n`,
  "c.md": "# Dues\n\nThe tax of the harbour is 800 crowns for each ship.\n",
  "d.html": "<!doctype html><title>Masts</title><h1>Masts</h1><p>The masts of ships are of pine.",
  "e.md": `# Berths\n\n| Berth | Place | Fee |\n|-|-|-|\n${ROWS.join("\n")}\n`,
};

/** A place whose current files are in a commit. */
async function committed(): Promise<Place> {
  const place = await placeWith(FILES);
  const { source } = place;
  const stateOf: typeof source.stateOf = async (document) => {
    const status = await source.stateOf(document);
    const commit = { commit: "c0ffee", linkTo: () => "https://example.org/a.md#L1" };
    return status.state === "current" ? { ...status, ...commit } : status;
  };
  return { ...place, source: { ...source, stateOf } };
}

/** Every kind of answer. */
async function allAnswers(): Promise<readonly Answer[]> {
  const place = await committed();
  await buildAt(place);
  const library = await openAt({ ...place, embedder: { ...fakeEmbedder(), isWord: () => false } });
  const ask = (question: string, more: object = {}) => library.ask(question, { top: 100, ...more });
  const [first] = await library.complete("Bells", 1);
  const answers = [
    await ask("When is the bell of the tower rung?", { always: true, explain: true, marks: 5 }),
    await ask("What is the tax of the harbour?", { always: true, explain: true }),
    await ask("What is the tax of the habour?"),
    await ask("and when is it rung?", { before: "Who is the keeper of the bell?" }),
    await ask("Where are berths by the mole of the harbour?", { always: true }),
    await ask("Hello!"),
    await ask("what is it?"),
    await ask("Wie viele Birnen hat der Obstgarten, und wer darf sie essen?"),
    await ask("كم عدد 750 السفن؟"),
    await ask("Which colour do bananas have?"),
  ];
  await library.pin("Who sings at noon?", first?.id ?? "");
  answers.push(await ask("Who sings at noon?"));
  await writeFile(join(place.seedsDir, "a.md"), "Other words.\n");
  await rm(join(place.seedsDir, "b.txt"));
  answers.push(await ask("When is the bell of the tower rung?", { always: true }));
  return answers;
}

/** Returns JSON without the fields of these names. */
const without = (value: unknown, names: readonly string[]): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, item: unknown) => (names.includes(key) ? undefined : item)),
  );
const namesIn = (objects: readonly object[]): readonly string[] =>
  [...new Set(objects.flatMap((one) => Object.keys(JSON.parse(JSON.stringify(one)))))].toSorted();
const namesOf = ({ shape }: { readonly shape: object }): readonly string[] =>
  Object.keys(shape).toSorted();
const sent = (value: unknown): unknown => without(value, []);

it("an answer of any kind passes its form unchanged but for internal fields", async () => {
  const answers = await allAnswers();
  const internal = [...INTERNAL.answer, ...INTERNAL.quotation];
  for (const answer of answers)
    expect(sent(answerJson(answer))).toStrictEqual(without(answer, internal));

  const all = answers.map(answerJson);
  expect(new Set(all.map(({ outcome }) => outcome))).toEqual(
    new Set(["found", "unsure", "nothing"]),
  );
  expect(new Set(all.map(({ notice }) => notice))).toEqual(
    new Set([undefined, "greeting", "short", "language", "unread"]),
  );
  expect(namesIn(all)).toEqual(namesOf(AnswerForm));
  const quotations = all.flatMap((answer) => answer.answers);
  const { element } = AnswerForm.shape.answers;
  expect(namesIn(quotations)).toEqual(namesOf(element));
  const conflicts = quotations.flatMap(({ differsFrom }) => differsFrom);
  expect(namesIn(conflicts)).toEqual(namesOf(element.shape.differsFrom.element));
  const citations = quotations.flatMap(({ citation, alsoReportedIn }) => [
    citation,
    ...alsoReportedIn,
  ]);
  expect([...new Set([...namesIn(citations), ...placeNames()])].toSorted()).toEqual(
    namesOf(CitationForm),
  );
});

const UNITS = [
  "page",
  "paragraph",
  "chapter",
  "slide",
  "row",
  "time",
] as const satisfies readonly Unit[];

/** The citations of a text that was taken out of files of each kind. */
function placeCitations(): readonly Citation[] {
  const { document, passages } = cutText("The bell is rung at nine.\n");
  const [passage] = passages;
  if (!passage) throw new Error("no passage");
  return UNITS.map((unit) => {
    const places = { unit, starts: [0], names: ["IV"] };
    const extraction = { reader: "x 1", textSha256: document.sha256, places };
    return cite({ ...document, of: "extracted", extraction }, passage, { state: "current" });
  });
}
const placeNames = (): readonly string[] => namesIn(placeCitations());

it("a citation of any kind of place passes its form unchanged", () => {
  for (const citation of placeCitations()) expect(CitationForm.parse(citation)).toEqual(citation);
});

describe("a source", () => {
  it("passes its form unchanged but for its context: found, gone and unknown", async () => {
    const place = await committed();
    await buildAt(place);
    const library = await openAt(place);
    const ids = (await library.complete("", 25)).map(({ id }) => id);
    const found = await Promise.all(ids.map((id) => library.source(id)));
    await writeFiles(place.seedsDir, { "c.md": "# Dues\n\nThe tax of the harbour is paid.\n" });
    await rm(join(place.seedsDir, "b.txt"));
    await library.rebuild({ full: false, onProgress: () => {} });
    const later = await Promise.all([...ids, "aaaaaaaaaaaa"].map((id) => library.source(id)));
    const all = [...found, ...later];
    const stale = all.map((one) => ({ ...one, stale: true as const }));
    for (const source of [...all, ...stale])
      expect(sent(sourceJson(source))).toStrictEqual(without(source, INTERNAL.source));
    const json = [...all, ...stale].map(sourceJson);
    expect(namesIn(json.filter(({ status }) => status === "found"))).toEqual(namesOf(FoundForm));
    const gone = json.flatMap((one) => (one.status === "gone" ? [one.last] : []));
    expect(namesIn(gone)).toEqual(namesOf(GoneForm));
    expect(new Set(gone.map(({ fate }) => fate))).toEqual(new Set(["changed", "removed"]));
    expect(json.some(({ status }) => status === "unknown")).toBe(true);
  });
});

describe("a list of documents", () => {
  it("has every field of its form, and no text", async () => {
    const place = await committed();
    await buildAt(place);
    const library = await openAt(place);
    await writeFiles(place.seedsDir, {
      "new.md": "# New\n\nThis one is new.\n",
      "draft.md": "---\npublished: false\n---\n\nThis one is not published.\n",
      "empty.md": "",
      "picture.png": "x",
    });
    const list = documentsJson("default", await library.list(), { offset: 1, limit: 3 });
    expect(namesIn([list])).toEqual(namesOf(DocumentsForm));
    expect(list.documents.map(({ path }) => path)).toEqual(["b.txt", "c.md", "d.html"]);
    expect(namesIn(list.documents)).toEqual(namesOf(DocumentsForm.shape.documents.element));
    expect(list).toMatchObject({ waiting: ["new.md"], drafts: ["draft.md"] });
    expect(JSON.stringify(list)).not.toContain("masts of ships");
  });
});
