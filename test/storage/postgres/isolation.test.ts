import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
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

/** Adds the remains of a killed build, and a text without a reference. */
const REMAINS = [
  "insert into generation (collection, model, recipe) values ($1, 'model', '{}')",
  "insert into blob (collection, sha256, bytes) values ($1, 'hash', 'text')",
];

async function knownOf(client: pg.Client, collection: string): Promise<Known> {
  const all = async (text: string): Promise<unknown[]> =>
    (await client.query<{ value: unknown }>(text, [collection])).rows.map(({ value }) => value);
  const texts = await all(`select id as value from generation where collection = $1 and id is not null
    union all (select id from passage where collection = $1)
    union all (select model from active where collection = $1)
    union all (select path from document where collection = $1 limit 1)
    union all (select language from passage where collection = $1 limit 1)
    union all (select term from posting where collection = $1 limit 1)`);
  const numbers = await all("select number as value from generation where collection = $1");
  const events = await all("select id as value from history where collection = $1 limit 2");
  const vectors = await all("select embedding::text as value from passage where collection = $1");
  const blobs = await all("select sha256 as value from blob where collection = $1");
  const integers = [...numbers, ...events, "-1", "6"];
  return {
    text: texts,
    "text[]": [texts, []],
    bigint: integers,
    integer: integers,
    "bigint[]": [integers],
    "integer[]": [integers],
    bytea: blobs,
    "bytea[]": [blobs, [Buffer.from("another")]],
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

/** Returns all choices of a value from each list. */
function combinations(lists: readonly (readonly unknown[])[]): readonly unknown[][] {
  let all: unknown[][] = [[]];
  for (const list of lists) all = all.flatMap((begin) => list.map((value) => [...begin, value]));
  return all;
}

const CHANGES = /\b(?:insert|update|delete)\b/;

/** Runs a statement and takes its changes back; returns whether it gave a row, or changed what is observed. */
async function reaches(
  client: pg.Client,
  { text }: Statement,
  values: readonly unknown[],
  { before, observe }: Observed,
): Promise<boolean> {
  const isChange = CHANGES.test(text);
  if (isChange) await client.query("begin");
  try {
    const { rows } = await client.query(text, [...values]);
    return rows.length > 0 || (isChange && (await observe()) !== before);
  } catch (error) {
    if (error instanceof pg.DatabaseError && MISFITS.has(error.code?.slice(0, 2) ?? "")) return false;
    throw error;
  } finally {
    if (isChange) await client.query("rollback");
  }
}

/** The classes of errors of values that do not fit each other, or a key. */
const MISFITS: ReadonlySet<string> = new Set(["22", "23"]);

interface Observed {
  readonly before: string;
  readonly observe: () => Promise<string>;
}

/** Returns a function that sums up all rows of a collection. */
async function observer(client: pg.Client, collection: string): Promise<() => Promise<string>> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace",
  );
  const tables = rows.map(({ name }) => name).filter((name) => !LOCAL.has(name));
  const sums = tables.map(
    (name) => `(select coalesce(sum(hashtextextended(one::text, 0)), 0) from ${name} one where collection = $1)`,
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

/** Statements that name no content; those that begin a row, which a collection does for itself. */
const OF_NO_CONTENT = /^(?:lock|listen|publish notify|migration|job|worker|rate|build|stage begin)/;

describe("a statement with the name of another collection", () => {
  it("gives no rows and changes none, with the values by which it does in the first", async () => {
    const [own, other] = [freshCollection(), freshCollection()];
    await build(own);
    const client = await openConnection(pgliteSettings());
    onTestFinished(() => client.end());
    for (const text of REMAINS) await client.query(text, [own]);
    const [known, observe] = [await knownOf(client, own), await observer(client, own)];
    const observed = { before: await observe(), observe };
    const statements = (await statementsIn(["passage"])).filter(
      ({ name }) => !OF_NO_CONTENT.test(name),
    );
    const unreached: string[] = [];
    for (const statement of statements) {
      const [, ...types] = await typesOf(client, statement);
      let found: readonly unknown[] | undefined;
      for (const values of combinations(types.map((type) => known[type] ?? [null]))) {
        if (!(await reaches(client, statement, [own, ...values], observed))) continue;
        found = values;
        break;
      }
      if (!found) unreached.push(statement.name);
      else if (await reaches(client, statement, [other, ...found], observed))
        throw new Error(`${statement.name} reaches a collection from another`);
    }
    expect(unreached).toEqual([]);
  });
});
