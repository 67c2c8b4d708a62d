/** @module The file `.env`: read, edited in place and replaced, so that only its owner can ever read it. */

import { existsSync, lstatSync, readFileSync } from "node:fs";
import { isUtf8 } from "node:buffer";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse } from "dotenv";
import { replaceDurably } from "../durable.ts";
import { systemCode, UserError } from "../errors.ts";

/** Variables by their names. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface EnvFile {
  readonly path: string;
  /** Returns the variables in effect: those of the process, then those of the file. */
  variables(): Environment;
  /** @throws UserError if the process itself sets a variable, to another value, so that the file can't. */
  requireSettable(name: string, value?: string): void;
  /**
   * Sets variables and keeps every other byte; a file that is missing begins as a copy of `.env.example`. Makes the file
   * private to its owner.
   * @returns whether anything changed.
   * @throws UserError if the file can't be replaced safely, or the process sets another value.
   */
  write(settings: Readonly<Record<string, string>>): Promise<boolean>;
}

const PRIVATE = 0o600;

/** Opens the `.env` of a folder. @param own the variables of the process, which overrule it. */
export function openEnvFile(folder: string, own: Environment): EnvFile {
  const path = join(folder, ".env");
  const requireSettable = (name: string, value?: string): void => {
    if (own[name] !== undefined && own[name] !== value) throw setElsewhere(name);
  };
  return {
    path,
    requireSettable,
    variables: () => ({ ...(existsSync(path) ? parse(readFileSync(path)) : {}), ...own }),
    async write(settings) {
      for (const [name, value] of Object.entries(settings)) requireSettable(name, value);
      const mode = modeOf(path);
      const before = readText(mode === undefined ? join(folder, ".env.example") : path);
      const after = editEnv(before.text, settings);
      if (mode === PRIVATE && after === before.text) return false;
      await replaceDurably(path, Buffer.from(after, before.encoding), PRIVATE).catch(unwritable);
      return true;
    },
  };
}

const setElsewhere = (name: string): UserError =>
  new UserError({
    expected: `${name} to be set in .env only`,
    found: "it in the environment of this process too, which overrules .env",
    remedy: `Unset ${name} there, and run this again.`,
  });

function unwritable(error: unknown): never {
  const code = systemCode(error);
  if (code === undefined) throw error;
  throw new UserError(
    {
      expected: "to write .env in the folder of Footnote",
      found: `that the system refuses it (${code})`,
      remedy: "Run this as a user who may write there, with space on the disk.",
    },
    { cause: error },
  );
}

/** Returns the permissions of a file; undefined if there is none. @throws UserError if it isn't the user's own regular file. */
function modeOf(path: string): number | undefined {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return undefined;
  if (entry.isSymbolicLink())
    throw unsafe(path, "a symbolic link", "Replace it by the file that it names");
  if (!entry.isFile()) throw unsafe(path, "something else", "Move it away");
  if (process.getuid !== undefined && entry.uid !== process.getuid())
    throw unsafe(path, "a file of another user", "Run this as its owner");
  return process.platform === "win32" ? PRIVATE : entry.mode & 0o777;
}

const unsafe = (path: string, found: string, remedy: string): UserError =>
  new UserError({
    expected: `${path} to be a file of yours`,
    found,
    remedy: `${remedy}, or write the settings by hand (docs/DISCORD.md).`,
  });

interface Text {
  readonly text: string;
  readonly encoding: "utf8" | "latin1";
}

/** Reads a text so that encoding it again gives the same bytes. */
function readText(path: string): Text {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const encoding = isUtf8(bytes) ? "utf8" : "latin1";
  return { text: bytes.toString(encoding), encoding };
}

/**
 * Sets variables in the text of a `.env` file. A variable that the file sets keeps its place and its comment; others are
 * appended. Values consist of letters, digits and `_.,-`, which need no quotes.
 * @throws UserError if the file has a form in which this would change anything else.
 */
export function editEnv(text: string, settings: Readonly<Record<string, string>>): string {
  const edited = Object.entries(settings).reduce(
    (current, [name, value]) => setVariable(current, name, value),
    text,
  );
  if (isDeepStrictEqual(parse(edited), { ...parse(text), ...settings })) return edited;
  throw new UserError({
    expected: "a .env with one NAME=value a line",
    found: `a form in which ${Object.keys(settings).join(", ")} can't be set safely`,
    remedy: "Look for unclosed quotes in it, or write the settings by hand (docs/DISCORD.md).",
  });
}

function setVariable(text: string, name: string, value: string): string {
  if (!/^[\w.,-]*$/.test(value)) throw new Error(`a value of ${name} that needs quotes`);
  const place = placesOf(text, name).at(-1);
  if (place) return text.slice(0, place.start) + value + text.slice(place.end);
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const isOpen = text !== "" && !text.endsWith("\n");
  return `${text}${isOpen ? lineEnd : ""}${name}=${value}${lineEnd}`;
}

const quoted = (mark: string): string => String.raw`\s*${mark}(?:\\${mark}|[^${mark}])*${mark}`;

/** The grammar of dotenv: a name, a separator, and perhaps a value, which may have several lines in quotes. */
const ASSIGNMENT = new RegExp(
  String.raw`^\s*(?:export\s+)?(?<name>[\w.-]+)(?<separator>\s*=\s*?|:\s+?)` +
    `(?<value>${["'", '"', "`"].map(quoted).join("|")}|[^#\\r\\n]+)?` +
    String.raw`\s*(?:#.*)?$`,
  "dgm",
);

/** Returns where the values of a variable are, without the blanks around them; the last one is in effect. */
const placesOf = (text: string, name: string): { start: number; end: number }[] =>
  Array.from(text.matchAll(ASSIGNMENT))
    .filter(({ groups }) => groups?.["name"] === name)
    .map(({ groups, indices }) => {
      const [, from = 0] = indices?.groups?.["separator"] ?? [];
      const value = groups?.["value"] ?? "";
      const start = from + (value.trim() === "" ? 0 : value.length - value.trimStart().length);
      return { start, end: start + value.trim().length };
    });
