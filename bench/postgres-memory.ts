/** @module A process that asks one collection of a database, and sends its memory to its parent. */

import { z } from "zod";
import { openLibrary } from "../src/collection/library.ts";
import { openFolder } from "../src/sources/folder.ts";
import { openWithSchema } from "../src/storage/postgres/open.ts";
import { openPostgresStore } from "../src/storage/postgres/store.ts";
import { editionOf, recipeFor } from "../src/storage/recipe.ts";
import { evaluationQuestions } from "./material.ts";
import { residentMB } from "./measure.ts";
import { realEmbedder } from "./model.ts";
import { notHere } from "./question.ts";

const Argument = z.object({ port: z.number(), collection: z.string(), folder: z.string() });
const { port, collection, folder } = Argument.parse(JSON.parse(process.argv[2] ?? ""));

const { database, holder } = await openWithSchema({
  hosts: [{ host: "127.0.0.1", port }],
  database: "postgres",
  user: "postgres",
  password: () => undefined,
  tls: false,
  connections: 8,
});
const embedder = await realEmbedder();
const edition = editionOf(recipeFor([], embedder));
const library = await openLibrary({
  source: openFolder(folder),
  store: openPostgresStore({ database, holder, collection, edition }),
  embedder,
  build: notHere,
});
for (const question of evaluationQuestions()) await library.ask(question, { top: 3, always: true });
process.send?.(residentMB());
await library.close();
await holder.close();
await database.close();
