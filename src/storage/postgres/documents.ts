/** @module The documents of a generation: by path, in a list, and as suggestions for a partly typed text. */

import type { CachePart } from "../../base/bounded-cache.ts";
import type { Document } from "../../corpus/document.ts";
import { languageFor } from "../../corpus/languages/languages.ts";
import type { Completion, DocumentEntry, Snapshot } from "../../search/snapshot.ts";
import { toCompletion } from "../completion.ts";
import { parseDocument } from "../records.ts";
import { batchedReader, type Sized } from "./batch.ts";
import type { Overview } from "./overview.ts";
import type { GenerationReader } from "./generation-reader.ts";
import type { Passages } from "./passages.ts";
import { PASSAGE_STATEMENTS, SNAPSHOT_STATEMENTS } from "./snapshot-statements.ts";
import type { PassageTable } from "./statement.ts";

/** Opens the documents of a generation. */
export function documentReader(
  reader: GenerationReader,
  { idOf }: Pick<Overview, "idOf">,
  cache: CachePart<Document | undefined>,
): Pick<Snapshot, "document" | "documents"> {
  const document = batchedReader(cache, (paths) =>
    reader.read(
      SNAPSHOT_STATEMENTS.documents,
      [paths],
      (rows: readonly BlobRow[]) => new Map(rows.map(({ path, bytes }) => [path, parsed(bytes)])),
    ),
  );
  const entryOf = async ({ path, passages, first_row }: ListRow): Promise<DocumentEntry> => {
    const found = await document(path);
    if (!found) throw new Error(`no document ${path}`);
    return { document: found, passages, first: passages === 0 ? "" : idOf(first_row) };
  };
  return {
    document,
    async documents(offset, limit) {
      const rows = await reader.read(
        SNAPSHOT_STATEMENTS.list,
        [offset, limit],
        (listed: readonly ListRow[]) => listed,
      );
      return Promise.all(rows.map(entryOf));
    },
  };
}

interface BlobRow {
  readonly path: string;
  readonly bytes: Buffer;
}

interface ListRow {
  readonly path: string;
  readonly passages: number;
  readonly first_row: number;
}

/** The bytes of a parsed document in memory, in those of its line: most is text, of one or two bytes a letter. */
const PARSED = 2;

const parsed = (line: Buffer): Sized<Document> => ({
  value: parseDocument(line.toString("utf8")),
  bytes: PARSED * line.length,
});

interface Context {
  readonly overview: Overview;
  readonly passages: Pick<Passages, "passage">;
  readonly documents: Pick<Snapshot, "document">;
}

/** Returns the suggestions of a generation (see `completer`). */
export function completionReader(
  reader: GenerationReader,
  table: PassageTable,
  { overview, passages, documents }: Context,
): Snapshot["complete"] {
  const languages = overview.languages.map(({ language }) => language);
  const complete = async (id: string): Promise<Completion[]> => {
    const passage = await passages.passage(id);
    return passage ? [toCompletion(await documents.document(passage.path), passage)] : [];
  };
  /** No label has NUL, which no text of the database can have. */
  const labelled = async (query: string, limit: number): Promise<readonly string[]> => {
    if (query.includes("\0")) return [];
    const typed = languages.flatMap((language) =>
      languageFor(language)
        .fold(query)
        .split(/\s+/)
        .map((word) => [language, word] as const),
    );
    const [of, words] = [typed.map(([language]) => language), typed.map(([, word]) => word)];
    return reader.read(PASSAGE_STATEMENTS.labelled(table), [of, words, limit], idsIn);
  };
  return async (typed, limit) => {
    const query = typed.trim();
    const ids =
      query === ""
        ? await reader.read(PASSAGE_STATEMENTS.firsts(table), [limit], idsIn)
        : [...overview.idsFrom(query.toLowerCase(), limit), ...(await labelled(query, limit))];
    const first = [...new Set(ids)].slice(0, limit);
    return (await Promise.all(first.map(complete))).flat();
  };
}

const idsIn = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
