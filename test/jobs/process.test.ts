/** @module `npm run worker`, and the builds that it ends, as processes. */

import { inject, expect, it } from "vitest";
import { isTransient, UserError } from "../../src/base/errors.ts";
import { buildInChild } from "../../src/build/in-child.ts";
import { openFileStore } from "../../src/storage/files/store.ts";
import { caught } from "../support/fault.ts";
import { HARBOUR } from "../support/library.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";
import { runEntry } from "../support/terminal.ts";
import { TINY } from "../support/tiny-model.ts";

it("ends with 2 and the remedy where there is no database", async () => {
  const { code, stdout, stderr } = await runEntry("bin/worker.cjs", [], {
    env: { DATABASE_URL: "" },
  });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("DATABASE_URL");
  expect(stderr).toContain("docs/WORKERS.md");
});

it("ends a build by its signal, which is no refusal", async () => {
  const indexDir = await temporaryFolder();
  const buildOf = (folder: string) =>
    buildInChild({
      collection: {
        id: "c",
        source: { kind: "folder", folder, samples: undefined, watch: false },
        indexDir,
      },
      modelsDir: inject("modelsDir"),
      modelName: TINY,
    });
  const build = buildOf(await folderWith({ "a.md": HARBOUR }));
  const ending = new AbortController();
  const onProgress = (): void => ending.abort();
  const ended = await caught(() => build({ onProgress, signal: ending.signal }));
  expect([ended instanceof UserError, isTransient(ended)]).toEqual([true, true]);
  expect(await openFileStore(indexDir).active()).toBeUndefined();
  const refused = await caught(async () =>
    buildOf(await temporaryFolder())({ onProgress: () => {} }),
  );
  expect([refused instanceof UserError, isTransient(refused)]).toEqual([true, false]);
});
