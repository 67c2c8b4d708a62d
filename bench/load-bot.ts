/** @module A bot as `npm start` makes it, but with vectors made up, so that very many questions can be asked of it. */

import { readConfig } from "../src/base/config/config.ts";
import { joinDiscord } from "../src/discord/gateway.ts";
import { openLibrary } from "../src/collection/library.ts";
import { openFileStore } from "../src/storage/files/store.ts";
import { createLog } from "../src/base/log.ts";
import { pooledEmbedder } from "./pooled-embedder.ts";
import { notHere } from "./question.ts";

const config = readConfig();
if (!config.discord) throw new Error("no token");
const pooled = await pooledEmbedder();
const embedder = {
  ...pooled,
  embedQuestion: async (text: string) => ({
    vector: await pooled.embedPassage(text),
    sentence: await pooled.embedSentence(text),
    tokens: await pooled.embedTokens(text),
  }),
};
const { seedsDir, indexDir } = config;
const library = await openLibrary({
  seedsDir,
  store: openFileStore(indexDir),
  embedder,
  build: notHere,
});
const gateway = joinDiscord({
  settings: config.discord,
  libraryFor: () => library,
  log: createLog(config.logLevel),
});
await gateway.joined;
