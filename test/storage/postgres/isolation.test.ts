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

/** Adds the remains of a killed build, a text without a reference, a pin and feedback. */
const OTHERS = [
  "insert into generation (collection, model, recipe, large_table) values ($1, 'model', '{}', 'none')",
  "insert into blob (collection, sha256, bytes) values ($1, 'hash', 'text')",
  "insert into pin (collection, id, question, passage, day) values ($1, 'mine', 'question', 'mine', '2026-01-01')",
  "insert into feedback (collection, kind, day, record) values ($1, 'mine', '2026-01-01', 'mine')",
  "insert into feedback (collection, kind, day, record) values ($1, 'digest', '2026-01-01', 'mine')",
  "insert into upload (collection, path, content) values ($1, 'mine', 'text')",
  "insert into build_count (collection, day, number) values ($1, (now() at time zone 'utc')::date, 1)",
];

async function knownOf(client: pg.Client, collection: string): Promise<Known> {
  const all = async (text: string): Promise<unknown[]> =>
    (await client.query<{ value: unknown }>(text, [collection])).rows.map(({ value }) => value);
  const found =
    await all(`select id as value from generation where collection = $1 and id is not null
    union all (select id from passage where collection = $1)
    union all (select model from active where collection = $1)
    union all (select path from document where collection = $1 limit 1)
    union all (select language from passage where collection = $1 limit 1)
    union all (select term from posting where collection = $1 limit 1)`);
  const texts = ["mine", ...found];
  const numbers = await all("select number as value from generation where collection = $1");
  const events = await all("select id as value from history where collection = $1 limit 2");
  const vectors = await all("select embedding::text as value from passage where collection = $1");
  const blobs = await all("select sha256 as value from blob where collection = $1");
  const records = await all("select id as value from feedback where collection = $1");
  const integers = [...numbers, ...events, ...records, "-1", "6"];
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
    date: ["2026-01-01", "2026-01-02"],
    "date[]": [texts.map(() => "2026-01-01")],
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

/** Statements that add rows to their own collection, and may return these. */
const INSERTS = /^\s*insert\b/;
/** Returns the first item of which a check is true. */
async function findOne<Item>(
  items: readonly Item[],
  isFound: (item: Item) => Promise<boolean>,
): Promise<Item | undefined> {
  for (const item of items) if (await isFound(item)) return item;
  return undefined;
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
    return (!INSERTS.test(text) && rows.some(isFull)) || (isChange && (await observe()) !== before);
  } catch (error) {
    if (error instanceof pg.DatabaseError && MISFITS.has(error.code?.slice(0, 2) ?? ""))
      return false;
    throw error;
  } finally {
    if (isChange) await client.query("rollback");
  }
}

/** Whether a row says more than that there is nothing, as the row of a count does. */
const isFull = (row: object): boolean =>
  Object.values(row).some((value) => ![null, 0, "0", false].includes(value));

/** The classes of errors of values that do not fit each other, or a key. */
const MISFITS: ReadonlySet<string> = new Set(["22", "23"]);

interface Observed {
  readonly before: string;
  readonly observe: () => Promise<string>;
}

/** Returns a function that sums up the versions of all rows of a collection. */
async function observer(client: pg.Client, collection: string): Promise<() => Promise<string>> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace",
  );
  const tables = rows.map(({ name }) => name).filter((name) => !LOCAL.has(name));
  const sums = tables.map(
    (name) =>
      `(select coalesce(sum(hashtextextended(concat(one.tableoid, one.ctid, one.xmin), 0)), 0) from ${name} one where collection = $1)`,
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
const OF_NO_CONTENT =
  /^(?:lock|pin lock|listen|publish notify|migration|job|worker|rate|build|guild|pending|ballot|claim|stage begin)/;

describe("a statement with the name of another collection", () => {
  it("gives no rows and changes none, with the values by which it does in the first", async () => {
    const [own, other] = [freshCollection(), freshCollection()];
    await build(own);
    const client = await openConnection(pgliteSettings());
    onTestFinished(() => client.end());
    for (const text of OTHERS) await client.query(text, [own]);
    const [known, observe] = [await knownOf(client, own), await observer(client, own)];
    const observed = { before: await observe(), observe };
    const statements = (await statementsIn(["passage"])).filter(
      ({ name }) => !OF_NO_CONTENT.test(name),
    );
    const unreached: string[] = [];
    for (const statement of statements) {
      const [first, ...types] = await typesOf(client, statement);
      if (first === undefined) continue;
      const all = combinations(types.map((type) => known[type] ?? [null]));
      const isReached = (collection: string) => (values: readonly unknown[]) =>
        reaches(client, statement, [collection, ...values], observed);
      const found = INSERTS.test(statement.text) ? all[0] : await findOne(all, isReached(own));
      if (!found) unreached.push(statement.name);
      else if (await isReached(other)(found))
        throw new Error(`${statement.name} reaches a collection from another`);
    }
    expect(unreached).toEqual([]);
  });
});
