/** @module The compiled program of a checkout: when it is made, where from, and whom it is taken from. */

import { execFile, spawnSync } from "node:child_process";
import fs, { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { PROJECT } from "../../src/base/config/config.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const SOURCES = {
  "package.json": `{ "type": "module" }`,
  "kernel/kernel.wasm": "wasm",
  "src/main.ts": "const text: string = 'started'; console.log(text);",
  "src/cli/main.ts": "console.log(...process.argv.slice(2));",
  "src/setup.ts": "",
  "src/model.ts": "",
  "src/mcp.ts": "",
  "src/worker.ts": "",
  "src/deploy.ts": "throw new Error('deep' as string);",
  "src/build.ts": "",
  "src/build/reader/process.ts": "",
  "src/web/preview/page/page.ts": "const title: string = 'page'; document.title = title;",
  "src/web/preview/page/theme.ts": "",
  "src/web/preview/page/page.css": "",
  "src/web/preview/page/icon.svg": "<svg/>",
  "src/web/passage/passage.css": "",
};

/** A checkout with the real files of `bin`, and next to nothing to compile. */
async function checkout() {
  const folder = await temporaryFolder();
  await cp(join(PROJECT, "bin"), join(folder, "bin"), { recursive: true });
  await writeFiles(folder, SOURCES);
  await symlink(join(PROJECT, "node_modules"), join(folder, "node_modules"));
  const load = createRequire(join(folder, "bin/any.cjs"));
  const { compiledFolder } = load("./dist.cjs") as { readonly compiledFolder: () => string };
  const compiler = load("./compile.cjs") as { compile: (...from: unknown[]) => unknown };
  return { folder, compiledFolder, compiler, dist: join(folder, "dist") };
}

/** A folder and everything below it. */
const namesIn = (folder: string): string[] => [
  "",
  ...readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted(),
];

/** All of that with the time of its last change. */
const stateOf = (folder: string) =>
  namesIn(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs]);

const run = (folder: string, entry: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [join(folder, "bin", entry), ...args], { encoding: "utf8" });

test("holds the program, the files it reads and the page's", async () => {
  const { compiledFolder } = await checkout();
  const names = namesIn(compiledFolder());
  for (const name of ["start", "footnote", "deploy", "read", "page/page", "page/theme"])
    expect(names).toContain(`${name}.js`);
  expect(names).toEqual(
    expect.arrayContaining(["kernel/kernel.wasm", "page/page.css", "page/icon.svg"]),
  );
});

test("asks for the packages where none are installed", async () => {
  const { folder } = await checkout();
  await rm(join(folder, "node_modules"));
  const { status, stderr } = run(folder, "start.cjs");
  expect(status).toBe(1);
  expect(stderr).toBe(`Run npm ci first: Footnote's packages are not installed in ${folder}.\n`);
});

test("is left as it is while the sources are, and made again when one changes", async () => {
  const { folder, dist, compiledFolder } = await checkout();
  const first = compiledFolder();
  const before = stateOf(dist);
  expect(compiledFolder()).toBe(first);
  expect(stateOf(dist)).toEqual(before);
  await writeFiles(folder, { "src/web/preview/page/page.css": "body { margin: 0 }" });
  const second = compiledFolder();
  expect(second).not.toBe(first);
  expect(await readFile(join(second, "page/page.css"), "utf8")).toContain("margin");
});

test("depends on the names of the sources, the lockfile and what compiles", async () => {
  const { folder, compiledFolder } = await checkout();
  await writeFiles(folder, { "src/a.ts": "" });
  const made = new Set([compiledFolder()]);
  await rename(join(folder, "src/a.ts"), join(folder, "src/b.ts"));
  made.add(compiledFolder());
  await writeFiles(folder, { "package-lock.json": "{}" });
  made.add(compiledFolder());
  await writeFiles(folder, { "bin/compile-more.cjs": "" });
  made.add(compiledFolder());
  expect(made.size).toBe(4);
});

test("is not kept where the sources change while they are compiled", async () => {
  const { folder, compiledFolder, compiler } = await checkout();
  const { compile } = compiler;
  compiler.compile = (...from) => {
    writeFileSync(join(folder, "src/main.ts"), "changed");
    return compile(...from);
  };
  expect(compiledFolder).toThrow(/found them changed/);
  expect(await readFile(join(compiledFolder(), "start.js"), "utf8")).toContain("changed");
});

