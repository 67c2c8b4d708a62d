"use strict";
// The folder `dist`: the compiled program of each state of the sources, found and, where it is missing, made.

const { createHash, randomUUID } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const PROJECT = path.dirname(__dirname);
const DIST = path.join(PROJECT, "dist");
/** What the program is compiled from, and by. */
const SOURCES = ["bin", "commands", "kernel", "package-lock.json", "package.json", "src"];
/** A running program loads parts of itself later, so the one before the newest stays. */
const KEPT = 2;
const ABANDONED_MS = 600_000;

/** An error whose message is all that a person needs. */
class Refusal extends Error {}

/**
 * Returns the folder of the compiled program; nothing is written where it is there. Without sources, as in the container,
 * it is the program that was shipped.
 * @param {() => void} [onCompile] called before the sources are compiled
 * @throws Refusal if the packages are not installed, there is none and none can be made, or others can write it.
 */
function compiledFolder(onCompile = () => {}) {
  const hasSources = fs.existsSync(path.join(PROJECT, "src"));
  if (hasSources) requireInstalled();
  const folder = hasSources ? folderOfSources() : shippedFolder();
  if (!fs.existsSync(folder)) {
    onCompile();
    make(folder);
  }
  requireTrusted(DIST);
  requireTrusted(folder);
  return folder;
}

/**
 * Returns the same, or ends the process with 1 and says why.
 * @param {() => void} [onCompile]
 */
function requireCompiled(onCompile) {
  try {
    return compiledFolder(onCompile);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    return process.exit(1);
  }
}

function requireInstalled() {
  if (fs.existsSync(path.join(PROJECT, "node_modules"))) return;
  throw new Refusal(`Run npm ci first: Footnote's packages are not installed in ${PROJECT}.`);
}

function folderOfSources() {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap(filesUnder)) {
    const content = fs.readFileSync(path.join(PROJECT, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return path.join(DIST, hash.digest("hex").slice(0, 16));
}

/**
 * Returns the files at or below a place in the checkout, always in the same order.
 * @param {string} place
 * @returns {string[]}
 */
function filesUnder(place) {
  const entry = fs.lstatSync(path.join(PROJECT, place), { throwIfNoEntry: false });
  if (entry?.isFile()) return [place];
  if (!entry?.isDirectory()) return [];
  const names = fs.readdirSync(path.join(PROJECT, place)).sort();
  return names.flatMap((name) => filesUnder(`${place}/${name}`));
}

function shippedFolder() {
  const [newest] = fs.existsSync(DIST) ? programs() : [];
  if (newest !== undefined) return newest;
  throw new Refusal(
    `Expected the compiled program in ${DIST}, or sources beside it to compile; found neither. Install Footnote from a whole checkout.`,
  );
}

const PROGRAM = /^[0-9a-f]{16}$/;
/** What is being written or removed. */
const UNFINISHED = /^\.unfinished-/;

/** Returns the folders of compiled programs, the newest first. */
const programs = () => foldersNamed(PROGRAM).sort((a, b) => changedAt(b) - changedAt(a));

/** @param {RegExp} names */
const foldersNamed = (names) =>
  fs
    .readdirSync(DIST)
    .filter((name) => names.test(name))
    .map((name) => path.join(DIST, name));

/** @param {string} folder */
const changedAt = (folder) => fs.lstatSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Compiles the sources into a folder that appears all at once: of several processes that do so, one is the first.
 * @param {string} folder
 */
function make(folder) {
  try {
    const files = require("./compile.cjs").compile(PROJECT, folder);
    if (folderOfSources() !== folder) throw changed();
    fs.mkdirSync(DIST, { recursive: true, mode: 0o755 });
    requireTrusted(DIST);
    const unfinished = newUnfinished();
    try {
      write(unfinished, files);
      fs.renameSync(unfinished, folder);
    } finally {
      fs.rmSync(unfinished, { recursive: true, force: true });
    }
  } catch (error) {
    if (!fs.existsSync(folder)) throw explain(error, folder);
  }
  removeOld();
}

const changed = () =>
  new Refusal(
    "Expected the sources to stay as they are while they are compiled; found them changed. Start again.",
  );

const newUnfinished = () => fs.mkdtempSync(path.join(DIST, ".unfinished-"));

/**
 * Writes files that nobody but their owner can write, whatever the umask.
 * @param {string} folder
 * @param {readonly { name: string, contents: Uint8Array }[]} files
 */
function write(folder, files) {
  for (const { name, contents } of files) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o755 });
    fs.writeFileSync(file, contents, { mode: 0o644 });
  }
  fs.chmodSync(folder, 0o755);
}

/**
 * @param {unknown} error
 * @param {string} folder
 */
function explain(error, folder) {
  // What has no code is a fault in the sources, and tells more by itself.
  if (!(error instanceof Error) || !("code" in error)) return error;
  const [why] = error.message.split("\n");
  return new Refusal(
    `Expected the program compiled from the sources as they are, ${folder}; found none, and it can't be made (${why}). Run npm ci as a user who may write ${DIST}.`,
  );
}

/** Removes all programs but the newest, and what a killed process left. What can't be removed stays. */
function removeOld() {
  const abandoned = foldersNamed(UNFINISHED).filter(
    (folder) => changedAt(folder) < Date.now() - ABANDONED_MS,
  );
  for (const folder of [...programs().slice(KEPT), ...abandoned]) {
    try {
      // Renamed first: half a program must not be found under its name. Nothing is left where another process was faster.
      const aside = path.join(DIST, `.unfinished-${randomUUID()}`);
      fs.renameSync(folder, aside);
      fs.rmSync(aside, { recursive: true });
    } catch {}
  }
}

/**
 * Refuses a folder that somebody can write who can't write this file's: they would run code as those who start the program.
 * @param {string} folder
 */
function requireTrusted(folder) {
  const [found, own] = [fs.lstatSync(folder), fs.statSync(__dirname)];
  const isWritable = (found.mode & 0o022 & ~own.mode) !== 0;
  const isOwned = [0, own.uid, process.getuid?.()].includes(found.uid);
  if (found.isDirectory() && isOwned && !isWritable) return;
  const kind = found.isDirectory() ? "a folder" : "no folder";
  const mode = (found.mode & 0o777).toString(8);
  throw new Refusal(
    `Expected ${folder} to be a folder that nobody else can write; found ${kind}, of user ${found.uid} with mode ${mode}. Remove ${DIST} and run npm ci.`,
  );
}

module.exports = { compiledFolder, requireCompiled };
