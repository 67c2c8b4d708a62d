/** @module Finding seeds in a folder and reading them: what is read, what is passed over, what is refused and why. */

import { chmod, symlink, truncate, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../src/base/hash.ts";
import { listSeeds, readSeed } from "../../src/sources/folder.ts";
import { faultOf } from "../support/fault.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";

const refusedIn = async (folder: string): Promise<readonly (readonly [string, string])[]> =>
  (await listSeeds(folder)).refused.map(({ path, reason }) => [path, reason]);

describe("a folder", () => {
  test("that is missing is a fault that says what to do", async () => {
    const folder = join(await temporaryFolder(), "nowhere");
    const fault = await faultOf(() => listSeeds(folder));
    expect(fault).toContain(folder);
    expect(fault).toContain("SEEDS_DIR");
  });

  test("that is a file is the same fault", async () => {
    const folder = await folderWith({ "a.md": "Text." });
    expect(await faultOf(() => listSeeds(join(folder, "a.md")))).toContain("found none");
  });

  test("that is empty has no seeds", async () => {
    expect(await listSeeds(await temporaryFolder())).toMatchObject({ paths: [], refused: [] });
  });

  test("is read with its sub-folders, in one order on every machine", async () => {
    const paths = ["Z.md", "a.md", "a/b.txt", "a/c/d.md", "ä.md", "é/x.md"];
    const folder = await folderWith(
      Object.fromEntries(paths.toReversed().map((path) => [path, "x"])),
    );
    expect((await listSeeds(folder)).paths).toEqual(paths);
  });

  test("may have names of any letters, blanks and quotation marks", async () => {
    const paths = [
      "'single'.md",
      'a "b" c.md',
      "with  blanks.txt",
      "$(x);&.md",
      "إعلان.txt",
      "文書.md",
      "😀.md",
    ];
    const folder = await folderWith(
      Object.fromEntries(paths.map((path) => [path, `Text of ${path}`])),
    );
    const found = await listSeeds(folder);
    expect(found.paths).toEqual(paths.toSorted((a, b) => (a < b ? -1 : 1)));
    for (const path of found.paths)
      expect(await readSeed(folder, path)).toMatchObject({ path, text: `Text of ${path}` });
  });

  test("is read whatever the case of an extension", async () => {
    const folder = await folderWith({ "A.MD": "x", "B.Txt": "x" });
    expect((await listSeeds(folder)).paths).toEqual(["A.MD", "B.Txt"]);
  });

  test("passes over what is hidden, and files of other kinds", async () => {
    const folder = await folderWith({
      ".a.md": "x",
      ".git/b.md": "x",
      "c.png": "x",
      d: "x",
      md: "x",
    });
    const passedOver = [
      { ending: "", count: 2 },
      { ending: ".png", count: 1 },
    ];
    expect(await listSeeds(folder)).toEqual({ paths: [], refused: [], passedOver });
  });

  test("lists as refused what was surely meant as a document", async () => {
    const folder = await folderWith({ "b.EPUB": "x", "a/c.doc": "x", "a.odt": "x" });
    const kinds = ".md, .mdx, .txt, .html, .htm, .pdf, .docx";
    expect(await refusedIn(folder)).toEqual([
      ["a.odt", `a .odt file: only ${kinds} are read`],
      ["a/c.doc", `a .doc file: only ${kinds} are read`],
      ["b.EPUB", `a .epub file: only ${kinds} are read`],
    ]);
  });

  test("lists every kind that is read, and not what stands beside one", async () => {
    const folder = await folderWith({
      "a.PDF": "x",
      "a.PDF.yaml": "x",
      "b.docx": "x",
      "c.html": "x",
      "c_files/frame.html": "x",
      "d.htm": "x",
      "d_files/e.md": "x",
      "f_files/g.md": "x",
    });
    const paths = ["a.PDF", "b.docx", "c.html", "d.htm", "f_files/g.md"];
    expect(await listSeeds(folder)).toEqual({ paths, refused: [], passedOver: [] });
  });
});

test("the operator's examples are no document, and are not passed over", async () => {
  const folder = await folderWith({ "examples.txt": "Who?", "b/examples.txt": "Text." });
  const listed = { paths: ["b/examples.txt"], refused: [], passedOver: [] };
  expect(await listSeeds(folder)).toEqual(listed);
});

describe("a link", () => {
  test("inside the folder is followed", async () => {
    const folder = await folderWith({ "a/b.md": "Text." });
    await symlink("a/b.md", join(folder, "link.md"));
    expect((await listSeeds(folder)).paths).toEqual(["a/b.md", "link.md"]);
    expect((await readSeed(folder, "link.md")).text).toBe("Text.");
  });

  test("out of the folder is refused, even to a folder of a longer name", async () => {
    const folder = await folderWith({ "seeds/a.md": "x", "seeds-2/secret.md": "Secret." });
    await symlink("../seeds-2/secret.md", join(folder, "seeds", "b.md"));
    await symlink("/etc/hostname", join(folder, "seeds", "c.txt"));
    const { paths } = await listSeeds(join(folder, "seeds"));
    expect(paths).toEqual(["a.md"]);
    expect(await refusedIn(join(folder, "seeds"))).toEqual([
      ["b.md", "a link to a file outside the folder"],
      ["c.txt", "a link to a file outside the folder"],
    ]);
  });

  test("to nothing, or to itself, is refused", async () => {
    const folder = await temporaryFolder();
    await symlink("nowhere.md", join(folder, "a.md"));
    await symlink("b.md", join(folder, "b.md"));
    expect(await refusedIn(folder)).toEqual([
      ["a.md", "a link to nothing"],
      ["b.md", "a link to nothing"],
    ]);
  });

  test.each(["../secret.md", "a/../../secret.md", "later.md", "later/b.md"])(
    "out of the folder is not read either, whoever names it or whenever it came: %s",
    async (path) => {
      const folder = await folderWith({
        "seeds/a/b.md": "x",
        "secret.md": "Secret.",
        "other/b.md": "Secret.",
      });
      await symlink("../secret.md", join(folder, "seeds", "later.md"));
      await symlink("../other", join(folder, "seeds", "later"));
      expect(await faultOf(() => readSeed(join(folder, "seeds"), path))).toBe(
        "it is a link to a file outside the folder",
      );
    },
  );

  test("to a folder is not gone into", async () => {
    const folder = await folderWith({ "seeds/a.md": "x", "other/b.md": "x" });
    await symlink("../other", join(folder, "seeds", "linked"));
    expect(await listSeeds(join(folder, "seeds"))).toMatchObject({ paths: ["a.md"], refused: [] });
  });

  test("to a device or a pipe is refused, and never waited for", async () => {
    const folder = await temporaryFolder();
    await promisify(execFile)("mkfifo", [join(folder, "pipe.md")]);
    expect((await listSeeds(folder)).paths).toEqual(["pipe.md"]);
    expect(await faultOf(() => readSeed(folder, "pipe.md"))).toBe("it is not a file");
    await symlink("/dev/zero", join(folder, "zero.md"));
    expect(await refusedIn(folder)).toEqual([["zero.md", "a link to a file outside the folder"]]);
  });

  test("to a folder, with the name of a seed, is refused when it is read", async () => {
    const folder = await folderWith({ "a/b.md": "x" });
    await symlink("a", join(folder, "c.md"));
    expect(await faultOf(() => readSeed(folder, "c.md"))).toBe("it is not a file");
  });

  test("may be the folder of seeds itself", async () => {
    const folder = await folderWith({ "seeds/a.md": "x" });
    await symlink("seeds", join(folder, "link"));
    expect((await listSeeds(join(folder, "link"))).paths).toEqual(["a.md"]);
  });
});

describe("a seed", () => {
  test("is decoded and never altered", async () => {
    const text = "\uFEFFOne\r\nTwo\tthree\u0000 e\u0301 😀 \u202Eabc\n\n";
    const folder = await folderWith({ "a.md": text });
    const seed = await readSeed(folder, "a.md");
    expect(seed).toEqual({
      path: "a.md",
      text,
      sha256: sha256(Buffer.from(text)),
      bytes: Buffer.byteLength(text),
    });
  });

  test.each<[string, string | Uint8Array, string]>([
    ["empty", "", "it is empty"],
    ["white space alone", " \n\t\r\n\u00A0\u3000", "it is empty"],
    ["a byte order mark alone", "\uFEFF", "it is empty"],
    ["a byte order mark and blanks", "\uFEFF \n", "it is empty"],
    ["Latin-1", Buffer.from("Café", "latin1"), "it is not UTF-8: save it in that encoding"],
    ["UTF-16", Buffer.from("\uFEFFText", "utf16le"), "it is not UTF-8: save it in that encoding"],
    [
      "cut inside a character",
      Buffer.from("😀").subarray(0, 3),
      "it is not UTF-8: save it in that encoding",
    ],
    [
      "an encoded surrogate",
      Uint8Array.of(0x61, 0xed, 0xa0, 0x80),
      "it is not UTF-8: save it in that encoding",
    ],
  ])("that is %s is refused", async (_, content, reason) => {
    const folder = await folderWith({ "a.md": content });
    expect(await faultOf(() => readSeed(folder, "a.md"))).toBe(reason);
  });

  test("of 10 MB is read, and of a byte more is refused", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "a.txt"), Buffer.alloc(10_000_000, "a"));
    expect((await readSeed(folder, "a.txt")).bytes).toBe(10_000_000);
    await truncate(join(folder, "a.txt"), 10_000_001);
    expect(await faultOf(() => readSeed(folder, "a.txt"))).toMatch(
      /^it has 10\.0 MB; at most 10 MB/,
    );
  });

  test("that went away meanwhile is refused", async () => {
    const folder = await temporaryFolder();
    expect(await faultOf(() => readSeed(folder, "a.md"))).toBe("it cannot be read (ENOENT)");
  });

  test.skipIf(process.getuid?.() === 0)("that may not be read is refused", async () => {
    const folder = await folderWith({ "a.md": "Text." });
    await chmod(join(folder, "a.md"), 0);
    expect(await faultOf(() => readSeed(folder, "a.md"))).toBe("it cannot be read (EACCES)");
  });
});
