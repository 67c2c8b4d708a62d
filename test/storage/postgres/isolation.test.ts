import { describe, expect, it } from "vitest";
import type pg from "pg";
import { openFolder } from "../../../src/sources/folder.ts";
import { openConnection } from "../../../src/storage/postgres/connection.ts";
import { LOCAL_TABLES } from "../../../src/storage/postgres/tables.ts";
import type { Statement } from "../../../src/storage/postgres/statement.ts";
import { buildAt } from "../../support/building.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { freshCollection, pgliteSettings } from "../../support/postgres.ts";
import { postgresStore } from "../../support/postgres-store.ts";
import { statementsIn } from "../../support/postgres-statements.ts";
import { folderWith, writeFiles } from "../../support/temporary.ts";

/** Values of each type of parameter: all that a collection has, as those who know it would ask for them. */
type Known = Readonly<Record<string, readonly unknown[]>>;

/** Builds two generations of a collection; the second lacks a passage of the first. */
async function build(collection: string): Promise<void> {
  const store = await postgresStore({ collection });
  const seedsDir = await folderWith({ "a.md": "# Harbour\n\nThe harbour opens at six.\n" });
  const place = { source: openFolder(seedsDir), store, embedder: fakeEmbedder() };
  await buildAt(place);
  await writeFiles(seedsDir, { "a.md": "# Harbour\n\nThe harbour opens at seven.\n" });
  await buildAt(place);
}

async function knownOf(client: pg.Client, collection: string): Promise<Known> {
  const all = async (text: string): Promise<unknown[]> =>
    (await client.query<{ value: unknown }>(text, [collection])).rows.map(({ value }) => value);
  const texts = await all(`select id as value from generation where collection = $1
    union select id from passage where collection = $1 union select language from passage where collection = $1
    union select model from active where collection = $1 union select path from document where collection = $1
    union (select term from posting where collection = $1 limit 3)`);
  const numbers = await all("select number as value from generation where collection = $1");
  const events = await all("select id as value from history where collection = $1");
  const vectors = await all("select embedding::text as value from passage where collection = $1");
  const blobs = await all("select sha256 as value from blob where collection = $1");
  const integers = [...numbers, ...events, "0", "-1", "6", "50"];
  return {
    text: texts,
    "text[]": [texts],
    bigint: integers,
    integer: integers,
    "bigint[]": [integers],
    "integer[]": [integers],
    bytea: blobs,
    "bytea[]": [blobs],
    vector: vectors,
    date: ["2026-01-01"],
    "timestamp with time zone": ["2026-01-01"],
    "timestamp with time zone[]": [texts.map(() => "2026-01-01")],
  };
}

/** Returns the types of a statement's parameters. */
async function typesOf(client: pg.Client, { text }: Statement): Promise<readonly string[]> {
  await client.query(`prepare asked as ${text}`);
  const { rows } = await client.query<{ types: string[] }>(
    "select parameter_types::text[] as types from pg_prepared_statements where name = 'asked'",
  );
  await client.query("deallocate asked");
  return rows[0]?.types ?? [];
}

/** The most combinations of values that a statement is run with. */
const MOST = 60;

function combinations(lists: readonly (readonly unknown[])[]): readonly unknown[][] {
  let all: unknown[][] = [[]];
  for (const list of lists) all = all.flatMap((begin) => list.map((value) => [...begin, value]));
  const step = Math.ceil(all.length / MOST);
  return all.filter((_, at) => at % step === 0);
}

interface Run {
  readonly rows: number;
  readonly hasChanged: boolean;
}

/** Runs a statement, takes its changes back, and returns the rows that it gave and whether the collection was changed. */
async function tryOut(
  client: pg.Client,
  { text }: Statement,
  values: readonly unknown[],
  observe: () => Promise<string>,
): Promise<Run> {
  await client.query("begin");
  try {
    const before = await observe();
    const { rows } = await client.query(text, [...values]);
    return { rows: rows.length, hasChanged: (await observe()) !== before };
  } catch {
    return { rows: 0, hasChanged: false };
  } finally {
    await client.query("rollback");
  }
}

/** Returns a function that sums up all rows of a collection. */
async function observer(client: pg.Client, collection: string): Promise<() => Promise<string>> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace",
  );
  const tables = rows.map(({ name }) => name).filter((name) => !LOCAL.has(name));
  const sums = tables.map(
    (name) =>
      `(select coalesce(sum(hashtextextended(one::text, 0)), 0) from ${name} one where collection = $1)`,
  );
  return async () => {
    const found = await client.query<{ sums: string }>(
      `select concat_ws(' ', ${sums.join(", ")}) as sums`,
      [collection],
    );
    return found.rows[0]?.sums ?? "";
  };
}

const LOCAL: ReadonlySet<string> = new Set(LOCAL_TABLES);

/** Statements that give a row to each collection, on which their collection has no influence or of which it is the only one. */
const OF_NO_CONTENT = /^(?:lock|listen|publish notify|migration|job|worker|rate|build|stage begin)/;

describe("a statement with the name of another collection", () => {
  it("gives no rows and changes none, whatever IDs of the first it is given", async () => {
    const [own, other] = [freshCollection(), freshCollection()];
    await build(own);
    await build(other);
    const client = await openConnection(pgliteSettings());
    try {
      const [known, observe] = [await knownOf(client, own), await observer(client, own)];
      const statements = (await statementsIn(["passage"])).filter(
        ({ name }) => !OF_NO_CONTENT.test(name),
      );
      const reached: string[] = [];
      for (const statement of statements) {
        const [, ...types] = await typesOf(client, statement);
        const lists = types.map((type) => known[type] ?? [null]);
        const runs = { own: new Array<Run>(), other: new Array<Run>() };
        for (const values of combinations(lists)) {
          runs.own.push(await tryOut(client, statement, [own, ...values], observe));
          if (types.length > 0)
            runs.other.push(await tryOut(client, statement, [other, ...values], observe));
        }
        expect({
          name: statement.name,
          changed: runs.other.some(({ hasChanged }) => hasChanged),
        }).toEqual({ name: statement.name, changed: false });
        if (runs.own.some(({ rows, hasChanged }) => rows > 0 || hasChanged))
          reached.push(statement.name);
      }
      expect(reached.length).toBeGreaterThan(0.7 * statements.length);
    } finally {
      await client.end();
    }
  });
});
