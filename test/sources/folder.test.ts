/** @module The source in a folder: the contract, links, access, and the decoding of what is read. */

import { chmod, rm, symlink } from "node:fs/promises";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../src/base/hash.ts";
import { decodeText } from "../../src/corpus/text.ts";
import { openFolder } from "../../src/sources/folder.ts";
import { listFiles, type Listing } from "../../src/sources/source.ts";
import { describeSource } from "../contract/source.ts";
import { faultOf } from "../support/fault.ts";
import { folderWith, temporaryFolder, writeFiles } from "../support/temporary.ts";

describeSource("in a folder", async (files) => {
  const folder = await folderWith(files);
  return {
    source: openFolder(folder),
    put: (changed) => writeFiles(folder, changed),
    remove: (path) => rm(join(folder, path)),
  };
});

const list = (folder: string): Promise<Listing> => listFiles(openFolder(folder));
const pathsIn = async (folder: string): Promise<readonly string[]> =>
  (await list(folder)).documents.map(({ path }) => path);
const refusedIn = async (folder: string): Promise<readonly (readonly [string, string])[]> =>
  (await list(folder)).refused.map(({ path, reason }) => [path, reason]);
const read = async (folder: string, path: string) =>
  decodeText(await openFolder(folder).read(path));

describe("a folder", () => {
  test("that is missing is a fault that says what to do", async () => {
    const folder = join(await temporaryFolder(), "nowhere");
    const fault = await faultOf(() => list(folder));
    expect(fault).toContain(folder);
    expect(fault).toContain("SEEDS_DIR");
  });

  test("that is a file is a fault too", async () => {
    const folder = await folderWith({ "a.md": "Text." });
    expect(await faultOf(() => list(join(folder, "a.md")))).toContain("found a file");
  });

  test("does not list what a browser saved with a page", async () => {
    const folder = await folderWith({
      "c.html": "x",
      "c_files/frame.html": "x",
      "d.htm": "x",
      "d_files/e.md": "x",
      "f_files/g.md": "x",
    });
    expect(await pathsIn(folder)).toEqual(["c.html", "d.htm", "f_files/g.md"]);
  });
});

describe("a link", () => {
  test("inside the folder is followed", async () => {
    const folder = await folderWith({ "a/b.md": "Text." });
    await symlink("a/b.md", join(folder, "link.md"));
    expect(await pathsIn(folder)).toEqual(["a/b.md", "link.md"]);
    expect((await read(folder, "link.md")).text).toBe("Text.");
  });

  test("out of the folder is refused, even to a folder of a longer name", async () => {
    const folder = await folderWith({ "seeds/a.md": "x", "seeds-2/secret.md": "Secret." });
    await symlink("../seeds-2/secret.md", join(folder, "seeds", "b.md"));
    await symlink("/etc/hostname", join(folder, "seeds", "c.txt"));
    expect(await pathsIn(join(folder, "seeds"))).toEqual(["a.md"]);
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

  test.each(["../secret.md", "../seeds-2/b.md", "a/../../secret.md", "later.md", "later/b.md"])(
    "a path outside the folder, or added later, is not read: %s",
    async (path) => {
      const folder = await folderWith({
        "seeds/a/b.md": "x",
        "secret.md": "Secret.",
        "other/b.md": "Secret.",
        "seeds-2/b.md": "Secret.",
      });
      await symlink("../secret.md", join(folder, "seeds", "later.md"));
      await symlink("../other", join(folder, "seeds", "later"));
      expect(await faultOf(() => read(join(folder, "seeds"), path))).toBe(
        "it is a link to a file outside the folder",
      );
    },
  );

  test("to a folder is not gone into", async () => {
    const folder = await folderWith({ "seeds/a.md": "x", "other/b.md": "x" });
    await symlink("../other", join(folder, "seeds", "linked"));
    expect(await pathsIn(join(folder, "seeds"))).toEqual(["a.md"]);
    expect(await refusedIn(join(folder, "seeds"))).toEqual([]);
  });

  test("to a device or a pipe is refused, and never waited for", async () => {
    const folder = await temporaryFolder();
    await promisify(execFile)("mkfifo", [join(folder, "pipe.md")]);
    expect(await pathsIn(folder)).toEqual(["pipe.md"]);
    expect(await faultOf(() => read(folder, "pipe.md"))).toBe("it is not a file");
    await symlink("/dev/zero", join(folder, "zero.md"));
    expect(await refusedIn(folder)).toEqual([["zero.md", "a link to a file outside the folder"]]);
  });

  test("to a folder, with the name of a document, is refused when it is read", async () => {
    const folder = await folderWith({ "a/b.md": "x" });
    await symlink("a", join(folder, "c.md"));
    expect(await faultOf(() => read(folder, "c.md"))).toBe("it is not a file");
  });

  test("may be the folder of documents itself", async () => {
    const folder = await folderWith({ "seeds/a.md": "x" });
    await symlink("seeds", join(folder, "link"));
    expect(await pathsIn(join(folder, "link"))).toEqual(["a.md"]);
  });
});

describe("a text", () => {
  test("is decoded and never altered", async () => {
    const text = "\uFEFFOne\r\nTwo\tthree\u0000 e\u0301 😀 \u202Eabc\n\n";
    const folder = await folderWith({ "a.md": text });
    const file = await read(folder, "a.md");
    expect(file).toEqual({
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
    expect(await faultOf(() => read(folder, "a.md"))).toBe(reason);
  });

  test("that went away meanwhile is refused", async () => {
    const folder = await temporaryFolder();
    expect(await faultOf(() => read(folder, "a.md"))).toBe("it cannot be read (ENOENT)");
  });

  test.skipIf(process.getuid?.() === 0)("that may not be read is refused", async () => {
    const folder = await folderWith({ "a.md": "Text." });
    await chmod(join(folder, "a.md"), 0);
    expect(await faultOf(() => read(folder, "a.md"))).toBe("it cannot be read (EACCES)");
  });
});
