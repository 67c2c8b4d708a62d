import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../../../src/collection/ask.ts";
import type { Snapshot } from "../../../src/search/snapshot.ts";
import { openMemory } from "../../../src/sources/memory.ts";
import { openConnection } from "../../../src/storage/postgres/connection.ts";
import type { Database } from "../../../src/storage/postgres/database.ts";
import { type Store, UnusableIndex } from "../../../src/storage/store.ts";
import { buildAt } from "../../support/building.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { freshCollection, pgliteSettings, sharedDatabase } from "../../support/postgres.ts";
import { postgresStore } from "../../support/postgres-store.ts";

const embedder = fakeEmbedder();
const QUESTION = "When does the harbor open in spring?";
const DOCUMENTS = {
  "harbour.md":
    "# Harbour\n\n## Hours\n\nThe harbour opens at six in spring.\n\n## Rules\n\nNo dogs in the harbour.\n",
  "market.md": "# Market\n\nThe market opens at seven, and it closes when the harbour does.\n",
};

/** Runs in place of each query of a snapshot, before it. */
let beforeQuery = async (): Promise<void> => {};
let client: pg.Client;
let store: Store;
const collection = freshCollection();

beforeAll(async () => {
  client = await openConnection(pgliteSettings());
  const database = await sharedDatabase();
  const watched: Database = {
    ...database,
    async query<Row extends object>(...asked: Parameters<Database["query"]>) {
      await beforeQuery();
      return database.query<Row>(...asked);
    },
  };
  store = await postgresStore({ database: watched, collection });
  const files = Object.entries(DOCUMENTS).map(([path, text]) => [path, Buffer.from(text)] as const);
  const source = openMemory(new Map(files));
  await buildAt({ source, store, embedder });
});
afterAll(() => client.end());

const open = async (): Promise<Snapshot> => store.open((await store.active()) ?? "");

/** The steps of a removal, after each of which another process may read, and how each is undone. */
const STEPS = [
  [
    "update generation set id = null where collection = $1",
    "update generation set id = $2 where collection = $1",
  ],
  ["update posting set generation = -generation where collection = $1"],
  ["update passage set generation = -generation where collection = $1 and row < 2"],
  ["update passage set generation = -generation where collection = $1 and row >= 2"],
  ["update word set generation = -generation where collection = $1"],
] as const;

async function remove(steps: number): Promise<void> {
  for (const [step] of STEPS.slice(0, steps)) await client.query(step, [collection]);
}

async function restore(steps: number, id: string): Promise<void> {
  for (const [step, undo] of STEPS.slice(0, steps).toReversed())
    await client.query(undo ?? step, undo ? [collection, id] : [collection]);
}

/** All methods of the port that read rows, as calls of what is there and of what is not. */
const CALLS: Readonly<Record<string, (snapshot: Snapshot, id: string) => Promise<unknown>>> = {
  nearest: async (snapshot) =>
    snapshot.nearest((await embedder.embedQuestion(QUESTION, true)).vector, 5),
  matching: (snapshot) => snapshot.matching("en", ["harbour"], 5),
  "matching, unknown": (snapshot) => snapshot.matching("en", ["zeppelin"], 5),
  frequencies: (snapshot) => snapshot.frequencies("en", ["harbour", "zeppelin"]),
  wordsNear: (snapshot) => snapshot.wordsNear("harbur"),
  "wordsNear, unknown": (snapshot) => snapshot.wordsNear("zeppelinzeppelin"),
  load: (snapshot, id) => snapshot.load([id], new Map([["en", ["harbour"]]])),
  tokens: (snapshot, id) => snapshot.tokens([id]),
  passage: (snapshot, id) => snapshot.passage(id),
  "passage, unknown": (snapshot) => snapshot.passage("unknownunkno"),
  document: (snapshot) => snapshot.document("market.md"),
  "document, unknown": (snapshot) => snapshot.document("none.md"),
  documents: (snapshot) => snapshot.documents(0, 9),
  "documents past the end": (snapshot) => snapshot.documents(9, 9),
  passagesOf: (snapshot) => snapshot.passagesOf("harbour.md"),
  "passagesOf, unknown": (snapshot) => snapshot.passagesOf("none.md"),
  neighbours: (snapshot, id) => snapshot.neighbours(id),
  complete: (snapshot) => snapshot.complete("harb", 5),
  "complete, nothing typed": (snapshot) => snapshot.complete("", 5),
  "complete, unknown": (snapshot) => snapshot.complete("zeppelin", 5),
  examples: (snapshot) => snapshot.examples(),
};

describe("a generation that is removed while it is open", () => {
  it.each(STEPS.map((_, at) => at + 1))("is never read in part after %i steps", async (steps) => {
    const snapshot = await open();
    const id = (await (await open()).passagesOf("market.md"))[0]?.id ?? "";
    await remove(steps);
    try {
      for (const [name, call] of Object.entries(CALLS)) {
        const outcome = await call(snapshot, id).catch((error: unknown) => error);
        expect(outcome, name).toBeInstanceOf(UnusableIndex);
        expect(String(outcome), name).toContain("a generation that is gone");
      }
    } finally {
      await restore(steps, snapshot.generation);
    }
    expect(await snapshot.passage(id)).toMatchObject({ id });
  });

  it("gives a question its whole answer or an error, whenever that is", async () => {
    const context = { embedder, freshness: async () => ({ state: "current" as const }) };
    const answerOf = async (snapshot: Snapshot) =>
      ask(snapshot, QUESTION, { top: 3, always: true }, context);
    const whole = await answerOf(await open());
    expect(whole.answers.length).toBeGreaterThan(1);
    const outcomes: string[] = [];
    for (const steps of [1, STEPS.length])
      for (let left = 0, isOver = false; !isOver; left += 1) {
        const snapshot = await open();
        let queries = 0;
        beforeQuery = async () => {
          queries += 1;
          if (queries === left + 1) await remove(steps);
        };
        const answer = await answerOf(snapshot).catch((error: unknown) => error);
        beforeQuery = async () => {};
        isOver = queries <= left;
        if (!isOver) await restore(steps, snapshot.generation);
        if (answer instanceof Error) expect(answer).toBeInstanceOf(UnusableIndex);
        else expect(answer).toEqual(whole);
        outcomes.push(answer instanceof Error ? "error" : "answer");
      }
    expect(outcomes.filter((outcome) => outcome === "error").length).toBeGreaterThan(5);
  });
});
