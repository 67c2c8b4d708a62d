/** @module The examples of a page of Markdown, run one after another in one folder as its reader would, and what it shows of their output. */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { parse } from "dotenv";
import { expect, inject } from "vitest";
import { z } from "zod";
import { PROJECT } from "../../src/base/project.ts";
import { blocksIn, type Sample } from "./markdown.ts";

/** The pages whose every example is run by test/docs-programs.test.ts. */
export const EXAMPLE_PAGES: readonly string[] = ["docs/API.md"];

/** A block that is run: `sh`, `js` or `typescript`. */
export interface Example extends Sample {
  /** The block of output that follows it: `json`, `text` or `http`. */
  readonly shown?: Sample | undefined;
}

const RUN = ["sh", "js", "typescript"];
const SHOWN = ["json", "text", "http"];

/** @throws if the page has a block of another kind, or output of nothing. */
export function examplesIn(markdown: string): readonly Example[] {
  const blocks = blocksIn(markdown);
  return blocks.flatMap((block, at) => {
    const [before, after] = [blocks[at - 1], blocks[at + 1]];
    if (RUN.includes(block.language)) {
      const isShown = after?.follows === true && SHOWN.includes(after.language);
      return [{ ...block, shown: isShown ? after : undefined }];
    }
    const isOutput = block.follows && before !== undefined && RUN.includes(before.language);
    if (block.language === "ini" || (SHOWN.includes(block.language) && isOutput)) return [];
    throw new Error(`a block of another kind:\n${block.code}`);
  });
}

/** The settings that a page gives, block by block. */
export const settingsIn = (markdown: string): readonly Record<string, string>[] =>
  blocksIn(markdown)
    .filter(({ language }) => language === "ini")
    .map(({ code }) => parse(code));

export interface Place {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Words of the page that mean another one here. */
  readonly places: Readonly<Record<string, string>>;
}

/** Makes a folder like the checkout, in which an example may write. */
export async function checkoutIn(folder: string): Promise<void> {
  for (const name of ["bin", "docs", "node_modules", "seeds"])
    await symlink(join(PROJECT, name), join(folder, name));
  await copyFile(join(PROJECT, "package.json"), join(folder, "package.json"));
}

export const hasCurl = (): boolean =>
  (process.env.PATH ?? "").split(delimiter).some((bin) => existsSync(join(bin, "curl")));

/** Puts a stand-in for curl before every other. */
export async function standInForCurl(place: Place): Promise<Place> {
  const { folder, env } = place;
  const bin = join(folder, ".stand-ins");
  await mkdir(bin, { recursive: true });
  const script = join(PROJECT, "test/support/curl.mjs");
  await writeFile(join(bin, "curl"), `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  await chmod(join(bin, "curl"), 0o755);
  return { ...place, env: { ...env, PATH: [bin, env["PATH"]].join(delimiter) } };
}

/** Runs an example; variables of a shell are kept for the next. @returns standard output. */
export async function runExample(example: Example, place: Place): Promise<string> {
  const { folder, env, places } = place;
  const code = replaceIn(example.code, places);
  const command = await commandOf({ ...example, code }, folder);
  const script = `set -euao pipefail\n[ ! -f .variables ] || . ./.variables\n${command}\nexport -p > .variables\n`;
  const { stdout } = await run("bash", ["-c", script], { cwd: folder, env });
  const back = Object.fromEntries(Object.entries(places).map(([word, own]) => [own, word]));
  return replaceIn(stdout, back);
}

const run = promisify(execFile);

/** Settings of a reader's project. */
const STRICT = {
  compilerOptions: {
    strict: true,
    target: "es2023",
    module: "nodenext",
    types: ["node"],
    noEmit: true,
    allowImportingTsExtensions: true,
  },
};

const replaceIn = (text: string, words: Readonly<Record<string, string>>): string =>
  Object.entries(words).reduce((whole, [from, to]) => whole.replaceAll(from, to), text);

async function commandOf({ language, code }: Sample, folder: string): Promise<string> {
  if (language === "sh") return code;
  const name = language === "js" ? "example.mjs" : "example.ts";
  await writeFile(join(folder, name), code);
  if (language === "js") return `node ${name}`;
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ ...STRICT, include: [name] }));
  return `npx tsc >&2\nnpx tsx ${name}`;
}

/** Expects output as a page shows it, where `…` replaces parts. */
export function expectShown({ language, code }: Sample, output: string): void {
  if (language === "json") expectJson(JSON.parse(code), JSON.parse(output));
  else if (language === "text") expectText(code.trim(), output.trim());
  else expectHead(code, output);
}

const ELLIPSIS = "…";

function expectText(shown: string, actual: string): void {
  const parts = shown.split(ELLIPSIS).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  expect(actual).toMatch(new RegExp(`^${parts.join("[^]*")}$`));
}

/** Numbers with a fraction may be shown rounded. */
function expectJson(shown: unknown, actual: unknown): void {
  if (typeof shown === "string") expectText(shown, z.string().parse(actual));
  else if (typeof shown === "number" && !Number.isInteger(shown))
    expect(actual).toBeCloseTo(shown, 1);
  else if (Array.isArray(shown)) expectList(shown, z.array(z.unknown()).parse(actual));
  else if (typeof shown === "object" && shown !== null)
    expectFields(Fields.parse(shown), Fields.parse(actual));
  else expect(actual).toEqual(shown);
}

const Fields = z.record(z.string(), z.unknown());

function expectList(shown: readonly unknown[], actual: readonly unknown[]): void {
  expect(actual).toHaveLength(shown.length);
  shown.forEach((one, at) => expectJson(one, actual[at]));
}

function expectFields(
  { [ELLIPSIS]: more, ...shown }: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
): void {
  if (more === undefined) expect(Object.keys(actual)).toEqual(Object.keys(shown));
  for (const [name, value] of Object.entries(shown))
    if (!isOfAllSeeds(name)) expectJson(value, actual[name]);
}

/** Whether a field depends on seeds that the short form of the tests does not have. */
export const isOfAllSeeds = (name: string): boolean =>
  !inject("isLong") && ["score", "counts"].includes(name);

/** Expects the first line, and each header that is shown among others. */
function expectHead(shown: string, actual: string): void {
  const [[status, ...headers], [ownStatus, ...own]] = [linesOf(shown), linesOf(actual)];
  expect(ownStatus).toBe(status);
  const values = new Map(own.map((line) => fieldOf(line)));
  for (const [name, value] of headers.map((line) => fieldOf(line)))
    expectText(value, values.get(name) ?? "");
}

const linesOf = (head: string): readonly string[] => head.trim().split(/\r?\n/);

function fieldOf(line: string): [name: string, value: string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
