/** @module `npm run serve` as a process: no gateway, ready by its server, and drained in order. */

import { expect, it } from "vitest";
import { ASK, fakeDiscord } from "../../support/bot.ts";
import { freePort, get } from "../../support/loopback.ts";
import { builtFolders, startServing } from "../../support/running-bot.ts";

it(
  "serves interactions whatever the environment says, and answers until it has drained",
  {
    timeout: 120_000,
  },
  async () => {
    const fake = await fakeDiscord();
    const [port, health] = [await freePort(), await freePort()];
    const bot = await startServing(fake, {
      ...(await builtFolders()),
      TRANSPORT: "gateway",
      INTERACTIONS_PORT: `${port}`,
      DISCORD_PUBLIC_KEY: fake.endpoint.publicKey,
      HEALTH_PORT: `${health}`,
    });
    expect(await get(health, "/readyz")).toMatchObject({ status: 200 });
    await expect.poll(() => fake.commands().length, { timeout: 20_000 }).toBeGreaterThan(3);
    fake.endpoint.use(`http://127.0.0.1:${port}/interactions`);
    expect((await fake.interact(ASK).message(20_000)).embeds).toHaveLength(1);
    const { body: metrics } = await get(health, "/metrics");
    expect(metrics).toMatch(/^footnote_deliveries_total\{result="accepted"\} 1$/m);
    expect(metrics).toMatch(/^footnote_interactions_skew_seconds -?\d/m);

    bot.stop("SIGTERM");
    await expect.poll(bot.log, { timeout: 10_000 }).toContain("stopping");
    expect((await get(health, "/readyz")).body).toContain("interactions: stopping");
    const late = fake.interact(ASK);
    expect((await late.acknowledged(10_000)).type).toBe(5);
    expect((await late.message(20_000)).embeds).toHaveLength(1);
    expect(await bot.exit).toBe(0);
    expect(fake.gateway.identifies).toEqual([]);
    expect(fake.faults).toEqual([]);
  },
);
