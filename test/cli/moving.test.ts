/** @module `export` and `import` at the terminal: what they print, and their exit codes. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { footnote, jsonLines, type Run } from "../support/terminal.ts";

const TEXT = "# Rules\n\nThe harbour opens at six in the morning, and not before.\n";

/** A folder with an index of one document, and calls of the terminal with its settings. */
async function prepared() {
  const folder = await temporaryFolder();
  await writeFiles(folder, { "seeds/rules.md": TEXT });
  const env = {
    SEEDS_DIR: join(folder, "seeds"),
    INDEX_DIR: join(folder, "index"),
    FEEDBACK_DIR: join(folder, "feedback"),
  };
  const call = (args: readonly string[], other: Record<string, string> = {}): Promise<Run> =>
    footnote(args, { env: { ...env, ...other } });
  const index = await call(["index", "--json"]);
  const { generation } = z.looseObject({ generation: z.string() }).parse(jsonLines(index)[0]);
  return { folder, file: join(folder, "e.zip"), call, generation };
}

it("moves a collection to another folder: the same index, and the same answer", async () => {
  const { folder, file, call, generation } = await prepared();
  const taken = await call(["export", file]);
  expect(taken).toMatchObject({ code: 0, stderr: "" });
  expect(taken.stdout).toMatch(
    /Written and checked: .*\ncontent {3}[0-9a-f]{32} of default: 1 document, 1 passage\n/,
  );
  const there = { INDEX_DIR: join(folder, "there"), FEEDBACK_DIR: join(folder, "there-f") };
  const checked = await call(["import", file, "--dry-run"], there);
  expect(checked.stdout).toMatch(
    /: sound; made by Footnote .*\nOnly checked; nothing was changed/s,
  );
  expect(await call(["verify"], there)).toMatchObject({ code: 1 });
  const imported = await call(["import", file], there);
  expect(imported).toMatchObject({ code: 0 });
  expect(imported.stdout).toContain(`index     ${generation}, verified and active\n`);
  expect(imported.stdout).toMatch(/^Imported\.$/m);
  const asked = ["ask", "--json", "When does the harbour open?"];
  expect((await call(asked, there)).stdout).toBe((await call(asked)).stdout);
});

it("prints JSON for scripts, and offers the way back where there is one", async () => {
  const { folder, file, call, generation } = await prepared();
  const taken = await call(["export", file, "--json"]);
  const name = expect.stringMatching(/^[0-9a-f]{32}$/);
  const counts = { documents: 1, passages: 1, feedback: 0, pins: 0 };
  const common = { file, program: expect.any(String), collection: "default" };
  expect(jsonLines(taken)).toEqual([
    { ...common, ...counts, bytes: expect.any(Number), generation: name, previous: null },
  ]);
  await writeFile(join(folder, "seeds", "rules.md"), `${TEXT}\nIt shuts at noon.\n`);
  await call(["index"]);
  const summary = { ...common, content: name, feedback: 0, pins: 0 };
  expect(jsonLines(await call(["import", file, "--dry-run", "--json"]))).toEqual([
    { ...summary, imported: false, generation: null, previous: null, stale: null },
  ]);
  expect(jsonLines(await call(["import", file, "--json"]))).toEqual([
    { ...summary, imported: true, generation, previous: name, stale: 1 },
  ]);
  expect((await call(["import", file])).stdout).toMatch(/index --back\n.*1 document has changed/s);
});

it("exits with 2 if the call is wrong and 1 if the file is, and says what to do", async () => {
  const { folder, file, call } = await prepared();
  expect(await call(["import", file])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/an export at .* nothing there.*that footnote export wrote/),
  });
  await call(["export", file]);
  expect(await call(["export", file])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--force"),
  });
  const backup = join(folder, "b.zip");
  await call(["backup", backup]);
  expect(await call(["import", backup])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("an archive without export.json"),
  });
  const whole = await readFile(file);
  await writeFile(file, whole.subarray(0, whole.length / 2));
  expect(await call(["import", file])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/found no whole export: .*Nothing was changed\.\n$/),
  });
});
