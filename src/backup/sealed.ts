/** @module Archives with a manifest that has the checksum of every other file. */

import { createHash } from "node:crypto";
import { z } from "zod";
import type { Checksum } from "../base/durable.ts";
import { parseJournal } from "../base/journal.ts";
import { openArchive } from "./archive.ts";
import type { Kind, Refusals } from "./refusal.ts";
import { linesIn } from "./streams.ts";

/** The checksums of files, by name. */
export const Checksums = z.record(
  z.string(),
  z.strictObject({
    bytes: z.number().int().nonnegative(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
);

/** A version of Footnote. */
export const Version = z.string().regex(/^[\w.+-]{1,40}$/);

/** The part of a manifest that every version has. */
const Versions = z.object({ format: z.number(), program: Version });

/** The form of the archives of a kind. */
export interface Form<Manifest> {
  readonly kind: Kind;
  /** The name of its manifest. */
  readonly manifest: string;
  readonly schema: z.ZodType<Manifest>;
  /** Checks whether an archive of this kind can have a file of this name. */
  readonly isKnown: (name: string) => boolean;
  /** The verb that reads it. */
  readonly verb: string;
}

/** An archive of which every byte was compared with its checksum. */
export interface SealedArchive<Manifest> extends Refusals {
  readonly manifest: Manifest;
  /** Sizes in bytes, by name. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Reads a file again. @throws UserError at its end if it has changed. */
  read(name: string): AsyncGenerator<Uint8Array>;
  /** Reads a file of one value. @throws UserError if it has another form. */
  readJson<Value>(name: string, schema: z.ZodType<Value>): Promise<Value>;
  /** Reads a file with a value a line. @throws UserError if any has another form. */
  readLines<Entry>(name: string, schema: z.ZodType<Entry>): Promise<readonly Entry[]>;
  close(): void;
}

/**
 * Opens an archive after checking its files: no other than those of the manifest, with their sizes and hashes.
 * @throws UserError if it is of another kind, is damaged, or belongs to another version of this program.
 */
export async function openSealed<Manifest extends { readonly files: z.infer<typeof Checksums> }>(
  file: string,
  form: Form<Manifest>,
): Promise<SealedArchive<Manifest>> {
  const archive = await openArchive(file, form.kind);
  const { refused, damaged, sizes } = archive;
  const readJson = async (name: string): Promise<unknown> => {
    try {
      return JSON.parse((await archive.readWhole(name)).toString("utf8"));
    } catch (error) {
      if (error instanceof SyntaxError) throw refused(`${name} that is no JSON in it`);
      throw error;
    }
  };
  try {
    if (!sizes.has(form.manifest)) throw refused(`an archive without ${form.manifest}`);
    const manifest = manifestIn(await readJson(form.manifest), form, archive);
    requireListed(manifest, form, archive);
    const read = (name: string) =>
      compared(archive.read(name), manifest.files[name], () => damaged(name));
    for (const name of Object.keys(manifest.files)) for await (const _ of read(name));
    return {
      ...archive,
      manifest,
      read,
      async readJson(name, schema) {
        const value = schema.safeParse(await readJson(name));
        if (!value.success) throw refused(`${name} of another form in it`);
        return value.data;
      },
      async readLines(name, schema) {
        const { entries, unreadable } = await parseLines(read(name), schema);
        if (unreadable > 0) throw refused(`${unreadable} unreadable lines of ${name} in it`);
        return entries;
      },
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

function manifestIn<Manifest>(
  json: unknown,
  { manifest: name, schema, verb }: Form<Manifest>,
  { refused }: Refusals,
): Manifest {
  const manifest = schema.safeParse(json);
  if (manifest.success) return manifest.data;
  const program = Versions.safeParse(json).data?.program;
  if (program === undefined) throw refused(`${name} of another form in it`);
  throw refused(`one of Footnote ${program}, whose format this version does not read`, {
    remedy: `${verb} it with Footnote ${program}, then update.`,
  });
}

/** @throws UserError if the archive has other files than the manifest names, or one that none of its kind has. */
function requireListed<Manifest extends { readonly files: z.infer<typeof Checksums> }>(
  { files }: Manifest,
  { kind, manifest, isKnown }: Form<Manifest>,
  { refused, damaged, sizes }: Pick<SealedArchive<Manifest>, keyof Refusals | "sizes">,
): void {
  for (const name of new Set([...sizes.keys(), ...Object.keys(files)])) {
    if (name !== manifest && !isKnown(name))
      throw refused(`${JSON.stringify(name)}, which no ${kind} has, in it`);
    if (name !== manifest && sizes.get(name) !== files[name]?.bytes) throw damaged(name);
  }
}

/** Yields the chunks of a file, and compares it with its checksum at the end. */
async function* compared(
  chunks: AsyncIterable<Uint8Array>,
  expected: Checksum | undefined,
  errorOf: () => Error,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest("hex") !== expected?.sha256) throw errorOf();
}

async function parseLines<Entry>(chunks: AsyncIterable<Uint8Array>, schema: z.ZodType<Entry>) {
  const entries: Entry[] = [];
  let unreadable = 0;
  for await (const line of linesIn(chunks)) {
    const [entry] = parseJournal(line, schema).entries;
    if (entry === undefined) unreadable += 1;
    else entries.push(entry);
  }
  return { entries, unreadable };
}
