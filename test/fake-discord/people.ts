/** @module Accounts and members, as Discord's payloads contain them. */
import { APPLICATION_ID } from "./ids.ts";
import type { Fields } from "./json.ts";

/** The bot's account, which many responses contain. */
export const botUser: Fields = {
  id: APPLICATION_ID,
  username: "footnote",
  discriminator: "0",
  global_name: null,
  avatar: null,
  bot: true,
  public_flags: 0,
};

/** Returns the account of an ID. */
export function userOf(id: string): Fields {
  if (id === APPLICATION_ID) return botUser;
  const names = { username: `user${id.slice(-4)}`, global_name: "A reader", discriminator: "0" };
  return { id, ...names, avatar: null, public_flags: 0 };
}

/** Returns a member without the account, as messages contain it. */
export function memberOf(roles: readonly string[] = []): Fields {
  const times = { joined_at: "2025-01-01T00:00:00.000000+00:00", premium_since: null };
  const state = { deaf: false, mute: false, pending: false, flags: 0, nick: null, avatar: null };
  return { roles, ...times, ...state };
}
