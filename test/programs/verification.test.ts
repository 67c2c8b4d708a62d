/** @module Verification: what a verdict says of a hash, and what it does not claim. */

import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../src/base/hash.ts";
import type { Library } from "../../src/collection/library.ts";
import { ProgramFault } from "../../src/programs/fault.ts";
import { verify } from "../../src/programs/verification.ts";
import { buildAt, copiesOf, HARBOUR, openAt, placeWith } from "../support/library.ts";
import { writeFiles } from "../support/temporary.ts";

const BELL = "# Bells\n\nThe bell <!-- in summer --> is rung at nine by the keeper.\n";
const PAGE = "<!doctype html><title>Masts</title><h1>Masts</h1><p>The masts of ships are of pine.";
const FILES = { "a.md": HARBOUR, "bell.md": BELL, "masts.html": PAGE };

const copy = copiesOf(async () => {
  const place = await placeWith(FILES);
  await buildAt(place);
  return place;
});

async function opened() {
  const place = await copy();
  const library = await openAt(place);
  const foundAt = async (path: string) => {
    const all = (await library.complete("", 25)).map(({ id }) => library.source(id));
    for (const source of await Promise.all(all))
      if (source.status === "found" && source.citation.path === path) return source;
    throw new Error(`no passage of ${path}`);
  };
  return { place, library, foundAt };
}

const verdictOn = async (library: Library, id: string, hash: string) =>
  verify({ id, sha256: hash }, library);

describe("a hash of a passage", () => {
  it("holds if it is that of the quotation, of the file or of the extracted text", async () => {
    const { library, foundAt } = await opened();
    const { id, excerpt, citation } = await foundAt("masts.html");
    const hashes = {
      quotation: sha256(excerpt),
      file: sha256(PAGE),
      text: citation.textSha256 ?? "",
    };
    for (const [matches, hash] of Object.entries(hashes))
      expect(await verdictOn(library, id, hash)).toEqual({
        id,
        sha256: hash,
        verdict: "holds",
        matches,
        generation: library.generation(),
        citation: expect.objectContaining({ id, path: "masts.html", current: true }),
      });
  });

  it("differs if it is any other (property)", async () => {
    const { library, foundAt } = await opened();
    const { id, citation } = await foundAt("bell.md");
    const slice = BELL.slice(citation.start, citation.end);
    const others = [
      ...["", slice, slice.toUpperCase(), `${BELL} `, HARBOUR, "undefined"].map((text) =>
        sha256(text),
      ),
      "0".repeat(64),
      "f".repeat(64),
    ];
    for (const hash of others) {
      const { verdict, matches, citation: cited } = await verdictOn(library, id, hash);
      expect({ verdict, matches, id: cited?.id }).toEqual({ verdict: "differs", id });
    }
    const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
    await fc.assert(
      fc.asyncProperty(hex, async (hash) => {
        expect((await verdictOn(library, id, hash)).verdict).toBe("differs");
      }),
    );
  });

  it("is that of the quotation as it is quoted, without comments", async () => {
    const { library, foundAt } = await opened();
    const { id } = await foundAt("bell.md");
    const quotation = "The bell […] is rung at nine by the keeper.";
    expect(await verdictOn(library, id, sha256(quotation))).toMatchObject({ matches: "quotation" });
  });

  it("may be typed as an ID may: in capitals, with white space about it", async () => {
    const { library, foundAt } = await opened();
    const { id, citation } = await foundAt("a.md");
    const hash = citation.sha256;
    const typed = [` ${id.toUpperCase()}\n`, `\t${hash.toUpperCase()} `] as const;
    expect(await verdictOn(library, ...typed)).toMatchObject({
      id,
      sha256: hash,
      verdict: "holds",
      matches: "file",
    });
  });

  it.each([
    "",
    "a",
    "g".repeat(64),
    "0".repeat(63),
    "0".repeat(65),
    "0x" + "0".repeat(62),
    "０".repeat(64),
  ])("is refused if it is none: %s", async (hash) => {
    const { library } = await opened();
    const fault = await verdictOn(library, "aaaaaaaaaaaa", hash).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ProgramFault);
    expect(fault).toMatchObject({ kind: "bad-request" });
  });
});

describe("a verdict is about what was indexed", () => {
  it("it holds for a file that has changed since, and says so; the new bytes differ", async () => {
    const { place, library, foundAt } = await opened();
    const { id } = await foundAt("bell.md");
    const changed = BELL.replace("nine", "six");
    await writeFile(join(place.seedsDir, "bell.md"), changed);
    expect(await verdictOn(library, id, sha256(BELL))).toMatchObject({
      verdict: "holds",
      matches: "file",
      citation: { current: false },
    });
    expect(await verdictOn(library, id, sha256(changed))).toMatchObject({
      verdict: "differs",
      citation: { current: false, sha256: sha256(BELL) },
    });
    await rm(join(place.seedsDir, "bell.md"));
    expect(await verdictOn(library, id, sha256(BELL))).toMatchObject({
      verdict: "holds",
      citation: { current: false, removed: true },
    });
  });

  it("it knows the fate of a passage that is gone, and claims nothing of its hash", async () => {
    const { place, library, foundAt } = await opened();
    const [bell, masts] = [await foundAt("bell.md"), await foundAt("masts.html")];
    const before = library.generation();
    await writeFiles(place.seedsDir, { "bell.md": BELL.replace("nine", "six") });
    await rm(join(place.seedsDir, "masts.html"));
    await library.rebuild({ full: false, onProgress: () => {} });
    const generation = library.generation();
    expect(generation).not.toBe(before);
    const changed = await verdictOn(library, bell.id, sha256(bell.excerpt));
    expect(changed).toEqual({
      id: bell.id,
      sha256: sha256(bell.excerpt),
      verdict: "gone",
      generation,
      last: expect.objectContaining({ id: bell.id, fate: "changed", path: "bell.md" }),
    });
    expect(await verdictOn(library, changed.last?.successor ?? "", "0".repeat(64))).toMatchObject({
      verdict: "differs",
      citation: { path: "bell.md" },
    });
    expect(await verdictOn(library, masts.id, sha256(PAGE))).toMatchObject({
      verdict: "gone",
      last: { fate: "removed" },
    });
  });

  it.each(["aaaaaaaaaaaa", "", "../../etc/passwd", "\u0000", "ID".repeat(5_000), "\uD800"])(
    "it knows nothing of another ID: %j",
    async (id) => {
      const { library } = await opened();
      const verdict = await verdictOn(library, id, sha256(HARBOUR));
      const { generation } = verdict;
      expect(verdict).toEqual({ id, sha256: sha256(HARBOUR), verdict: "unknown", generation });
    },
  );

  it("it says if the generation is an earlier one, as the active one can't be opened", async () => {
    const { library, foundAt } = await opened();
    const { id } = await foundAt("a.md");
    const stale: Pick<Library, "source" | "generation"> = {
      generation: library.generation,
      source: async (wanted) => ({ ...(await library.source(wanted)), stale: true }),
    };
    const hash = sha256(HARBOUR);
    for (const [wanted, verdict] of [
      [id, "holds"],
      ["aaaaaaaaaaaa", "unknown"],
    ] as const)
      expect(await verify({ id: wanted, sha256: hash }, stale)).toMatchObject({
        verdict,
        stale: true,
      });
    expect(await verify({ id, sha256: hash }, library)).not.toHaveProperty("stale", true);
  });
});
