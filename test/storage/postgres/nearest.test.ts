import { describe, expect, it } from "vitest";
import { normalise } from "../../../src/model/vector.ts";
import type { Snapshot } from "../../../src/search/snapshot.ts";
import { recipeFor } from "../../../src/storage/recipe.ts";
import { generationReader } from "../../../src/storage/postgres/generation-reader.ts";
import { LARGE_SCRIPTS, largeTable, MOST_COMMON } from "../../../src/storage/postgres/large.ts";
import { nearestReader } from "../../../src/storage/postgres/nearest.ts";
import { passageRows, valuesIn } from "../../../src/storage/postgres/rows.ts";
import { PASSAGE_STATEMENTS } from "../../../src/storage/postgres/snapshot-statements.ts";
import type { Database, Value } from "../../../src/storage/postgres/database.ts";
import { sql, type Statement } from "../../../src/storage/postgres/statement.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { random } from "../../support/random.ts";
import { migratedDatabase } from "../../support/real-postgres.ts";

const ROWS = MOST_COMMON + 1_000;
const CLUSTERS = 300;
const NEAREST = 50;
const recipe = recipeFor([], fakeEmbedder());
const { dimensions } = recipe.model.general;

const BEGIN = sql("test begin")`insert into generation (collection, model, recipe, id)
  values ($1, 'model', '{}', 'sealed') returning number`;

/** Runs a statement; returns its plan. */
async function planOf(database: Database, statement: Statement, values: readonly Value[]) {
  const text = `explain (analyze, costs off, timing off) ${statement.text}`;
  const lines = await database.query<object>({ name: "test plan", text }, values);
  return lines.flatMap((line) => Object.values(line)).join("\n");
}

describe("the nearest passages of a large generation", () => {
  it("are nearly always those that are found by comparing with all", async (context) => {
    const database = await migratedDatabase(context);
    const collection = "large";
    const [row] = await database.query<{ number: string }>(BEGIN, [collection]);
    const number = row?.number ?? "";
    const table = largeTable(number);
    await database.script(LARGE_SCRIPTS.create(table));
    const target = passageRows(table);
    const values = function* () {
      for (const [at, embedding] of clustered(ROWS, 1).entries())
        yield valuesIn(target, { collection, number }, { ...rowOf(at), embedding });
    };
    await database.load(target, values());
    await database.transaction((session) => session.script(LARGE_SCRIPTS.index(table, dimensions)));
    const reader = generationReader({ database, location: "here", collection, number });
    const overview = { idOf: String, recipe };
    const search = nearestReader(reader, table, overview);
    const exact: Snapshot["nearest"] = (vector, k) =>
      reader.read(
        PASSAGE_STATEMENTS.nearest(table),
        [`[${vector.join(",")}]`, k],
        (rows: readonly { row: number; distance: number }[]) =>
          rows.map((own) => ({ id: String(own.row), score: -own.distance })),
      );
    const [first = new Float32Array()] = clustered(1, 3);
    const closest = PASSAGE_STATEMENTS.closest(table, dimensions, 200);
    for (let use = 0; use < 7; use += 1) {
      const plan = await planOf(database, closest, [
        collection,
        number,
        `[${first.join(",")}]`,
        NEAREST,
      ]);
      expect(plan).toMatch(/Index Scan using \w+ on p\d+ passage \(actual rows=200 /);
    }
    let found = 0;
    const questions = clustered(40, 2);
    for (const question of questions) {
      const own = await search(question, NEAREST);
      const all = await exact(question, NEAREST);
      expect(own).toHaveLength(NEAREST);
      expect(own.map(({ score }) => score)).toEqual(
        own.map(({ score }) => score).toSorted((a, b) => b - a),
      );
      const ids = new Set(own.map(({ id }) => id));
      found += all.filter(({ id }) => ids.has(id)).length;
    }
    expect(found / (NEAREST * questions.length)).toBeGreaterThanOrEqual(0.99);
    expect(await search(questions[0] ?? new Float32Array(), ROWS + 1)).toHaveLength(ROWS);
  });
});

const rowOf = (at: number) => ({
  row: at,
  id: String(at),
  document: 0,
  language: "en",
  line: "{}",
  label: "",
  sentences: Buffer.alloc(0),
  native: Buffer.alloc(0),
  tokens: null,
  tokens_row: 0,
  terms: Buffer.alloc(0),
  digest: Buffer.alloc(0),
});

/** Makes unit vectors around the same centres, whatever the seed. */
function clustered(count: number, seed: number): Float32Array[] {
  const [centre, next] = [random(7), random(seed)];
  const around = (uniform: () => number): number[] =>
    Array.from({ length: dimensions }, () => uniform() + uniform() - 1);
  const centres = Array.from({ length: CLUSTERS }, () => around(centre));
  return Array.from({ length: count }, () => {
    const own = centres[Math.floor(next() * CLUSTERS)] ?? [];
    const noise = around(next);
    return normalise(Float32Array.from(own, (value, at) => value + 0.7 * (noise[at] ?? 0)));
  });
}
