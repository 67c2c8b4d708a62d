/** @module The uploaded documents of a server's collection, in the database. */

import {
  findQuotaFault,
  OtherFiles,
  type UploadedFiles,
  type Uploads,
} from "../guild-collections.ts";
import { joinHashes } from "../kept-changes.ts";
import type { Database, Session } from "./database.ts";
import { postgresChanges } from "./guild-changes.ts";
import { lockGuild, requireGuild } from "./guild-lock.ts";
import { sql } from "./statement.ts";

export const UPLOAD_STATEMENTS = {
  list: sql("upload list")`select path, sha256, sidecar_sha256, bytes from upload
    where collection = $1 order by path`,
  hash: sql("upload hash")`select sha256, sidecar_sha256 from upload
    where collection = $1 and path = $2`,
  read: sql("upload read")`select content, sidecar from upload where collection = $1 and path = $2`,
  totals: sql("upload totals")`select count(*)::integer as documents,
      coalesce(sum(bytes), 0)::float8 as bytes,
      (count(*) filter (where path = $2))::integer as replaced,
      coalesce(sum(bytes) filter (where path = $2), 0)::float8 as "replacedBytes"
    from upload where collection = $1`,
  put: sql("upload put")`insert into upload (collection, path, content, sidecar)
    values ($1, $2, $3, $4)
    on conflict (collection, path) do update
      set content = excluded.content, sidecar = excluded.sidecar`,
  remove: sql("upload remove")`delete from upload where collection = $1 and path = $2`,
} as const;

interface ListedRow {
  readonly path: string;
  readonly sha256: Buffer;
  readonly sidecar_sha256: Buffer | null;
  readonly bytes: number;
}

interface Totals {
  readonly documents: number;
  readonly bytes: number;
  /** Of the document of the path. */
  readonly replaced: number;
  readonly replacedBytes: number;
}

/** Opens the uploads of a collection. */
export const postgresUploads = (database: Database, collection: string): Uploads => ({
  async list() {
    await requireGuild(database, collection);
    const rows = await database.query<ListedRow>(UPLOAD_STATEMENTS.list, [collection]);
    return rows.map(({ path, sha256, sidecar_sha256: sidecar, bytes }) => ({
      path,
      fingerprint: [sha256, sidecar].map((hash) => hash?.toString("hex")).join(" "),
      bytes,
    }));
  },
  async read(path) {
    const values = [collection, path];
    const [row] = await database.query<FilesRow>(UPLOAD_STATEMENTS.read, values);
    return row && { content: row.content, sidecar: row.sidecar ?? undefined };
  },
  async hashOf(path) {
    return (await hashesAt(database, [collection, path]))[0];
  },
  put: (path, files, quotas, before) =>
    database.transaction(async (session) => {
      await lockGuild(session, collection);
      const values = [collection, path];
      const isOther =
        before !== undefined && before !== joinHashes(await hashesAt(session, values));
      if (isOther) throw new OtherFiles();
      const [used] = await session.query<Totals>(UPLOAD_STATEMENTS.totals, values);
      if (!used) throw new Error("totals without a row");
      const fault = findQuotaFault(used, totalsWith(used, files), quotas);
      if (!fault)
        await session.query(UPLOAD_STATEMENTS.put, [
          ...values,
          files.content,
          files.sidecar ?? null,
        ]);
      return fault;
    }),
  async remove(path) {
    await database.query(UPLOAD_STATEMENTS.remove, [collection, path]);
  },
  changes: postgresChanges(database, collection),
});

/** Returns the hashes of a document and of its sidecar. */
async function hashesAt(
  session: Pick<Session, "query">,
  values: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const [row] = await session.query<HashRow>(UPLOAD_STATEMENTS.hash, values);
  return [row?.sha256, row?.sidecar_sha256].map((hash) => hash?.toString("hex"));
}

type HashRow = Pick<ListedRow, "sha256" | "sidecar_sha256">;

interface FilesRow {
  readonly content: Buffer;
  readonly sidecar: Buffer | null;
}

const totalsWith = (used: Totals, { content, sidecar }: UploadedFiles) => ({
  documents: used.documents - used.replaced + 1,
  bytes: used.bytes - used.replacedBytes + content.length + (sidecar?.length ?? 0),
});

/** Returns the documents and bytes of a collection. */
export async function uploadTotals(
  database: Pick<Database, "query">,
  collection: string,
): Promise<Pick<Totals, "documents" | "bytes">> {
  const [row] = await database.query<Totals>(UPLOAD_STATEMENTS.totals, [collection, ""]);
  return { documents: row?.documents ?? 0, bytes: row?.bytes ?? 0 };
}
