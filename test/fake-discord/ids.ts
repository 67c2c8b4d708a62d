/** @module The fake Discord's identities: snowflakes, and the names of one bot, guild and user. */

/** In three parts as a bot's token, but so short that no secret scanner reports it. */
export const TOKEN = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.Fake.only-for-tests";
export const APPLICATION_ID = "1100000000000000001";
export const USER_ID = "1100000000000000002";
export const GUILD_ID = "1100000000000000003";
export const CHANNEL_ID = "1100000000000000004";

const EPOCH = 1_420_070_400_000;
const BELOW_TIME = 22n;
let issued = 0n;

/** Returns a new ID. It contains the time, by which a bot may judge an event's age, and a counter. */
export function snowflake(at: number = Date.now()): string {
  issued += 1n;
  return String((BigInt(at - EPOCH) << BELOW_TIME) + (issued % (1n << BELOW_TIME)));
}

/** Returns a token as long as Discord's, since redaction of logs may depend on the length. */
export function interactionToken(id: string): string {
  const noise = Array.from({ length: 5 }, () => `${Math.random()}:${id}`).join(":");
  return `aW50ZXJhY3Rpb246${Buffer.from(noise).toString("base64url")}`;
}

/** Returns the shard of a guild by Discord's rule; direct messages belong to shard 0. */
export function shardOf(guildId: string | null, shards: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> BELOW_TIME) % BigInt(shards));
}
