/** @module The servers that the bot is in, was added to and was removed from, as the gateway reports them. */

import { expect, it } from "vitest";
import type { OnGuild, Presence } from "../../src/discord/presence.ts";
import { GUILDS } from "../fake-discord/intents.ts";
import { fakeDiscord, joining } from "../support/bot.ts";

const [FIRST, SECOND] = ["1100000000000000005", "1100000000000000006"];

/** Keeps what is reported. */
function presences(): { readonly seen: Presence[]; readonly onGuild: OnGuild } {
  const seen: Presence[] = [];
  return { seen, onGuild: async (presence) => void seen.push(presence) };
}
const present = (guildId: string) => ({ guildId, isPresent: true });
const removed = (guildId: string) => ({ guildId, isPresent: false });

it("reports servers at the start, and those that are joined and left later", async () => {
  const { seen, onGuild } = presences();
  const fake = await fakeDiscord({ guilds: [FIRST] });
  await joining(fake, { onGuild }).joined;
  expect(fake.gateway.identifies).toMatchObject([{ intents: GUILDS }]);
  await expect.poll(() => seen).toEqual([present(FIRST)]);
  fake.join({ id: SECOND });
  await expect.poll(() => seen).toEqual([present(FIRST), present(SECOND)]);
  fake.leave(FIRST);
  await expect.poll(() => seen.slice(2)).toEqual([removed(FIRST)]);
});

it("takes an outage of a server for no removal", async () => {
  const { seen, onGuild } = presences();
  const fake = await fakeDiscord({ guilds: [FIRST, SECOND] });
  await joining(fake, { onGuild }).joined;
  fake.leave(FIRST, true);
  fake.leave(SECOND);
  await expect.poll(() => seen.at(-1)).toEqual(removed(SECOND));
  expect(seen).not.toContainEqual(removed(FIRST));
});

it("reports what failed again, and of several states of a server the last", async () => {
  const { seen, onGuild } = presences();
  const failed: Presence[] = [];
  let fails = true;
  const fake = await fakeDiscord();
  const failing: OnGuild = (presence) => {
    if (!fails) return onGuild(presence);
    failed.push(presence);
    return Promise.reject(new Error("no database"));
  };
  await joining(fake, { onGuild: failing }).joined;
  for (let time = 0; time < 10; time += 1) {
    fake.join({ id: FIRST });
    fake.leave(FIRST);
  }
  fake.join({ id: SECOND });
  const last = [removed(FIRST), present(SECOND)];
  await expect.poll(() => failed, { timeout: 10_000 }).toEqual(expect.arrayContaining(last));
  fails = false;
  await expect.poll(() => seen, { timeout: 10_000 }).toHaveLength(2);
  expect(seen).toEqual(expect.arrayContaining(last));
});
