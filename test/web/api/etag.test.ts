/** @module Entity tags: one state of an answer has one, and no transfer repeats it. */

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Library } from "../../../src/collection/library.ts";
import { type Call, callsTo, pathsOf, shelfOf } from "../../support/api.ts";
import { expectDescribed } from "../../support/contract.ts";
import { HARBOUR, TOWER } from "../../support/library.ts";
import { liveLibrary, memoryFiles } from "../../support/memory-library.ts";
import { runs } from "../../support/runs.ts";

const files = memoryFiles({ "harbour.md": HARBOUR });
let library: Library;
let call: Call;
let paths: Awaited<ReturnType<typeof pathsOf>>;
beforeAll(async () => {
  library = await liveLibrary(files);
  call = callsTo(shelfOf(library));
  paths = await pathsOf(library);
});

const tagOf = async (path: string): Promise<string> => (await call(path)).headers.get("ETag") ?? "";
const askFor = (path: string, tags: string, method = "GET"): Promise<Response> =>
  call(path, { method, headers: { "If-None-Match": tags } });

describe("the tag of an answer", () => {
  it("is strong, names the generation, and stays while nothing changes", async () => {
    for (const [name, path] of Object.entries(paths)) {
      const tag = await tagOf(path);
      const ofGeneration = name === "openapi" ? "" : `${library.generation()}\\.`;
      expect(tag, name).toMatch(new RegExp(`^"${ofGeneration}[\\w-]{22}"$`));
      expect(await tagOf(path)).toBe(tag);
    }
  });

  it("spares the transfer: 304 has no body, and the headers of the answer", async () => {
    for (const [name, path] of Object.entries(paths)) {
      const tag = await tagOf(path);
      for (const tags of [tag, `W/${tag}`, "*", `"a", ${tag}`, `"x,y",W/"z" , W/${tag},"b"`])
        for (const method of ["GET", "HEAD"]) {
          const response = await askFor(path, tags, method);
          expect(response.status, `${name} ${tags}`).toBe(304);
          expect(response.headers.get("ETag")).toBe(tag);
          expect(response.headers.has("Content-Length")).toBe(false);
          await expectDescribed(name, response);
        }
      for (const tags of ['"another"', tag.slice(1, -1), `"${tag}"`, `${tag.slice(0, -1)}x"`, ""])
        expect((await askFor(path, tags)).status, `${name} ${tags}`).toBe(200);
    }
  });

  it("is compared with every tag of any list", async () => {
    const opaque = fc.stringMatching(/^[!#-~]{0,20}$/);
    const listed = fc.tuple(fc.boolean(), opaque);
    const own = (await tagOf(paths.ask)).slice(1, -1);
    await fc.assert(
      fc.asyncProperty(
        fc.array(listed, { maxLength: 8 }),
        fc.option(fc.nat(8)),
        async (list, at) => {
          const all = at === null ? list : list.toSpliced(at, 0, [at % 2 === 0, own]);
          const tags = all.map(([isWeak, tag]) => `${isWeak ? "W/" : ""}"${tag}"`).join(", ");
          const isKnown = all.some(([, tag]) => tag === own);
          expect((await askFor(paths.ask, tags)).status).toBe(isKnown ? 304 : 200);
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it("is never that of a problem", async () => {
    const response = await askFor("/v1/source/aaaaaaaaaaaa", "*");
    expect(response.status).toBe(404);
    expect(response.headers.has("ETag")).toBe(false);
  });
});

describe("another tag", () => {
  it("has an answer whose file was changed, though the generation is the same", async () => {
    const { source } = paths;
    const tag = await tagOf(source);
    files.set("harbour.md", Buffer.from(`${HARBOUR}\nMore.\n`));
    const changed = await askFor(source, tag);
    files.set("harbour.md", Buffer.from(HARBOUR));
    expect(changed.status).toBe(200);
    expect(await changed.json()).toMatchObject({ citation: { current: false } });
    expect((await askFor(source, tag)).status).toBe(304);
  });

  it("has the same body of another generation", async () => {
    const before = await call(paths.passageText);
    files.set("tower.md", Buffer.from(TOWER));
    await library.rebuild({ onProgress: () => {} });
    const after = await askFor(paths.passageText, before.headers.get("ETag") ?? "");
    expect(after.status).toBe(200);
    expect(after.headers.get("Footnote-Generation")).not.toBe(
      before.headers.get("Footnote-Generation"),
    );
    expect(await after.text()).toBe(await before.text());
  });
});
