/** @module The contract of a source, for each implementation to be tested by. */

import { EXTENSIONS } from "../../src/corpus/formats.ts";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../src/base/hash.ts";
import { decodeText } from "../../src/corpus/text.ts";
import { listFiles, MissingFile, type Source } from "../../src/sources/source.ts";
import { faultOf } from "../support/fault.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A source under test. Of a remote one, `put` and `remove` return once the source knows of the change. */
export interface SourceUnderTest {
  readonly source: Source;
  /** Writes files, over those of the same paths. */
  readonly put: (files: Files) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
}

/**
 * Tests an implementation; `open` makes a source of files.
 * @param holds `documents`: other files, such as sidecars and pictures, can't be part of the source.
 */
export function describeSource(
  name: string,
  open: (files: Files) => Promise<SourceUnderTest>,
  { holds = "files" }: { readonly holds?: "files" | "documents" } = {},
) {
  const testFiles = test.skipIf(holds === "documents");
  const sourceOf = async (files: Files): Promise<Source> => (await open(files)).source;
  const pathsIn = async (files: Files): Promise<readonly string[]> =>
    (await listFiles(await sourceOf(files))).documents.map(({ path }) => path);

  describe(`a source: ${name}`, () => {
    test("that is empty has no files, and says where it is", async () => {
      const source = await sourceOf({});
      expect(await listFiles(source)).toEqual({ documents: [], refused: [], passedOver: [] });
      expect(source.describe).not.toBe("");
    });

    test("lists documents at any depth, in one order on every machine", async () => {
      const paths = ["Z.md", "a.md", "a/b.txt", "a/c/d.md", "ä.md", "é/x.md"];
      expect(
        await pathsIn(Object.fromEntries(paths.toReversed().map((path) => [path, "x"]))),
      ).toEqual(paths);
    });

    test("lists every format that is read, whatever the case of its extension", async () => {
      const paths = EXTENSIONS.flatMap((ending) => [`A${ending.toUpperCase()}`, `a${ending}`]);
      expect(await pathsIn(Object.fromEntries(paths.map((path) => [path, "x"])))).toEqual(
        paths.toSorted(),
      );
    });

    test("has names of any letters, blanks and quotation marks", async () => {
      const names = ["'single'.md", 'a "b" c.md', "with  blanks.txt", "$(x);&.md", "إعلان.txt"];
      const files = Object.fromEntries([...names, "文書.md", "😀.md"].map((path) => [path, path]));
      const source = await sourceOf(files);
      const { documents } = await listFiles(source);
      expect(documents.map(({ path }) => path)).toEqual(Object.keys(files).toSorted());
      for (const { path } of documents)
        expect(decodeText(await source.read(path))).toMatchObject({ path, text: path });
    });

    testFiles("refuses by name what a person means as a document", async () => {
      const source = await sourceOf({ "b.ODT": "x", "a/c.doc": "x", "a.odt": "x" });
      const formats = EXTENSIONS.join(", ");
      expect(await listFiles(source)).toEqual({
        documents: [],
        refused: [
          { path: "a.odt", reason: `a .odt file: only ${formats} are read` },
          { path: "a/c.doc", reason: `a .doc file: only ${formats} are read` },
          { path: "b.ODT", reason: `a .odt file: only ${formats} are read` },
        ],
        passedOver: [],
      });
    });

    testFiles("counts other files by their endings, those most often found first", async () => {
      const source = await sourceOf({
        "c.PNG": "x",
        d: "x",
        md: "x",
        "a.md.yaml": "x",
        "z.gif": "x",
      });
      expect(await listFiles(source)).toEqual({
        documents: [],
        refused: [],
        passedOver: [
          { ending: "", count: 2 },
          { ending: ".gif", count: 1 },
          { ending: ".png", count: 1 },
          { ending: ".yaml", count: 1 },
        ],
      });
    });

    testFiles("has each file as one entry, but no sidecar, hidden file or examples", async () => {
      const kept = { "a.PDF": "x", "b.doc": "x", "b/examples.txt": "x", "c.png": "x" };
      const others = { "a.PDF.yaml": "x", ".a.md": "x", ".git/b.md": "x", "examples.txt": "x" };
      const paths: string[] = [];
      for await (const { path } of (await sourceOf({ ...kept, ...others })).list())
        paths.push(path);
      expect(paths.toSorted()).toEqual(Object.keys(kept));
    });

    test("reads a file byte for byte", async () => {
      const text = "\uFEFFOne\r\nTwo\tthree\u0000 e\u0301 😀 \u202Eabc\n\n";
      const file = await (await sourceOf({ "a/a.md": text })).read("a/a.md");
      const content = Buffer.from(text);
      expect(file).toMatchObject({ path: "a/a.md", content, sha256: sha256(content) });
    });

    testFiles(
      "reads the sidecar beside a file that can't hold its provenance, and beside no other",
      async () => {
        const sidecar = "licence: CC0\ntitle: Rules\n";
        const source = await sourceOf({
          "a.pdf": "x",
          "a.pdf.yaml": sidecar,
          "b.md": "x",
          "b.md.yaml": sidecar,
        });
        expect((await source.read("a.pdf")).sidecar).toEqual({
          origin: { licence: "CC0", title: "Rules" },
          sha256: sha256(sidecar),
        });
        expect(await source.read("b.md")).not.toHaveProperty("sidecar");
      },
    );

    testFiles.each<[string, string | Uint8Array]>([
      ["is empty", ""],
      ["is not UTF-8", Uint8Array.of(0xff)],
      ["has 10.0 MB", new Uint8Array(10_000_001)],
      ["is no list of fields", "- licence"],
    ])("names a sidecar that %s", async (reason, sidecar) => {
      const source = await sourceOf({ "a.pdf": "x", "a.pdf.yaml": sidecar });
      const fault = await faultOf(() => source.read("a.pdf"));
      expect(fault).toMatch(/^a\.pdf\.yaml beside it: /);
      expect(fault).toContain(`it ${reason}`);
    });

    testFiles("reads the examples, though they are not listed", async () => {
      const source = await sourceOf({ "examples.txt": "Who?" });
      expect((await source.read("examples.txt")).content.toString()).toBe("Who?");
    });

    testFiles("refuses a file that is empty, or of more than 10 MB", async () => {
      const source = await sourceOf({
        "a.md": "",
        "b.md": new Uint8Array(10_000_000),
        "c.md": new Uint8Array(10_000_001),
      });
      expect(await faultOf(() => source.read("a.md"))).toBe("it is empty");
      expect((await source.read("b.md")).content).toHaveLength(10_000_000);
      expect(await faultOf(() => source.read("c.md"))).toMatch(/^it has 10\.0 MB; at most 10 MB/);
    });

    test("says of a path without a file that it is missing", async () => {
      const source = await sourceOf({ "a.md": "x" });
      for (const path of ["b.md", "a.md/b.md", "c/b.md"])
        await expect(source.read(path)).rejects.toBeInstanceOf(MissingFile);
    });

    test("gives nothing from outside", async () => {
      const source = await sourceOf({ "a/b.md": "x" });
      for (const path of ["../../../../../../../etc/hostname", "/etc/hostname"])
        await expect(source.read(path)).rejects.toThrow();
    });

    const fingerprintsOf = async (source: Source) =>
      Object.fromEntries(
        (await listFiles(source)).documents.map(({ path, fingerprint }) => [path, fingerprint]),
      );

    test("has fingerprints that change with a file, and not without", async () => {
      const { source, put, remove } = await open({ "a.pdf": "x", "b.md": "x" });
      const first = await fingerprintsOf(source);
      expect(await fingerprintsOf(source)).toEqual(first);
      await put({ "a.pdf": "other" });
      const last = await fingerprintsOf(source);
      expect(last["a.pdf"]).not.toBe(first["a.pdf"]);
      expect(last["b.md"]).toBe(first["b.md"]);
      await remove("b.md");
      expect(Object.keys(await fingerprintsOf(source))).toEqual(["a.pdf"]);
    });

    testFiles("has fingerprints that change with a sidecar", async () => {
      const { source, put } = await open({ "a.pdf": "x" });
      const seen = new Set([(await fingerprintsOf(source))["a.pdf"]]);
      for (const sidecar of ["licence: CC0\n", "licence: MIT, and more\n"]) {
        await put({ "a.pdf.yaml": sidecar });
        seen.add((await fingerprintsOf(source))["a.pdf"]);
      }
      expect(seen.size).toBe(3);
    });

    test("compares a document with its file as it is now", async () => {
      const { source, put, remove } = await open({ "a.md": "One.", "b.md": "Two." });
      const document = await source.read("a.md");
      expect(await source.stateOf(document)).toMatchObject({ state: "current" });
      expect(await source.stateOf({ path: "b.md", sha256: document.sha256 })).toMatchObject({
        state: "changed",
      });
      await put({ "a.md": "Other." });
      expect(await source.stateOf(document)).toMatchObject({ state: "changed" });
      expect(await source.stateOf(await source.read("a.md"))).toMatchObject({ state: "current" });
      await put({ "a.md": "One." });
      expect(await source.stateOf(document)).toMatchObject({ state: "current" });
      await remove("a.md");
      expect(await source.stateOf(document)).toMatchObject({ state: "removed" });
      expect(await source.stateOf({ ...document, path: "b.md/c.md" })).toMatchObject({
        state: "removed",
      });
    });
  });
}
