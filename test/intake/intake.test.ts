/** @module Adding documents: what is planned for a file, and how it is put among the seeds. */

import { readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Origin,
  readFields,
  readFrontMatter,
  writeFields,
} from "../../src/corpus/front-matter.ts";
import { isBoilerplate } from "../../src/corpus/boilerplate.ts";
import { openFolder } from "../../src/sources/folder.ts";
import { listFiles } from "../../src/sources/source.ts";
import { install } from "../../src/intake/install.ts";
import { folderPlace, targetStateOf } from "../../src/intake/place.ts";
import { type Plan, planIntake } from "../../src/intake/plan.ts";
import { propose } from "../../src/intake/proposal.ts";
import { openReader } from "../../src/build/reader/bounded.ts";
import { cutText, sliceOf } from "../support/cutting.ts";
import { docxOf, paragraph } from "../support/docx.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { faultOf } from "../support/fault.ts";
import { HARBOUR } from "../support/library.ts";
import { column, pdfOf } from "../support/pdf.ts";
import { sharedPath } from "../support/shared.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";
import { runs } from "../support/runs.ts";

const fake = fakeEmbedder();
const reader = openReader({ embedder: fake });
const plan = async (
  name: string,
  content: string | Uint8Array,
  given: Origin = {},
): Promise<Plan> =>
  planIntake(
    { source: openFolder(await folderWith({ [name]: content })), path: name },
    given,
    reader,
  );

const TEXT = "The harbour opens at six in the morning, and its gate is shut at dusk by the keeper.";

test("a file that no build would read under its name is refused", async () => {
  expect(await faultOf(() => plan("examples.txt", TEXT))).toContain("not a document: rename it");
  expect(await faultOf(() => plan(".rules.txt", TEXT))).toContain("hidden files are not indexed");
});

test("the texts that are measured have no more tokens than a model reads", async () => {
  const wide = (cell: string): string => `| ${cell.padEnd(90)} | ${cell.padEnd(90)} |`;
  const rule = `|${"-".repeat(92)}|${"-".repeat(92)}|`;
  const { texts } = await plan("a.md", [wide("Fee"), rule, wide("ten")].join("\n"));
  for (const { text, language } of texts.sample.passages)
    expect(fake.countTokens(text, language)).toBeLessThan(40);
});

