import { describe, expect, it } from "vitest";
import { LARGE_SCRIPTS, largeTable } from "../../../src/storage/postgres/large.ts";
import { LOCAL_TABLES } from "../../../src/storage/postgres/tables.ts";
import { sharedDatabase } from "../../support/postgres.ts";
import { LARGE, planFaults, withLargeTable } from "../../support/postgres-plans.ts";
import { postgresSources, statementsIn } from "../../support/postgres-statements.ts";

interface Key {
  readonly table: string;
  readonly kind: "primary" | "unique" | "foreign";
  readonly columns: readonly string[];
}

/** Columns of keys, of tables that are no partitions. */
const KEYS = {
  name: "test keys",
  text: `with own as (
      select class.oid, class.relname as name from pg_class class join pg_namespace space on space.oid = relnamespace
      where nspname in ('public', 'footnote_large') and relkind in ('r', 'p') and not relispartition
    ), key as (
      select own.name as table, case when indisprimary then 'primary' else 'unique' end as kind, indkey::int2[] as places, own.oid
        from pg_index join own on own.oid = indrelid where indisunique
      union all
      select own.name, 'foreign', conkey, own.oid from pg_constraint join own on own.oid = conrelid where contype = 'f'
      union all
      select own.name, 'foreign', confkey, confrelid from pg_constraint join own on own.oid = conrelid where contype = 'f'
    )
    select "table", kind, array(
      select attname::text from unnest(places) with ordinality as place (number, at)
      join pg_attribute on attrelid = key.oid and attnum = place.number order by place.at) as columns
    from key`,
};

const isLocal = (table: string): boolean => LOCAL_TABLES.some((name) => name === table);

describe("the schema", () => {
  it("begins every key of content with the collection", async () => {
    const database = await sharedDatabase();
    await withLargeTable(async () => {
      const keys = await database.query<Key>(KEYS, []);
      const content = keys.filter(({ table }) => !isLocal(table));
      expect(content.filter(({ columns }) => columns[0] !== "collection")).toEqual([]);
      // Other tests have tables of large generations too.
      const withPrimary = content
        .filter(({ kind, table }) => kind === "primary" && !/^p\d{13,}$/.test(table))
        .map(({ table }) => table);
      const names =
        "active blob build_count document feedback generation history passage pin posting upload word";
      expect(new Set(withPrimary)).toEqual(new Set([...names.split(" "), LARGE.split(".")[1]]));
      expect(content.filter(({ kind }) => kind === "foreign").length).toBeGreaterThan(5);
    });
  });

  it("names no table by a text that is no number", () => {
    expect(largeTable("12")).toBe("footnote_large.p12");
    expect(LARGE_SCRIPTS.drop(largeTable("1; drop table pin"))).toContain("pNaN");
  });
});

describe("the statements", () => {
  it("are all constants of their modules", async () => {
    const sources = postgresSources();
    const written = sources.flatMap(({ text }) => [...text.matchAll(/\bsql\(\s*"/g)]).length;
    const statements = await statementsIn(["passage"]);
    expect(statements).toHaveLength(written);
    expect(new Set(statements.map(({ name }) => name)).size).toBe(written);
    const scripts = sources.filter(({ text }) => text.includes(".script("));
    expect(scripts.map(({ name }) => name)).toEqual([
      "database.ts",
      "migrate.ts",
      "removal.ts",
      "seal.ts",
      "stage.ts",
    ]);
    const raw = sources.filter(({ text }) => /\bclient\.query\b/.test(text));
    expect(raw.map(({ name }) => name)).toEqual([
      "connection.ts",
      "copy.ts",
      "holder.ts",
      "session.ts",
    ]);
  });

  it("name the columns that they read: a migration that adds one must not change a prepared statement", async () => {
    const open = (await statementsIn(["passage"])).filter(({ text }) =>
      /(?:select|returning|,|\.)\s*\*/.test(text),
    );
    expect(open).toEqual([]);
  });

  it("restrict every table of content that they name to the collection, in their plans", async () => {
    await withLargeTable(async (explain) => {
      const faults: string[] = [];
      for (const statement of await statementsIn(["passage", LARGE]))
        faults.push(...(await planFaults(statement, explain)));
      expect(faults).toEqual([]);
    });
  });

  it.each([
    "select event from history where passage = $2 and $1::text is not null",
    "select p.id from passage p join document d on d.generation = p.generation where p.collection = $1",
    "select id from pin where collection = $1 and id in (select passage from history where passage = $2)",
    "delete from blob where collection = $1 and not exists (select from document d where d.blob = blob.sha256)",
    "select count(*) from feedback where collection = $1 or day > $2",
    "insert into pin (collection, id, question, passage, day) select collection, id, question, passage, day from pin where collection = $1",
    `select id from footnote_large.p999999999999 where generation = $2::bigint and $1::text is not null`,
  ])("are refused where they do not: %s", async (text) => {
    await withLargeTable(async (explain) => {
      expect(await planFaults({ name: "refused", text }, explain)).not.toEqual([]);
    });
  });
});
