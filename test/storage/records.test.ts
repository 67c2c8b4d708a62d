/** @module Documents and passages as lines of an index. */

import { join } from "node:path";
import { expect, it } from "vitest";
import {
  documentLine,
  passageLine,
  readDocuments,
  readPassages,
} from "../../src/storage/records.ts";
import { UNITS } from "../../src/corpus/extraction/places.ts";
import { cutText } from "../support/cutting.ts";
import { folderWith } from "../support/temporary.ts";

const ROWS = Array.from({ length: 90 }, (_, at) => `| A${at} | | by the mole and the crane |`);
const TEXT = `A <!-- note --> table:\n\n| Berth | | Place |\n|-|-|-|\n${ROWS.join("\n")}\n\n\`\`\`\nrun\n\`\`\``;

it("are read as they were written", async () => {
  const { document, passages } = cutText(TEXT, "import-notes/apple.md");
  expect(document.titleFrom).toBe("name of words");
  expect(new Set(passages.flatMap(({ insets = [] }) => insets.map(({ kind }) => kind)))).toEqual(
    new Set(["table", "rows", "code"]),
  );
  const besideSource = { ...document, about: "ab" };
  const folder = await folderWith({
    "documents.jsonl": documentLine(document) + documentLine(besideSource),
    "passages.jsonl": passages.map(passageLine).join(""),
  });
  expect(await readPassages(join(folder, "passages.jsonl"))).toEqual(passages);
  expect(await readDocuments(join(folder, "documents.jsonl"))).toEqual([document, besideSource]);
});

it.each(UNITS)("keep places of the unit %s, with their names", async (unit) => {
  const { document } = cutText(TEXT, "apple.md");
  const places = { unit, starts: [0, 7], names: ["Prologue", 2] };
  const extraction = { reader: "any 1", textSha256: "", places };
  const extracted = { ...document, of: "extracted", extraction } as const;
  const folder = await folderWith({ "documents.jsonl": documentLine(extracted) });
  expect(await readDocuments(join(folder, "documents.jsonl"))).toEqual([extracted]);
});

it("are equal for equal documents, whatever the order of their fields", () => {
  const { document } = cutText(TEXT, "apple.md");
  const origin = { publisher: "The council", author: "A. Keeper" };
  const other = { author: "A. Keeper", publisher: "The council" };
  expect(documentLine({ ...document, origin })).toBe(documentLine({ ...document, origin: other }));
});