describe("a text", () => {
  test("that has a heading is not altered", async () => {
    const { content, path, preview, sidecar } = await plan("0001.md", HARBOUR);
    expect(content.toString()).toBe(HARBOUR);
    expect([path, sidecar]).toEqual(["0001.md", undefined]);
    expect(preview).toMatchObject({
      title: "The harbour",
      titleFrom: "heading",
      passages: 2,
      leftOut: [],
      warnings: [],
    });
    expect(preview.first[0]).toMatchObject({ headings: ["Hours"], startLine: 5 });
  });

  test.each(["house-rules_2024.txt", "5fa7bb473969e233.txt"])(
    "that has no title is called by its file's name, and is not altered: %s",
    async (name) => {
      const planned = await plan(name, TEXT);
      expect(planned).toMatchObject({ path: name, preview: { titleFrom: "file name" } });
      expect(planned.content.toString()).toBe(TEXT);
    },
  );

  test("takes its title from the operator before its heading", async () => {
    const { content, preview } = await plan("0001.md", HARBOUR, { title: "Rules" });
    expect(preview).toMatchObject({ title: "Rules", titleFrom: "you" });
    expect(readFrontMatter(content.toString()).origin).toEqual({ title: "Rules" });
  });

  test("keeps all its bytes behind what is said of it, its byte order mark before", async () => {
    const text = `\uFEFF---\n\n${TEXT}\r\n\tEnd \u00A0`;
    const given = { title: 'A "title": [with] #marks', author: "Jane: Doe", published: "2024-01" };
    const { content } = await plan("a.txt", text, given);
    const now = content.toString();
    expect(now.startsWith("\uFEFF---\ntitle: ")).toBe(true);
    expect(now.endsWith(`\n\n${text.slice(1)}`)).toBe(true);
    expect(readFrontMatter(now).origin).toEqual(given);
  });

  test("that has front matter of its own keeps it, and that is said", async () => {
    const text = `---\ntitle: Hours\n---\n\n${TEXT}`;
    const { content, preview } = await plan("a.md", text, { author: "Jane" });
    expect(content.toString()).toBe(text);
    expect(preview.warnings).toEqual([expect.stringContaining("front matter of its own")]);
    expect(preview.titleFrom).toBe("document");
  });

  test("in another language is as welcome, and measured in it", async () => {
    const german =
      "Der Hafen öffnet um sechs Uhr morgens, und sein Tor wird bei Dämmerung vom Wärter geschlossen. ";
    const { preview, texts } = await plan("a.md", german.repeat(5));
    expect(preview.warnings).toEqual([]);
    expect(texts.sample.passages[0]).toMatchObject({ language: "de" });
  });

  test("in a script that no model reads is taken with a warning", async () => {
    const { preview } = await plan("a.md", "# Harbour\n\nيفتح المرفأ في السادسة صباحا.\n");
    expect(preview).toMatchObject({ passages: 1 });
    expect(preview.warnings).toEqual([expect.stringContaining("no model reads its script")]);
  });

  test("may have a title of 500 characters, with Markdown and emoji", async () => {
    const title = "**Bold** 😀 `code` [a](b) ".repeat(20).trim();
    const { preview, path } = await plan("0001.txt", TEXT, { title });
    expect(preview.title).toBe(title);
    expect(path).toBe("0001.txt");
  });
});

describe("a file of another kind", () => {
  test("has what is known of it written beside it", async () => {
    const pdf = pdfOf([column(TEXT)], { title: "Harbour rules", author: "Jane Doe" });
    const planned = await plan("scan0001.pdf", pdf, { licence: "CC0" });
    expect(planned.path).toBe("scan0001.pdf");
    expect(planned.content.equals(pdf)).toBe(true);
    expect(readFields(planned.sidecar ?? "")).toEqual({
      title: "Harbour rules",
      author: "Jane Doe",
      licence: "CC0",
    });
    expect(planned.preview).toMatchObject({ titleFrom: "document", passages: 1 });
    expect(planned.preview.first[0]).toMatchObject({ page: 1 });
  });

  test("tells what was left out", async () => {
    const html = `<title>Hours</title><nav>Home Away</nav><p>${TEXT}</p>`;
    expect((await plan("a.html", html)).preview.leftOut).toEqual(["Home Away"]);
  });
});

test.each<[string, string, string | Uint8Array, string]>([
  ["a scan", "a.pdf", pdfOf([[]]), "pictures without text"],
  ["no .docx", "a.docx", "PK", "no .docx file"],
  ["Latin-1", "a.txt", Buffer.from("Café", "latin1"), "not UTF-8"],
  ["nothing to quote", "a.md", "# Only a heading", "no paragraph that could be quoted"],
  ["another kind", "a.odt", "x", "a .odt file: only .md"],
])("%s is refused, with the reason", async (_, name, content, reason) => {
  expect(await faultOf(() => plan(name, content))).toContain(reason);
});

