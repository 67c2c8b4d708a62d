/** @module The place of a measurement: a database of its own, the embedders, and the use of CPU and log by a piece of work. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Library, openLibrary } from "../../src/collection/library.ts";
import type { Embedder } from "../../src/model/embedder.ts";
import { openFolder } from "../../src/sources/folder.ts";
import { type OpenedDatabase, openWithSchema } from "../../src/storage/postgres/open.ts";
import { sql } from "../../src/storage/postgres/statement.ts";
import { openPostgresStore } from "../../src/storage/postgres/store.ts";
import { editionOf, recipeFor } from "../../src/storage/recipe.ts";
import type { Store } from "../../src/storage/store.ts";
import { buildAt } from "../../test/support/building.ts";
import { type PostgresServer, startServer } from "../../test/support/postgres-server.ts";
import { realEmbedder } from "../model.ts";
import { notHere } from "../question.ts";
import { treeCpu } from "./cpu.ts";
import { plainEmbedder } from "./plain-embedder.ts";

/** The use of a piece of work: CPU seconds of this process and its children, and of the database, bytes of write-ahead log, seconds on the clock. */
export interface Use {
  readonly cpu: number;
  readonly database: number;
  readonly wal: number;
  readonly seconds: number;
}

export interface Place extends OpenedDatabase {
  readonly server: PostgresServer;
  /** Removed at the end. */
  readonly folder: string;
  readonly real: Embedder;
  /** Without a model. */
  readonly plain: Embedder;
  /** Builds a collection in this process. */
  build(collection: string, documents: string, embedder: Embedder): Promise<void>;
  /** Returns the same place by another connection. */
  on(opened: OpenedDatabase): Pick<Place, "open">;
  /** Opens a collection for questions by the real models. */
  open(collection: string, documents: string): Promise<Library>;
  spend(work: () => Promise<unknown>): Promise<Use>;
  sizes(): Promise<Sizes>;
  close(): Promise<void>;
}

/** Bytes of the tables. */
export interface Sizes {
  readonly heap: number;
  readonly outOfLine: number;
  readonly indexes: number;
  /** Tables other than that of passages. */
  readonly others: number;
}

const CONFIG = ["shared_buffers = 1GB", "max_wal_size = 8GB", "max_locks_per_transaction = 256"];

/** @throws Error where `TEST_POSTGRES` names no folder of the programs of PostgreSQL. */
export async function openPlace(folder: string): Promise<Place> {
  const { TEST_POSTGRES: programs } = process.env;
  if (!programs) throw new Error("TEST_POSTGRES names no folder of PostgreSQL's programs");
  const server = await startServer({ programs, config: CONFIG });
  const opened = await openWithSchema(server.settings({ connections: 8 }));
  const [real, pid] = [await realEmbedder(), await pidOf(server)];
  const edition = editionOf(recipeFor([], real));
  const ownCpu = (): number => treeCpu(process.pid, pid);
  const storeOf = (collection: string, by: OpenedDatabase = opened): Store =>
    openPostgresStore({ ...by, collection, edition });
  const on = (by: OpenedDatabase): Pick<Place, "open"> => ({
    open: (collection, documents) =>
      openLibrary({
        source: openFolder(documents),
        store: storeOf(collection, by),
        embedder: real,
        build: notHere,
      }),
  });
  return {
    ...opened,
    server,
    folder,
    real,
    plain: plainEmbedder(real),
    on,
    ...on(opened),
    async build(collection, documents, embedder) {
      const source = openFolder(documents);
      await buildAt({ source, store: storeOf(collection), embedder });
    },
    async spend(work) {
      const [cpu, database, wal] = [ownCpu(), treeCpu(pid), await walOf(opened)];
      const began = performance.now();
      await work();
      return {
        seconds: (performance.now() - began) / 1_000,
        cpu: ownCpu() - cpu,
        database: treeCpu(pid) - database,
        wal: (await walOf(opened)) - wal,
      };
    },
    sizes: () => sizesOf(opened),
    async close() {
      await opened.holder.close();
      await opened.database.close();
      await server.remove();
    },
  };
}

const pidOf = async ({ folder }: PostgresServer): Promise<number> =>
  Number((await readFile(join(folder, "data/postmaster.pid"), "utf8")).split("\n")[0]);

async function walOf({ database }: OpenedDatabase): Promise<number> {
  const [row] = await database.query<{ bytes: number }>(
    sql("bench wal")`select (pg_current_wal_insert_lsn() - '0/0')::float8 as bytes`,
    [],
  );
  return row?.bytes ?? 0;
}

/** Adds up the partitions of each table. */
const SIZES = sql("bench sizes")`select
    sum(pg_relation_size(oid)) filter (where is_passage)::float8 as heap,
    sum(pg_indexes_size(oid)) filter (where is_passage)::float8 as indexes,
    sum(pg_total_relation_size(oid) - pg_relation_size(oid) - pg_indexes_size(oid))
      filter (where is_passage)::float8 as "outOfLine",
    sum(pg_total_relation_size(oid)) filter (where not is_passage)::float8 as others
  from (select oid, relname like 'passage%' as is_passage from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace) as tables`;

async function sizesOf({ database }: OpenedDatabase): Promise<Sizes> {
  const [sizes] = await database.query<Sizes>(SIZES, []);
  if (!sizes) throw new Error("no sizes");
  return sizes;
}
