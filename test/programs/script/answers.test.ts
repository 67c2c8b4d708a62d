/** @module The script for others accepts the answers of the library, and the citations of files of every kind. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFile, quotedIn, verify } from "../../../docs/verify.mjs";
import { sha256 } from "../../../src/base/hash.ts";
import { parseDocument } from "../../../src/corpus/parse.ts";
import { splitDocument } from "../../../src/corpus/passage.ts";
import type { Library } from "../../../src/collection/library.ts";
import { answerJson } from "../../../src/programs/forms/answer.ts";
import { sourceJson } from "../../../src/programs/forms/source.ts";
import { verify as verdictOn } from "../../../src/programs/verification.ts";
import { answerOf, citedIn, isTrue, resultsOf } from "../../support/cited.ts";
import { countTokens, isWord, LIMITS } from "../../support/cutting.ts";
import { docxOf, paragraph } from "../../support/docx.ts";
import { memoryLibrary } from "../../support/memory-library.ts";
import { pdfOf } from "../../support/pdf.ts";
import { sharedPath } from "../../support/shared.ts";

describe("an answer", () => {
  const BELL = "The bell of the tower is rung at nine in the morning by the keeper of the harbour.";
  const files = {
    "a.md": `# The bell\n\n${BELL}<!-- only on weekdays -->\n\n## Tax\n\nThe tax of the harbour is 750 crowns for each ship.\n`,
    "b.txt": `${BELL}\n\nAnother paragraph about the masts of ships and the sails on them.\n`,
    "c.rst": "Tax\n===\n\nThe tax of the harbour is 800 crowns for each ship.\n\n.. not shown\n",
    "d.adoc": "= Masts\n\nThe masts of ships are of pine.\n// not shown\nThe sails are of linen.\n",
  };
  const fileOf = (path: string) =>
    openFile(Buffer.from(Object.entries(files).find(([name]) => name === path)?.[1] ?? ""));
  const check = (answer: unknown) =>
    Array.from(quotedIn(answer), (quoted) => verify(quoted, { fileOf, texts: [] }));
  const sent = (value: object): object => JSON.parse(JSON.stringify(value));

  /** The answers to a question with one excerpt altered each: of a quotation, or of a passage that differs. */
  const forgeries = async (library: Library, question: string): Promise<readonly object[]> => {
    const answer = answerJson(await library.ask(question, { top: 100, always: true }));
    const json = JSON.stringify(answer);
    return Array.from(json.matchAll(/"excerpt":"/g), ({ index, 0: { length } }): object =>
      JSON.parse(`${json.slice(0, index + length)}Not: ${json.slice(index + length)}`),
    );
  };

  it("of the library holds with all the places that it names", async () => {
    const library = await memoryLibrary(files);
    const questions = ["When is the bell of the tower rung?", "What is the tax of the harbour?"];
    const kinds = new Set<string | undefined>();
    for (const question of questions)
      for (const always of [true, false]) {
        const answer = sent(answerJson(await library.ask(question, { top: 100, always })));
        const results = check(answer);
        expect(results.filter(({ holds }) => !holds)).toEqual([]);
        for (const { place } of results) kinds.add(place.split(", ")[1]);
        expect(check({ structuredContent: answer })).toEqual(results);
        expect(check({ jsonrpc: "2.0", id: 1, result: { structuredContent: answer } })).toEqual(
          results,
        );
      }
    expect(kinds).toEqual(new Set([undefined, "alsoReportedIn", "differsFrom"]));
    const forged = (await Promise.all(questions.map((one) => forgeries(library, one)))).flat();
    expect(forged.length).toBeGreaterThan(10);
    for (const answer of forged)
      for (const more of [{}, { verdict: "holds" }, { status: "gone" }])
        expect(check({ ...answer, ...more }).filter(({ holds }) => !holds)).toHaveLength(1);
    const ids = (await library.complete("", 25)).map(({ id }) => id);
    const sources = await Promise.all(ids.map((id) => library.source(id)));
    const results = sources.flatMap((source) => check(sent(sourceJson(source))));
    expect(results.filter(({ holds }) => holds)).toHaveLength(ids.length);
    for (const id of ids) {
      const verdict = await verdictOn({ id, sha256: "0".repeat(64) }, library);
      const [result, ...none] = check(sent(verdict));
      expect([result?.holds, none]).toEqual([true, []]);
      expect(result?.checks.map((one) => one.check)).not.toContain("excerpt");
      const moved = { ...verdict, citation: { ...verdict.citation, id: "aaaaaaaaaaaa" } };
      expect(check(sent(moved)).map(({ holds }) => holds)).toEqual([false]);
    }
    await library.close();
  });
});

