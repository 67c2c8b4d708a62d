/** @module The fake Discord's identities: snowflakes, and the names of one bot, guild and user. */

/** In three parts like a bot's token, yet so short that no secret scanner takes it for one. */
export const TOKEN = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.Fake.only-for-tests";
export const APPLICATION_ID = "1100000000000000001";
export const USER_ID = "1100000000000000002";
export const GUILD_ID = "1100000000000000003";
export const CHANNEL_ID = "1100000000000000004";

const EPOCH = 1_420_070_400_000;
const BELOW_TIME = 22n;
let issued = 0n;

/** A bot may judge an event's age by its id, so ids carry the time; a count keeps them apart. */
export function snowflake(at: number = Date.now()): string {
  issued += 1n;
  return String((BigInt(at - EPOCH) << BELOW_TIME) + (issued % (1n << BELOW_TIME)));
}

/** Tokens are as long as Discord's, for what redacts a log may go by their length. */
export function interactionToken(id: string): string {
  const noise = Array.from({ length: 5 }, () => `${Math.random()}:${id}`).join(":");
  return `aW50ZXJhY3Rpb246${Buffer.from(noise).toString("base64url")}`;
}

/** Discord's own rule for which shard hears of a guild; direct messages go to shard 0. */
export function shardOf(guildId: string | null, shards: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> BELOW_TIME) % BigInt(shards));
}
