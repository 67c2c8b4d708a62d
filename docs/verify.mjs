#!/usr/bin/env node
/**
 * Checks the citations of Footnote against the files that they cite. It needs Node 20 and nothing else.
 *
 *   node verify.mjs ANSWER.json --folder documents
 *   node verify.mjs ANSWER.json --file rules.md
 *
 * ANSWER.json: from `ask --json`, `source --json`, `/v1/ask`, `/v1/source`, `/v1/verify` or MCP; standard
 * input if there is none.
 * --folder: where the paths of the citations are looked up. --file: the only cited file.
 * --text: the extracted text of a cited PDF, web page or the like, as `/v1/documents/text` returns it; may be repeated.
 * --json: prints JSON.
 *
 * Shown: CHECKS, for each citation. One without an excerpt (in `alsoReportedIn`, in a verification) is checked by its ID.
 * Not shown: that no reader of the document sees what `[…]` replaces (it is printed: look at it); that an extracted text says
 * what its file says; title, headings, pages and origin; that a server gave the answer: for that, ask its `/v1/verify`.
 *
 * Exits with 0 if all citations hold, 1 if one does not or can't be checked, 2 if the call is wrong.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** In their order: what each says if it holds, and if not. After one that does not hold, none is done. */
const CHECKS = {
  form: ["The citation has its fields.", "Fields of the citation are missing or wrong."],
  file: ["The file has the cited bytes.", "No given file has the cited bytes."],
  extraction: ["The given text was extracted.", "The extracted text was not given by --text."],
  encoding: ["The text is UTF-8.", "The text is not UTF-8."],
  offsets: [
    "The offsets are in the text.",
    "The offsets are outside of the text, or in a character.",
  ],
  hidden: [
    "[…] replaces listed parts only.",
    "Hidden parts overlap, or are in a text without markup.",
  ],
  excerpt: ["The excerpt is the text between the offsets.", "The excerpt is another text."],
  lines: ["The lines are right.", "The lines are wrong."],
  ID: ["The ID is that of this path and text.", "The ID is that of another path or text."],
};

/**
 * @typedef {{ place: string, citation: any, excerpt?: any, hasExcerpt: boolean }} Quoted
 * @typedef {{ hash: string, text: string | undefined }} File SHA-256 of its bytes, and its text if it is UTF-8.
 * @typedef {{ fileOf: (path: string) => File | undefined, texts: File[] }} Files
 */

/** @param {string | Uint8Array} content */
const sha256 = (content) => createHash("sha256").update(content).digest("hex");

/**
 * Computes the ID of a passage: the first 60 bits of a SHA-256, in base32. `before` counts equal passages before it.
 * @param {string} path @param {string} text @param {number} before
 */
const idOf = (path, text, before) =>
  BigInt(`0x${sha256(JSON.stringify([path, text, before])).slice(0, 15)}`)
    .toString(32)
    .padStart(12, "0")
    .replace(/./g, (digit) => "abcdefghijklmnopqrstuvwxyz234567".charAt(parseInt(digit, 32)));

/** @param {string} text @param {string} part @param {number} end */
const countBefore = (text, part, end) => text.slice(0, end).split(part).length - 1;

/** @param {any} span @param {number} from @param {number} to */
function isSpan(span, from, to) {
  const { start, end } = span ?? {};
  return [start, end].every(Number.isSafeInteger) && from <= start && start < end && end <= to;
}

/**
 * Yields whether each check holds. A hidden part is a check of its own, with its text.
 * @param {Quoted} quoted @param {Files} files @returns {Generator<[keyof typeof CHECKS, boolean, string?]>}
 */
function* checksOf({ citation, excerpt, hasExcerpt }, { fileOf, texts }) {
  const { id, path, start, end, startLine, endLine, hidden = [] } = citation ?? {};
  const isNamed = typeof path === "string" && path.length < 5_000;
  yield ["form", isNamed && isSpan(citation, 0, Infinity) && Array.isArray(hidden)];
  const file = fileOf(path);
  yield ["file", file !== undefined && file.hash === citation.sha256];
  const isExtracted = citation.of === "extracted";
  const opened = isExtracted ? texts.find(({ hash }) => hash === citation.textSha256) : file;
  if (isExtracted) yield ["extraction", opened !== undefined];
  yield ["encoding", opened?.text !== undefined];
  const { text = "" } = opened ?? {};
  const slice = text.slice(start, end);
  yield ["offsets", end <= text.length && slice.isWellFormed()];
  const hasMarkup = !isExtracted && !path.toLowerCase().endsWith(".txt");
  let [shown, at] = ["", start];
  for (const part of hidden) {
    const replaced = text.slice(part?.start, part?.end);
    const isMarkup = hasMarkup && /[^\p{L}\p{M}\p{N}\s]/u.test(replaced);
    yield ["hidden", isMarkup && isSpan(part, at, end), replaced];
    shown += `${text.slice(at, part.start)}[…]`;
    at = part.end;
  }
  if (hasExcerpt) yield ["excerpt", shown + text.slice(at, end) === excerpt];
  const [first, last] = [start, end - 1].map((offset) => countBefore(text, "\n", offset) + 1);
  yield ["lines", first === startLine && last === endLine];
  const copies = Math.min(countBefore(text, slice, start), 100_000);
  const ids = Array.from({ length: copies + 1 }, (_, before) => () => idOf(path, slice, before));
  yield ["ID", ids.some((compute) => compute() === id)];
}

