/** @module `npm run gateway` as a process: messages at its shards, and nothing else. */

import { expect, it } from "vitest";
import { ASK, fakeDiscord } from "../support/bot.ts";
import { freePort, get } from "../support/loopback.ts";
import { builtFolders, startGateway } from "../support/running-bot.ts";

const CHANNEL = { id: "1258291200000000001", guildId: "1258291200000000000" };

it(
  "answers messages alone whatever the environment says, with all shards and without other ports",
  { timeout: 120_000 },
  async () => {
    const fake = await fakeDiscord({ shards: 2, channels: [CHANNEL] });
    const [health, api] = [await freePort(), await freePort()];
    const bot = await startGateway(fake, {
      ...(await builtFolders()),
      TRANSPORT: "gateway",
      HEALTH_PORT: `${health}`,
      API_PORT: `${api}`,
    });
    const readyz = () => get(health, "/readyz");
    await expect.poll(readyz, { timeout: 20_000 }).toMatchObject({ status: 200 });
    const asked = fake.interact(ASK);
    await expect.poll(bot.log, { timeout: 10_000 }).toContain("answers messages alone");
    const content = `<@${fake.applicationId}> ${ASK.options.question}`;
    fake.say({ channelId: CHANNEL.id, content });
    await expect.poll(() => fake.written(CHANNEL.id).length, { timeout: 20_000 }).toBe(1);
    const { body: metrics } = await get(health, "/metrics");
    expect(metrics).toMatch(/^footnote_shards\{connected="yes"\} 2$/m);
    await expect(get(api, "/")).rejects.toThrow(/ECONNREFUSED/);
    expect(fake.requests.filter(({ path }) => path.includes(asked.token))).toEqual([]);
    fake.refuseGateway(true);
    fake.gateway.dropSockets(1);
    const body: unknown = expect.stringContaining("shard 1 of 2: not connected");
    await expect.poll(readyz, { timeout: 10_000 }).toMatchObject({ status: 503, body });

    bot.stop("SIGTERM");
    expect(await bot.exit).toBe(0);
    expect(fake.gateway.open).toBe(0);
    expect(fake.faults).toEqual([]);
  },
);
