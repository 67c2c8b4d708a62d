"use strict";
// What is compiled, and how: the program, and the files of its pages.

const path = require("node:path");
const { buildSync } = require("esbuild");

/** The entries of the program: those that people start, and the processes that these start. */
const PROGRAM = {
  start: "src/main.ts",
  footnote: "src/cli/main.ts",
  deploy: "src/deploy.ts",
  setup: "src/setup.ts",
  model: "src/model.ts",
  mcp: "src/mcp.ts",
  worker: "src/worker.ts",
  build: "src/build.ts",
  read: "src/build/reader/process.ts",
  "kernel/kernel": "kernel/kernel.wasm",
};
const PREVIEW = ["page.ts", "theme.ts", "page.css", "icon.svg"].map(
  (name) => `preview/page/${name}`,
);
/** The files of pages, below `src/web`. */
const PAGES = [...PREVIEW, "passage/passage.css"];

/**
 * Compiles everything. Neither a tsconfig.json nor the Node that runs this has a part in it.
 * @param {string} project
 * @param {string} folder where the files will lie: stack traces find the sources from there
 * @returns the files, each with its name in that folder
 */
function compile(project, folder) {
  const common = /** @type {const} */ ({
    absWorkingDir: project,
    bundle: true,
    charset: "utf8",
    loader: { ".svg": "copy", ".wasm": "copy" },
    logLevel: "silent",
    write: false,
  });
  const program = buildSync({
    ...common,
    entryPoints: PROGRAM,
    format: "esm",
    outdir: folder,
    packages: "external",
    platform: "node",
    sourcemap: "linked",
    sourcesContent: false,
    splitting: true,
    target: "node20.19",
    tsconfigRaw: { compilerOptions: { jsx: "react-jsx", jsxImportSource: "hono/jsx" } },
  });
  const page = buildSync({
    ...common,
    entryPoints: PAGES.map((file) => ({
      in: path.join("src", "web", file),
      out: path.parse(file).name,
    })),
    format: "iife",
    outdir: path.join(folder, "page"),
    target: "es2022",
    tsconfigRaw: {},
  });
  return [...program.outputFiles, ...page.outputFiles].map((file) => ({
    name: path.relative(folder, file.path),
    contents: file.contents,
  }));
}

module.exports = { compile };