/** Checks a citation, up to the first check that does not hold. @param {Quoted} quoted @param {Files} files */
export function verify(quoted, files) {
  const checks = [];
  for (const [check, holds, hidden] of checksOf(quoted, files)) {
    checks.push({ check, holds, says: CHECKS[check][holds ? 0 : 1], hidden });
    if (!holds) break;
  }
  const { id, path } = quoted.citation ?? {};
  return { place: quoted.place, id, path, holds: checks.every(({ holds }) => holds), checks };
}

/**
 * Lists the citations of an answer, a source, a verification, or the result of a tool of MCP. Of these, only a verification
 * has a citation without its excerpt.
 * @param {any} json @returns {Generator<Quoted>}
 */
export function* quotedIn(json) {
  const value = json.result?.structuredContent ?? json.structuredContent ?? json;
  const { answers, citation, excerpt, status, verdict } = value;
  const isEmpty = ["gone", "unknown"].includes(status ?? verdict);
  const quotations = answers ?? (citation || excerpt ? [value] : isEmpty && []);
  if (!Array.isArray(quotations)) throw new Error("no answer");
  const hasExcerpt = Boolean(answers ?? excerpt) || verdict === undefined;
  for (const [at, one] of quotations.entries()) {
    const place = `quotation ${at + 1}`;
    yield { ...one, place, hasExcerpt };
    for (const other of one.differsFrom ?? [])
      yield { ...other, place: `${place}, differsFrom`, hasExcerpt: true };
    for (const citation of one.alsoReportedIn ?? [])
      yield { citation, place: `${place}, alsoReportedIn`, hasExcerpt: false };
  }
}

/** @param {Uint8Array} bytes @returns {File} */
export function openFile(bytes) {
  const hash = sha256(bytes);
  try {
    return { hash, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { hash, text: undefined };
  }
}

/**
 * Opens the file at a path in a folder; undefined if there is none, or it leads out of the folder.
 * @param {string} folder @param {string} path
 */
export function openInside(folder, path) {
  try {
    const real = realpathSync(join(folder, path));
    return real.startsWith(join(realpathSync(folder), sep)) ? openFile(read(real)) : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} path */
function read(path) {
  if (statSync(path).size > 100_000_000) throw new Error(`${path} is too large.`);
  return readFileSync(path);
}

/** Quotes a text for a terminal, without its control characters. @param {unknown} value */
const show = (value) =>
  JSON.stringify(String(value).slice(0, 500)).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "�");

/** @param {ReturnType<typeof verify>} result */
function print({ place, id, path, holds, checks }) {
  console.log(`${holds ? "Holds" : "DOES NOT HOLD"}: ${place}, ${show(path)}, ID ${show(id)}.`);
  for (const { check, says, hidden } of checks)
    console.log(
      `  ${check}: ${says}${hidden === undefined ? "" : ` It replaces ${show(hidden)}.`}`,
    );
}

/** Reads an answer. An answer of 100 quotations has less than 1 MB. @param {Uint8Array} bytes */
function readAnswer(bytes) {
  try {
    if (bytes.length > 10_000_000) throw new Error("too large");
    return Array.from(quotedIn(JSON.parse(new TextDecoder().decode(bytes))));
  } catch {
    throw new Error("Expected an answer of Footnote, as JSON of at most 10 MB.");
  }
}

const USAGE =
  "Usage: node verify.mjs [ANSWER.json] (--folder FOLDER | --file FILE) [--text EXTRACTED.txt]… [--json]";

async function main() {
  const options = /** @type {const} */ ({
    file: { type: "string" },
    folder: { type: "string" },
    text: { type: "string", multiple: true },
    json: { type: "boolean" },
    help: { type: "boolean" },
  });
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const { file, folder = "", text = [], json, help } = values;
  if (help) {
    console.log(USAGE);
    return 0;
  }
  if ((file === undefined) === (folder === "") || positionals.length > 1)
    throw new Error(`Expected one answer, and either --folder or --file. ${USAGE}`);
  if (folder !== "") readdirSync(folder);
  const only = file === undefined ? undefined : openFile(read(file));
  const opened = new Map();
  const fileOf = (/** @type {string} */ path) => {
    if (!opened.has(path)) opened.set(path, only ?? openInside(folder, path));
    return opened.get(path);
  };
  const texts = text.map((path) => openFile(read(path)));
  const [name] = positionals;
  const quoted = readAnswer(name === undefined ? await buffer(process.stdin) : read(name));
  const citations = quoted.map((one) => verify(one, { fileOf, texts }));
  const count = citations.filter(({ holds }) => holds).length;
  const holds = count === citations.length;
  if (json) console.log(JSON.stringify({ holds, citations }, undefined, 2));
  else if (citations.length === 0) console.log("There is no citation to check.");
  else {
    citations.forEach(print);
    console.log(`${count} of ${citations.length} citations hold.`);
  }
  return holds ? 0 : 1;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = await main().catch((error) => {
    console.error(error.message);
    return 2;
  });
