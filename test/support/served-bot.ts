/** @module Our bot behind the HTTP endpoint of a fake Discord. */

import { onTestFinished } from "vitest";
import { type Claims, openMemoryClaims } from "../../src/storage/claims.ts";
import { type Interactions, listenForInteractions } from "../../src/web/interactions/serve.ts";
import { type BotOptions, partsFor, readyBot } from "./bot.ts";

export interface ServedOptions extends BotOptions {
  readonly claims?: Claims;
  readonly missing?: readonly string[];
  /** Whether the fake sends interactions to it; otherwise to others, or by the gateway. */
  readonly isEndpoint?: boolean;
}

/** The bot with two documents, registered, to which the fake sends interactions; it leaves when the test ends. */
export async function servedBot({
  claims = openMemoryClaims(),
  missing = [],
  isEndpoint = true,
  ...options
}: ServedOptions = {}) {
  const { collections, parts, ...bot } = await readyBot({
    ...options,
    timing: { grace: 0, ...options.timing },
  });
  const { fake } = bot;
  const publicKeys = [fake.endpoint.publicKey];
  const server: Interactions = await listenForInteractions({
    ...partsFor(fake, collections, parts),
    interactions: { port: 0, host: "127.0.0.1", publicKeys, url: undefined },
    claims,
    missing: () => missing,
  });
  onTestFinished(() => server.leave());
  await server.registered;
  const url = `http://127.0.0.1:${server.port}/interactions`;
  if (isEndpoint) fake.endpoint.use(url);
  return { ...bot, server, url };
}
