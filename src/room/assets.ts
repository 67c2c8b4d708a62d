/** @module The page's script and style: made from the sources once, when they are first wanted. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build, stop } from "esbuild";
import { PROJECT } from "../config.ts";

const FOLDER = join(PROJECT, "src", "room", "page");

/** A file that the page may ask for. */
export interface Asset {
  readonly type: string;
  readonly body: string;
}

/** The assets by their names. A failure is not kept: the next request tries again. */
export function assets(): (name: string) => Promise<Asset | undefined> {
  let made: Promise<ReadonlyMap<string, Asset>> | undefined;
  return async (name) => {
    made ??= make();
    try {
      return (await made).get(name);
    } catch (error) {
      made = undefined;
      throw error;
    }
  };
}

async function make(): Promise<ReadonlyMap<string, Asset>> {
  const [page, theme, style] = await Promise.all([
    bundle("page.ts"),
    bundle("theme.ts"),
    bundle("page.css"),
  ]);
  await stop();
  return new Map([
    ["page.js", { type: SCRIPT, body: page }],
    ["theme.js", { type: SCRIPT, body: theme }],
    ["page.css", { type: "text/css; charset=utf-8", body: style }],
    ["icon.svg", { type: "image/svg+xml", body: await read("icon.svg") }],
  ]);
}

const SCRIPT = "text/javascript; charset=utf-8";

const read = (name: string): Promise<string> => readFile(join(FOLDER, name), "utf8");

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(FOLDER, name)],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
