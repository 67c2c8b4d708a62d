/** @module Documents and passages as lines of an index. */

import { join } from "node:path";
import { expect, it } from "vitest";
import {
  documentLine,
  passageLine,
  readDocuments,
  readPassages,
} from "../../src/storage/files/records.ts";
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
  const folder = await folderWith({
    "documents.jsonl": documentLine(document),
    "passages.jsonl": passages.map(passageLine).join(""),
  });
  expect(await readPassages(join(folder, "passages.jsonl"))).toEqual(passages);
  expect(await readDocuments(join(folder, "documents.jsonl"))).toEqual([document]);
});
