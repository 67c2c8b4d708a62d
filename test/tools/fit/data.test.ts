/** @module The data to fit on: translations of questions and of documents. */

import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { UserError } from "../../../src/base/errors.ts";
import { sha256 } from "../../../src/base/hash.ts";
import { PROJECT } from "../../../src/base/config/config.ts";
import { quote } from "../../../src/corpus/citation.ts";
import {
  type Question,
  type QuestionSet,
  readSets,
  withTranslations,
} from "../../../tools/fit/data.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { writeData } from "../../support/fit-data.ts";
import { sharedPath } from "../../support/shared.ts";
import { temporaryFolder, writeFiles } from "../../support/temporary.ts";

const embedder = fakeEmbedder();

describe("the data", () => {
  it("says what is expected where it is missing", async () => {
    const reading = readSets(join(tmpdir(), "no-such-folder"), embedder);
    await expect(reading).rejects.toThrow(UserError);
    await expect(reading).rejects.toThrow(/squad-dev\.json/);
  });
});

const hashOf = (text: string): string => sha256(text).slice(0, 12);

describe("translations of questions", () => {
  const questionOf = (text: string): Question => ({
    text,
    language: "en",
    sort: "near",
    paths: ["a.md"],
    isRight: () => false,
  });
  const [first, second] = [questionOf("where is the oil?"), questionOf("who has the key?")];

  it("follow their original, found by its hash, and differ in text and language only", () => {
    const translations = new Map([
      ["de", new Map([[hashOf(second.text), "wer hat den schlüssel?"]])],
      [
        "fr",
        new Map([
          [hashOf(second.text), "qui a la clé ?"],
          [hashOf("of another set"), "quoi ?"],
        ]),
      ],
    ]);
    expect(withTranslations([first, second], translations)).toEqual([
      first,
      second,
      { ...second, language: "de", text: "wer hat den schlüssel?" },
      { ...second, language: "fr", text: "qui a la clé ?" },
    ]);
  });

  const folder = sharedPath("data");
  it.skipIf(folder === undefined).each(["de", "fr", "es"])(
    "each have their original, once (%s)",
    (language) => {
      const files = { "rust-book": "rust", "clef-handbook": "clef-handbook" } as const;
      const Line = z.object({
        set: z.enum(["rust-book", "clef-handbook"]),
        of: z.string(),
        question: z.string().min(1),
      });
      const linesOf = <T>(schema: z.ZodType<T>, file: string): T[] =>
        readFileSync(file, "utf8")
          .trim()
          .split("\n")
          .map((line) => schema.parse(JSON.parse(line)));
      const lines = linesOf(Line, join(PROJECT, `tools/fit/translated/${language}.jsonl`));
      expect(new Set(lines.map(({ set, of }) => `${set} ${of}`)).size).toBe(lines.length);
      for (const [set, name] of Object.entries(files)) {
        const file = join(folder ?? "", `${name}-questions.jsonl`);
        const originals = linesOf(z.object({ question: z.string() }), file);
        const known = originals.map(({ question }) => hashOf(question));
        const own = lines.filter((line) => line.set === set).map(({ of }) => of);
        expect(known).toEqual(expect.arrayContaining(own));
      }
    },
  );
});

const sectionsOf = (title: string, sections: Readonly<Record<string, string>>): string =>
  `# ${title}\n\n${Object.entries(sections)
    .map(([heading, text]) => `## ${heading}\n\n${text}\n`)
    .join("\n")}`;

const QUESTIONS = [
  { question: "which valve is for water", path: "pumps.md", gold: ["valve 77"] },
  { question: "who has the key of the lock", path: "locks.md", gold: ["keeper has the key"] },
  { question: "which wrench opens the boiler", kind: "near" },
  { question: "how long do penguins sleep", kind: "far" },
];

const DOCUMENTS = {
  "cairn/pumps.md": sectionsOf("Pumps", {
    Oil: "Take the oil from the can.",
    Water: "Open valve 77 to let the water in.",
    Air: "Blow into the pipe.",
  }),
  "cairn/locks.md": sectionsOf("Locks", {
    Keys: "The keeper has the key.",
    Bolts: "Grease the bolts in May.",
  }),
  "cairn-de/pumps.md": sectionsOf("Pumpen", {
    Öl: "Nimm das Öl aus der Kanne.",
    Wasser: "Öffne das Ventil, damit das Wasser einläuft.",
    Luft: "Blas in das Rohr.",
  }),
  "cairn-de/locks.md": sectionsOf("Schlösser", {
    Vorwort: "Hier steht noch etwas davor.",
    Schlüssel: "Der Wärter hat den Schlüssel.",
    Riegel: "Fette die Riegel im Mai.",
  }),
};

async function readCairn(): Promise<QuestionSet[]> {
  const folder = await temporaryFolder();
  await writeData(folder);
  const lines = QUESTIONS.map((line) => JSON.stringify(line)).join("\n");
  await writeFiles(folder, { ...DOCUMENTS, "cairn-questions.jsonl": lines });
  return (await readSets(folder, embedder)).filter(({ name }) => name === "Cairn");
}

/** The headings of the passages that are right for a question. */
function rightFor(question: Question, { corpus: { documents, passages } }: QuestionSet): string[] {
  const byPath = new Map(documents.map((document) => [document.path, document]));
  return passages
    .filter((passage) => {
      const document = byPath.get(passage.path);
      return document !== undefined && question.isRight(passage, quote(document, passage));
    })
    .flatMap(({ headings }) => headings);
}

describe("translations of documents", () => {
  it("are a set of their own, left out of a fit with the original", async () => {
    const sets = await readCairn();
    expect(sets.map(({ language }) => language)).toEqual(["en", "de"]);
  });

  it("have the right passages in the section at the place of the original's", async () => {
    const [original, translated] = await readCairn();
    if (!original || !translated) throw new Error("no two sets");
    const [water] = translated.questions;
    expect(water?.text).toBe("which valve is for water");
    expect(water && rightFor(water, original)).toEqual([]);
    expect(water && rightFor(water, translated)).toEqual(["Wasser"]);
  });

  it("have no question of a document with other sections, and all without an answer", async () => {
    const [, translated] = await readCairn();
    expect(translated?.questions.map(({ text }) => text)).toEqual(
      [QUESTIONS[0], QUESTIONS[2], QUESTIONS[3]].map((line) => line?.question),
    );
  });
});
