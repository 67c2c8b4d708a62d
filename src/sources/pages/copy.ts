/** @module The local copy of pages: one index, and contents named by their hashes. */

import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isAbsent, UserError } from "../../base/errors.ts";
import { checksumOf, makeFolders, replaceDurably } from "../../base/durable.ts";
import { fileStamp } from "../../base/file-stamp.ts";
import { sha256 } from "../../base/hash.ts";

const Page = z.strictObject({
  /** As it is named in the settings, without a fragment. */
  address: z.url({ protocol: /^https?$/ }),
  path: z.string().regex(/^[^/.][^\0]*$/),
  /** The final address, after redirects. */
  url: z.url({ protocol: /^https?$/ }),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive(),
  /** When this content was fetched first. */
  retrieved: z.iso.datetime(),
  /** When its server said for the first time that it is gone. */
  goneSince: z.iso.datetime().optional(),
});

const Index = z.strictObject({ version: z.literal(1), pages: z.array(Page) });

/** A page in the copy. */
export type Page = Readonly<z.infer<typeof Page>>;

/** The copy in a folder. A state is never changed: its contents stay until two other states have replaced it. */
export interface Copy {
  /** Reads the present state; undefined if there is none yet. @throws UserError if its index is damaged. */
  readonly pages: () => Promise<readonly Page[] | undefined>;
  /** Checks that all contents are there. @throws UserError if one is missing, or of another size. */
  readonly requireContents: (pages: readonly Page[]) => Promise<void>;
  /** Reads a content. @throws Error if it is missing or damaged. */
  readonly contentOf: (page: Page) => Promise<Buffer>;
  /** Checks whether a content is there and undamaged. */
  readonly isIntact: (page: Page) => Promise<boolean>;
  readonly addContent: (content: Buffer) => Promise<void>;
  /** Replaces the present state atomically. */
  readonly replace: (pages: readonly Page[], earlier: readonly Page[]) => Promise<void>;
}

/** Opens the copy in a folder, which is created when first written to. */
export function openCopy(folder: string): Copy {
  const index = join(folder, "pages.json");
  const contents = join(folder, "contents");
  const fileOf = (hash: string): string => join(contents, hash);
  const isIntact = async (hash: string): Promise<boolean> =>
    (await checksumOf(fileOf(hash)).catch(undefinedIfAbsent))?.sha256 === hash;
  return {
    pages: cachedByStamp(index, (text) => parseIndex(text, folder)),
    async requireContents(pages) {
      for (const page of pages) {
        const info = await stat(fileOf(page.sha256)).catch(undefinedIfAbsent);
        if (info?.size !== page.bytes) throw damaged(folder, `no content of ${page.path}`);
      }
    },
    async contentOf(page) {
      const content = await readFile(fileOf(page.sha256));
      if (sha256(content) !== page.sha256) throw new Error(`${fileOf(page.sha256)} is damaged`);
      return content;
    },
    isIntact: (page) => isIntact(page.sha256),
    async addContent(content) {
      const hash = sha256(content);
      if (await isIntact(hash)) return;
      await makeFolders(contents);
      await replaceDurably(fileOf(hash), content);
    },
    async replace(pages, earlier) {
      await makeFolders(contents);
      await replaceDurably(index, JSON.stringify({ version: 1, pages }, undefined, 2));
      const kept = new Set([...pages, ...earlier].map((page) => page.sha256));
      for (const name of await readdir(contents))
        if (!kept.has(name)) await rm(fileOf(name), { force: true });
    },
  };
}

/** Returns a reader of a file that reads it again only once it has changed; it gives undefined where there is no file. */
function cachedByStamp<Value>(
  file: string,
  parse: (text: string) => Value,
): () => Promise<Value | undefined> {
  let known: { readonly stamp: string; readonly value: Value } | undefined;
  return async () => {
    try {
      const stamp = fileStamp(file);
      if (known?.stamp !== stamp) known = { stamp, value: parse(await readFile(file, "utf8")) };
      return known.value;
    } catch (error) {
      return undefinedIfAbsent(error);
    }
  };
}

function undefinedIfAbsent(error: unknown): undefined {
  if (!isAbsent(error)) throw error;
}

function parseIndex(text: string, folder: string): readonly Page[] {
  try {
    return Index.parse(JSON.parse(text)).pages;
  } catch (error) {
    throw damaged(folder, "a damaged list of them", error);
  }
}

const damaged = (folder: string, found: string, cause?: unknown): UserError =>
  new UserError({ expected: `a copy of the pages in ${folder}`, found, remedy: SYNC }, { cause });

/** The remedy for a copy that is missing or damaged. */
export const SYNC = "Run npm run footnote -- sync.";
