/** @module A bot as `npm start` makes it, but with vectors made up, so that very many questions can be asked of it. */

import { ABILITIES } from "../commands/index.ts";
import { readConfig } from "../src/base/config/config.ts";
import { collectionOf } from "../src/cli/setup.ts";
import { joinDiscord } from "../src/discord/gateway.ts";
import { singleCollection } from "../src/collection/collections.ts";
import { openLibrary } from "../src/collection/library.ts";
import { createAdmission } from "../src/interactions/admission.ts";
import { createBot } from "../src/interactions/bot.ts";
import { createLog } from "../src/base/log.ts";
import { pooledEmbedder } from "./pooled-embedder.ts";
import { notHere } from "./question.ts";

const read = readConfig();
const config = { ...read, collection: read.collections[0] };
if (!config.discord) throw new Error("no token");
const embedder = await pooledEmbedder();
const library = await openLibrary({ ...(await collectionOf(config)), embedder, build: notHere });
const settings = config.discord;
const log = createLog(config.logLevel);
const bot = createBot({
  ...ABILITIES,
  collections: singleCollection(library),
  admission: createAdmission(settings.limits),
  log,
});
const gateway = joinDiscord({ settings, bot, commands: ABILITIES.commands, log });
await gateway.joined;
