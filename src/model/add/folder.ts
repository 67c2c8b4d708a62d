/** @module The folder of a model that an operator brings: its files, listed and limited before one is read. */

import { lstat, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isAbsent, messageOf, UserError } from "../../base/errors.ts";
import { SETTINGS } from "../model.ts";

/** A file of the folder. */
export interface FolderFile {
  /** Below the folder, with slashes. */
  readonly path: string;
  readonly bytes: number;
}

/** The files of a model that are copied. */
export interface Brought {
  readonly folder: string;
  readonly files: readonly FolderFile[];
  readonly modelFile: string;
}

/** A graph of more bytes can't be loaded. */
const MOST_BYTES = 2_000_000_000;
const MOST_FILES = 100;
/** Hidden files, and those that Footnote writes itself. */
const PASSED_OVER = new RegExp(`^(?:\\.|${SETTINGS.replace(".", "\\.")}$|token-projection\\.f32$)`);

const REQUIRED = ["config.json", "tokenizer.json", "tokenizer_config.json"];
const MODEL_FILES = ["onnx/model_quantized.onnx", "onnx/model.onnx"];

/**
 * Lists the files of a model.
 * @throws UserError if there are links, too many files or bytes, or not all that a model needs.
 */
export async function listFolder(folder: string): Promise<Brought> {
  await requireFolder(folder);
  const files = await filesBelow(folder);
  const bytes = bytesIn(files);
  if (bytes > MOST_BYTES)
    throw unfit(
      folder,
      `at most ${inMb(MOST_BYTES)}`,
      inMb(bytes),
      "Leave only the files of one model.",
    );
  const has = (path: string): boolean => files.some((file) => file.path === path);
  const modelFile = MODEL_FILES.find(has);
  const missing = [
    ...REQUIRED.filter((path) => !has(path)),
    ...(modelFile ? [] : [MODEL_FILES.join(" or ")]),
  ];
  if (modelFile && missing.length === 0) return { folder, files, modelFile };
  const remedy = "docs/MODELS.md says what each file is, and where it comes from.";
  throw unfit(folder, "the files of a model", `no ${missing.join(", no ")}`, remedy);
}

/** Returns the bytes of all files. */
export const bytesIn = (files: readonly FolderFile[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

/** Writes a number of bytes for people. */
export const inMb = (bytes: number): string =>
  `${(bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: bytes < 10_000_000 ? 1 : 0 })} MB`;

async function requireFolder(folder: string): Promise<void> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return;
  throw new UserError(
    {
      expected: "the folder of a model",
      found: `${folder}, which is no folder that can be read`,
      remedy: "Name the folder that holds config.json and tokenizer.json.",
    },
    { exitCode: 2 },
  );
}

/** Names that a list of checksums can hold. */
const PLAIN_NAME = /^[^\s\p{C}\\][^\p{C}\\]*$/u;

async function filesBelow(folder: string): Promise<readonly FolderFile[]> {
  const files: FolderFile[] = [];
  const open = [""];
  for (let under = open.pop(); under !== undefined; under = open.pop()) {
    for (const name of (await readdir(join(folder, under))).toSorted()) {
      if (PASSED_OVER.test(name)) continue;
      const path = under + name;
      if (!PLAIN_NAME.test(name))
        throw unfit(folder, "plain names of files", JSON.stringify(path), "Rename it.");
      const found = await lstat(join(folder, path));
      if (found.isDirectory()) open.push(`${path}/`);
      else if (found.isFile()) files.push({ path, bytes: found.size });
      else throw noFile(folder, path, found.isSymbolicLink());
      if (files.length + open.length > MOST_FILES)
        throw unfit(
          folder,
          `at most ${MOST_FILES} files`,
          "more",
          "Leave only the files of one model.",
        );
    }
  }
  return files;
}

const noFile = (folder: string, path: string, isLink: boolean): UserError =>
  unfit(
    folder,
    "files and folders alone",
    `${path}, a ${isLink ? "symbolic link" : "special file"}`,
    isLink
      ? "Copy the folder with the files that its links lead to: cp -rL FOLDER COPY"
      : "Remove it.",
  );

/** Creates the error of a folder that is no model as it is. */
export const unfit = (folder: string, expected: string, found: string, remedy: string): UserError =>
  new UserError({ expected: `${expected} in ${folder}`, found, remedy });

/** The largest JSON file that is read whole. */
const MOST_JSON = 50_000_000;

/** Reads a JSON file of the form. @throws UserError that names the file. */
export async function readJson<Form>(
  file: string,
  form: z.ZodType<Form>,
  remedy: string,
): Promise<Form> {
  const fault = (found: string, cause?: unknown): UserError =>
    new UserError(
      { expected: `${file} in the form that Footnote reads`, found, remedy },
      { cause },
    );
  const { size } = await stat(file).catch((error: unknown) => {
    throw fault(isAbsent(error) ? "no such file" : messageOf(error), error);
  });
  if (size > MOST_JSON) throw fault(`${inMb(size)}, more than ${inMb(MOST_JSON)}`);
  try {
    return form.parse(JSON.parse(await readFile(file, "utf8")));
  } catch (error) {
    throw fault(error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error), error);
  }
}
