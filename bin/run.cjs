"use strict";
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { requireCompiled } = require("./dist.cjs");
const { showStatus } = require("./status.cjs");

/**
 * Runs a compiled program in this process.
 * @param {"start" | "footnote" | "deploy" | "setup" | "model" | "mcp" | "worker"} name
 */
module.exports = function run(name) {
  const replaceStatus = showStatus("Starting Footnote …");
  const compiled = requireCompiled(() => replaceStatus("Compiling Footnote …"));
  const file = path.join(compiled, `${name}.js`);
  // So that stack traces name the sources.
  process.setSourceMapsEnabled(true);
  void import(pathToFileURL(file).href);
};