describe("in its place", () => {
  const word = (text: string) => docxOf([paragraph(text)]);

  test("a file is put whole, with what stands beside it and nothing else", async () => {
    const seeds = await temporaryFolder();
    const planned = await plan("house-rules.docx", word(TEXT), { licence: "CC0" });
    expect(await targetStateOf(folderPlace(seeds), planned)).toBe("free");
    await install(seeds, planned, false);
    expect(await targetStateOf(folderPlace(seeds), planned)).toBe("there");
    expect((await readdir(seeds)).toSorted()).toEqual([
      "house-rules.docx",
      "house-rules.docx.yaml",
    ]);
    expect((await readFile(join(seeds, planned.path))).equals(planned.content)).toBe(true);
  });

  test("no other is overwritten but where that is asked for", async () => {
    const seeds = await temporaryFolder();
    await install(seeds, await plan("rules.docx", word(TEXT), { licence: "CC0" }), false);
    const other = await plan("rules.docx", word("Another text altogether."), { licence: "CC0" });
    expect(await targetStateOf(folderPlace(seeds), other)).toBe("other");
    expect(await faultOf(() => install(seeds, other, false))).toContain("--replace");
    expect(await readdir(seeds)).toHaveLength(2);
    await install(seeds, other, true);
    expect(await targetStateOf(folderPlace(seeds), other)).toBe("there");
  });

  test("nothing is put through a link out of the folder", async () => {
    const [seeds, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    await symlink(elsewhere, join(seeds, "notes"));
    const planned = { ...(await plan("rules.md", TEXT)), path: "notes/rules.md" };
    expect(await faultOf(() => install(seeds, planned, false))).toContain("link out of the folder");
    expect(await readdir(elsewhere)).toEqual([]);
  });
});

describe("over a file that is there", () => {
  const BESIDE = "# By hand.\ntitle: Harbour rules\npublisher: The port\nlicence: CC0\n";
  const HEAD = "---\ntitle: Port\nlicence: CC0\ndraft: true\n---\n";

  /** Proposes a file for a folder with others. */
  async function over(
    there: Readonly<Record<string, string>>,
    [name, content]: readonly [string, string],
    given: Origin = {},
  ) {
    const source = openFolder(await folderWith({ [name]: content }));
    const folder = await folderWith(there);
    return propose({ source, path: name }, given, { place: folderPlace(folder), reader });
  }
  const html = (text: string): string => `<title>Other</title><p>${text}</p>`;

  test("the fields of its sidecar stay where they are not given again", async () => {
    const there = { "a.html": html(TEXT), "a.html.yaml": BESIDE };
    const plain = await over(there, ["a.html", html(`${TEXT} Indeed.`)]);
    expect(plain).toMatchObject({ target: "other", kept: ["title", "publisher", "licence"] });
    expect([plain.sidecar, plain.preview.title]).toEqual([BESIDE, "Harbour rules"]);
    const given = { licence: "MIT", author: "Jane" };
    const { kept, sidecar } = await over(there, ["a.html", html(`${TEXT} Indeed.`)], given);
    expect(kept).toEqual(["title", "publisher"]);
    expect(readFields(sidecar ?? "")).toMatchObject({
      title: "Harbour rules",
      publisher: "The port",
      licence: "MIT",
      author: "Jane",
    });
  });

  test.each([{}, { "a.html.yaml": BESIDE }])(
    "the same file is there already: %j",
    async (beside) => {
      const there = { "a.html": html(TEXT), ...beside };
      expect(await over(there, ["a.html", html(TEXT)])).toMatchObject({
        target: "there",
        kept: [],
      });
      const given = { licence: "MIT" };
      expect(await over(there, ["a.html", html(TEXT)], given)).toMatchObject({ target: "other" });
    },
  );

  test("a sidecar that can't be read is not replaced", async () => {
    const there = { "a.html": html(TEXT), "a.html.yaml": "title: [" };
    expect(await faultOf(() => over(there, ["a.html", html("x")]))).toContain("a.html.yaml beside");
  });

  test("the front matter of a text stays, byte for byte or with what is given", async () => {
    const there = { "a.md": `${HEAD}\n${HARBOUR}` };
    const plain = await over(there, ["a.md", `\uFEFF${TEXT}`]);
    expect(plain).toMatchObject({ target: "other", kept: ["title", "licence"], takesFields: true });
    expect(plain.content.toString()).toBe(`\uFEFF${HEAD}\n${TEXT}`);
    const { content, kept, preview } = await over(there, ["a.md", TEXT], { title: "Pier" });
    expect(readFrontMatter(content.toString())).toMatchObject({
      origin: { title: "Pier", licence: "CC0" },
      isDraft: true,
    });
    expect([kept, preview.titleFrom]).toEqual([["licence"], "you"]);
  });

  test("the front matter of the new text replaces it", async () => {
    const own = `---\nauthor: Jane\n---\n${TEXT}`;
    const { content, kept } = await over({ "a.md": `${HEAD}\n${HARBOUR}` }, ["a.md", own]);
    expect([content.toString(), kept]).toEqual([own, []]);
  });

  test.each(["\n", "", "\n\n"])(
    "a text is there already under its front matter: %j",
    async (gap) => {
      const there = { "a.md": `${HEAD}${gap}${HARBOUR}` };
      for (const given of [{}, { title: "Port" }])
        expect(await over(there, ["a.md", HARBOUR], given)).toMatchObject({
          target: "there",
          kept: [],
        });
      expect(await over(there, ["a.md", HARBOUR], { title: "Pier" })).toMatchObject({
        target: "other",
      });
    },
  );

  test("whatever was given once, the same file is there, and another keeps it", async () => {
    const value = fc.string({ minLength: 1, maxLength: 30 }).filter((text) => text.trim() !== "");
    const fields = fc.record({ author: value, publisher: value }, { requiredKeys: ["author"] });
    await fc.assert(
      fc.asyncProperty(fields, fc.constantFrom("a.md", "a.html"), async (given, name) => {
        const asNamed = (text: string) => (name === "a.md" ? text : html(text));
        const first = await plan(name, asNamed(TEXT), given);
        const there = { [name]: first.content.toString(), [`${name}.yaml`]: first.sidecar ?? "" };
        if (first.sidecar === undefined) delete there[`${name}.yaml`];
        expect((await over(there, [name, asNamed(TEXT)])).target).toBe("there");
        const { content, sidecar } = await over(there, [name, asNamed(`${TEXT} Indeed.`)]);
        const now = sidecar ? readFields(sidecar) : readFrontMatter(content.toString()).origin;
        const was = first.sidecar
          ? readFields(first.sidecar)
          : readFrontMatter(first.content.toString()).origin;
        expect(now).toEqual(was);
      }),
      { numRuns: runs(20) },
    );
  });
});

test("what is written of a document is read again as it was, whatever it is", () => {
  const value = fc
    .string({ unit: "binary", maxLength: 60 })
    .map((text) => text.replace(/\s+/g, " ").trim());
  const real = value.filter((text) => !/^(?:~|null|)$/i.test(text));
  fc.assert(
    fc.property(
      fc.record({ title: real, author: real, published: real }, { requiredKeys: [] }),
      (origin) => {
        const lines = writeFields(origin);
        if (lines !== "") expect(readFields(lines)).toEqual(origin);
        expect(readFrontMatter(`---\n${lines}---\nText`).origin).toEqual(origin);
      },
    ),
    { numRuns: runs(500) },
  );
});

const articles = sharedPath("seeds");

test.skipIf(articles === undefined)(
  "the untidy articles are added as they are, and have no passage of boilerplate",
  async () => {
    const folder = articles ?? "";
    const seeds = await temporaryFolder();
    const source = openFolder(folder);
    for (const { path } of (await listFiles(source)).documents) {
      const planned = await planIntake({ source, path }, {}, reader);
      await install(seeds, planned, false);
      const text = (await readFile(join(seeds, planned.path))).toString();
      expect(text).toBe((await readFile(join(folder, path))).toString());
      for (const passage of cutText(text, planned.path).passages) {
        const lines = sliceOf(text, passage)
          .split("\n")
          .filter((line) => line.trim() !== "");
        expect(lines.filter(isBoilerplate)).toEqual([]);
        expect(lines.join("\n")).not.toMatch(/^(?:---|title:)/m);
      }
    }
    expect(await readdir(seeds)).toHaveLength(5);
  },
);
