/** @module `npm run model`, as an operator runs it. */

import { cp } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { readConfig } from "../../../src/base/config/config.ts";
import { runEntry } from "../../support/terminal.ts";
import { temporaryFolder } from "../../support/temporary.ts";
import { TINY, TINY_PASSAGES } from "../../support/tiny-model.ts";

it("adds a model and names the next step", async () => {
  const modelsDir = await temporaryFolder();
  await cp(inject("modelsDir"), modelsDir, { recursive: true });
  await cp(join(modelsDir, TINY), join(modelsDir, readConfig({}).modelName), { recursive: true });
  const folder = join(modelsDir, TINY_PASSAGES);
  const use = ["--pooling", "mean", "--passage-prefix", "", "--question-prefix", "q: "];
  const { code, stdout, stderr } = await runEntry(
    "bin/model.cjs",
    ["add", folder, "--as", "other", ...use],
    {
      env: { MODELS_DIR: modelsDir },
    },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^ok +checksums +all files are as SHA256SUMS lists them$/m);
  expect(stdout).toContain(`before a question "q: "`);
  expect(stdout).toMatch(
    /set EMBEDDING_MODEL=other in \.env, then run: npm run footnote -- index\n$/,
  );
});

it("answers a wrong call with its usage and 2", async () => {
  const { code, stdout, stderr } = await runEntry("bin/model.cjs", [
    "add",
    "x",
    "--pooling",
    "max",
  ]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/found --pooling max\. npm run model -- add FOLDER/);
});