describe("an extracted text", () => {
  const page =
    "<!doctype html><title>Bells</title><h1>Bells</h1><p>The bell is rung at nine.<p>And at six.";
  const kinds: Readonly<Record<string, Buffer>> = {
    "a.html": Buffer.from(page),
    "b.csv": Buffer.from("Bell,Hour\r\nThe great bell,nine\r\nThe small bell,six\r\n"),
    "c.srt": Buffer.from("1\n00:00:01,000 --> 00:00:04,000\nThe bell is rung at nine.\n"),
    "d.docx": docxOf([paragraph("Bells", "Heading1"), paragraph("The bell is rung at nine.")]),
    "e.pdf": pdfOf([[{ text: "The bell is rung at nine in the morning.", y: 700 }]]),
  };
  const read = async (path: string, content: Buffer) => {
    const parsed = await parseDocument({ path, content, sha256: sha256(content) }, isWord);
    const { document } = parsed;
    return { document, cited: citedIn(document, splitDocument(parsed, countTokens, LIMITS)) };
  };

  it.each(Object.entries(kinds))("of %s holds with its file and its text", async (path, file) => {
    const { document, cited } = await read(path, file);
    const text = Buffer.from(document.text);
    const answer = answerOf(cited);
    const checksWith = (texts: readonly Buffer[], bytes = file) =>
      resultsOf(answer, bytes, texts).map(
        ({ checks }) => checks.find(({ holds }) => !holds)?.check,
      );
    expect(checksWith([Buffer.from("other"), text])).toEqual(cited.map(() => undefined));
    for (const one of cited) expect(await isTrue(one, file, document.text)).toBe(true);
    expect(checksWith([])).toEqual(cited.map(() => "extraction"));
    expect(checksWith([Buffer.from(`${document.text} `)])).toEqual(cited.map(() => "extraction"));
    expect(checksWith([text], Buffer.concat([file, Buffer.from(" ")]))).toEqual(
      cited.map(() => "file"),
    );
    const [first] = cited;
    const hidden = first && { ...first, citation: { ...first.citation, hidden: [first.citation] } };
    const [result] = resultsOf({ answers: [{ ...hidden, excerpt: "[…]" }] }, file, [text]);
    expect(result?.checks.at(-1)).toMatchObject({ check: "hidden", holds: false });
  });

  const shared = sharedPath("cases");
  it.skipIf(shared === undefined)("of a real file holds too, as do real texts", async () => {
    const folders = [shared, sharedPath("seeds"), sharedPath("data/rust-book")];
    let count = 0;
    for (const folder of folders.filter((one) => one !== undefined))
      for (const name of await readdir(folder)) {
        if (!/\.(?:md|mdx|txt|html|docx|pdf)$/.test(name)) continue;
        const file = await readFile(join(folder, name));
        const { document, cited } = await read(name, file).catch(() => ({
          document: undefined,
          cited: [],
        }));
        const results = resultsOf(answerOf(cited), file, [Buffer.from(document?.text ?? "")]);
        expect(results.filter(({ holds }) => !holds)).toEqual([]);
        count += results.length;
      }
    expect(count).toBeGreaterThan(500);
  });
});