test("the newest two stay, what is not ours, and nothing that a killed compilation left", async () => {
  const { folder, dist, compiledFolder } = await checkout();
  await writeFiles(dist, { "notes/a.txt": "" });
  await mkdir(join(dist, ".unfinished-old"), { recursive: true });
  await utimes(join(dist, ".unfinished-old"), 0, 0);
  await mkdir(join(dist, ".unfinished-new"));
  const made: string[] = [];
  for (const text of ["1", "2", "3"]) {
    await writeFiles(folder, { "src/main.ts": text });
    made.push(basename(compiledFolder()));
  }
  expect(readdirSync(dist).toSorted()).toEqual(
    [".unfinished-new", "notes", ...made.slice(1)].toSorted(),
  );
});

test("what another process removes first leaves nothing behind", async () => {
  const { dist, compiledFolder } = await checkout();
  const abandoned = join(dist, ".unfinished-old");
  await mkdir(abandoned, { recursive: true });
  await utimes(abandoned, 0, 0);
  const { renameSync } = fs;
  const slower = vi.spyOn(fs, "renameSync").mockImplementation((from, to) => {
    if (from === abandoned) rmSync(abandoned, { recursive: true });
    renameSync(from, to);
  });
  onTestFinished(() => slower.mockRestore());
  const made = compiledFolder();
  expect(readdirSync(dist)).toEqual([basename(made)]);
});

test("five first starts at once make one, which others can't write whatever the umask", async () => {
  const { folder, dist } = await checkout();
  const start = `umask 0; exec "${process.execPath}" "${join(folder, "bin/start.cjs")}"`;
  const runs = await Promise.all(
    Array.from({ length: 5 }, () => promisify(execFile)("sh", ["-c", start])),
  );
  expect(runs).toEqual(Array(5).fill({ stdout: "started\n", stderr: "" }));
  expect(readdirSync(dist)).toHaveLength(1);
  for (const name of namesIn(dist)) expect(statSync(join(dist, name)).mode & 0o022, name).toBe(0);
});

test("where it can't be made, the start ends with 1 and says what to do", async () => {
  const { folder, dist } = await checkout();
  await writeFile(dist, "no folder");
  const { status, stdout, stderr } = run(folder, "start.cjs");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^Expected .*dist.*; found none, .*EEXIST.*\. Run npm ci .*\n$/);
});

test("without its sources and all packages the shipped one runs", async () => {
  const { folder, dist, compiledFolder } = await checkout();
  const made = compiledFolder();
  const before = stateOf(dist);
  for (const name of ["src", "kernel", "node_modules"])
    await rm(join(folder, name), { recursive: true });
  expect(compiledFolder()).toBe(made);
  expect(run(folder, "footnote.cjs", "ask", "--json").stdout).toBe("ask --json\n");
  expect(stateOf(dist)).toEqual(before);
  await rm(dist, { recursive: true });
  expect(compiledFolder).toThrow(/found neither/);
});

test("what others can write, or put there, is refused", async () => {
  const { folder, dist, compiledFolder } = await checkout();
  const made = compiledFolder();
  for (const path of [dist, made]) {
    chmodSync(path, 0o777);
    expect(compiledFolder).toThrow(/nobody else can write; found a folder.* 777/);
    chmodSync(path, 0o755);
  }
  await rename(dist, join(folder, "elsewhere"));
  await symlink(join(folder, "elsewhere"), dist);
  expect(compiledFolder).toThrow(/found no folder/);
  const before = stateOf(join(folder, "elsewhere"));
  await writeFiles(folder, { "src/main.ts": "changed" });
  expect(compiledFolder).toThrow(/found no folder/);
  expect(stateOf(join(folder, "elsewhere"))).toEqual(before);
});

test("a stack trace names the source and its line", async () => {
  const { folder } = await checkout();
  expect(run(folder, "deploy.cjs").stderr).toContain(`${join(folder, "src/deploy.ts")}:1:7`);
});

test("an install without sources makes nothing", async () => {
  const { scripts } = z
    .object({ scripts: z.object({ prepare: z.string() }) })
    .parse(JSON.parse(await readFile(join(PROJECT, "package.json"), "utf8")));
  const cwd = await temporaryFolder();
  const { status, stderr } = spawnSync(scripts.prepare, { cwd, shell: true, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(readdirSync(cwd)).toEqual([]);
});
