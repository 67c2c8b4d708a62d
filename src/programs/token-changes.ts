/** @module Changes of the file of tokens: one at a time, each in one durable step that keeps comments. */

import { lstatSync, realpathSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { basename } from "node:path";
import { type Document, isMap, type YAMLMap } from "yaml";
import { createApiToken } from "../base/api-token.ts";
import { rateText } from "../base/config/rate.ts";
import {
  type KnownCollections,
  parseTokens,
  readTokenText,
  type TokenEntry,
  unreadable,
} from "../base/config/tokens-file.ts";
import { toDocument } from "../base/config/yaml-file.ts";
import { moveDurably } from "../base/durable.ts";
import { isAbsent, systemCode, UserError } from "../base/errors.ts";
import { sha256 } from "../base/hash.ts";
import { whileLocked } from "../base/lock.ts";
import { redact } from "../base/log.ts";

/** The file, and the collections that its tokens may name. */
export interface TokenFile {
  readonly file: string;
  readonly collections: readonly string[];
}

/** Lists the tokens of a file; none where it is missing. @throws UserError for its faults. */
export function listTokens({ file, collections }: TokenFile): readonly TokenEntry[] {
  const text = textOf(file);
  return text === undefined ? [] : soundTokens(file, text, collections);
}

/**
 * Makes a token, and adds its hash to the file, which is made if it is missing.
 * @returns the token, which is kept nowhere.
 * @throws UserError if the name is taken, or the file has faults.
 */
export async function insertToken(
  { file, collections: known }: TokenFile,
  { name, collections, rate, expires }: Omit<TokenEntry, "sha256">,
): Promise<string> {
  const token = createApiToken();
  await change(file, (document) => {
    const entries = entriesOf(document);
    if (entries.has(name)) throw taken(name);
    if (entries.items.length === 0) entries.flow = false;
    const expiry = expires === undefined ? {} : { expires };
    // The hash is last: where only the beginning of the file is read, no token has more rights than in the whole one.
    const entry = { collections, rate: rateText(rate), ...expiry, sha256: sha256(token) };
    entries.set(name, document.createNode(entry));
    soundTokens(file, textIn(document), known);
  });
  return token;
}

/** Removes a token, also from a file with other faults. @throws UserError if there is none of that name. */
export async function deleteToken(file: string, name: string): Promise<void> {
  await change(file, (document) => {
    if (!entriesOf(document).delete(name)) throw unknown(name);
  });
}

const HEADER = `# The API tokens of Footnote: of each, only the hash is kept. A change counts at once.
# To add or to remove one: npm run footnote -- token --help
`;

async function change(named: string, edit: (document: Document) => void): Promise<void> {
  try {
    const file = realPath(named);
    await whileLocked(`${file}.lock`, async () => {
      const text = textOf(file) ?? HEADER;
      const document = toDocument(text);
      if (document.errors.length > 0) soundTokens(file, text, undefined);
      edit(document);
      await replaceFile(file, textIn(document));
    });
  } catch (error) {
    throw systemCode(error) === undefined ? error : unwritable(error);
  }
}

/** Returns the path behind links, which stay as they are; the path itself where there is no file. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    if (isAbsent(error)) return file;
    throw error;
  }
}

function textOf(file: string): string | undefined {
  try {
    return readTokenText(file);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw faulty([unreadable(error)]);
  }
}

/** Long lines stay as they are. */
const textIn = (document: Document): string => document.toString({ lineWidth: 0 });

/** Returns the entries of a document, which gets them if it has none. */
function entriesOf(document: Document): YAMLMap {
  const found = isMap(document.contents) ? document.get("tokens") : (document.contents ?? "");
  if (isMap(found)) return found;
  if (found !== undefined && found !== "") throw faulty(["expected tokens:, with a name for each"]);
  const made = document.createNode({});
  document.set("tokens", made);
  return made;
}

/** Returns the tokens of a text. @throws UserError for its faults. */
function soundTokens(file: string, text: string, known: KnownCollections): readonly TokenEntry[] {
  const parsed = parseTokens(basename(file), text, known);
  if ("faults" in parsed) throw faulty(parsed.faults);
  return parsed.tokens;
}

const OWNER_ONLY = 0o600;

/** Replaces a file in one step. Its owner and its rights stay, so that the bot can still read it. */
async function replaceFile(file: string, text: string): Promise<void> {
  const before = lstatSync(file, { throwIfNoEntry: false });
  const aside = `${file}.next`;
  await rm(aside, { force: true });
  const handle = await open(aside, "wx", OWNER_ONLY);
  try {
    await handle.writeFile(text);
    if (before) {
      await handle.chown(before.uid, before.gid);
      await handle.chmod(before.mode & 0o777);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  await moveDurably(aside, file);
}

const faulty = (faults: readonly string[]): UserError =>
  new UserError(
    `The file of tokens can't be used as it is:\n${faults.map((fault) => `  - ${redact(fault)}\n`).join("")}Correct it, and run this again.`,
    { exitCode: 2 },
  );

const taken = (name: string): UserError =>
  new UserError(
    {
      expected: "a name that no token has",
      found: `that ${name} is taken`,
      remedy: `Choose another name, or first remove that token: npm run footnote -- token remove ${name}`,
    },
    { exitCode: 2 },
  );

const unknown = (name: string): UserError =>
  new UserError(
    {
      expected: "the name of a token",
      found: `none named ${name}`,
      remedy: "To see their names: npm run footnote -- token list",
    },
    { exitCode: 2 },
  );

const unwritable = (error: unknown): UserError =>
  new UserError(
    {
      expected: "to write the file that API_TOKEN_FILE names",
      found: `that the system refuses it (${systemCode(error) ?? "unknown"})`,
      remedy: "Check that its folder is there, and run this as a user who may write to both.",
    },
    { cause: error },
  );
