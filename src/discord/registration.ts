/** @module Registering commands: what Discord has is held against the one list, and replaced where it differs. */

import { Routes } from "discord-api-types/v10";
import { z } from "zod";
import type { Definition } from "../interactions/command.ts";
import { COMMANDS } from "../../commands/index.ts";
import type { DiscordSettings } from "../base/config/config.ts";
import type { Rest } from "./rest.ts";

/** The commands of one scope: what should be there and what is. */
export interface Scope {
  /** `everywhere`, or the ID of the home guild. */
  readonly name: string;
  readonly route: `/${string}`;
  readonly wanted: readonly Definition[];
}

export interface Difference {
  readonly scope: Scope;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

const Existing = z.array(z.looseObject({ name: z.string() }));

/** The scopes in which this bot has commands; those of the home guild only where one is set. */
export function scopesOf(
  applicationId: string,
  { homeGuildId }: Pick<DiscordSettings, "homeGuildId">,
): Scope[] {
  const wanted = (scope: "everywhere" | "home") =>
    COMMANDS.filter((command) => command.scope === scope).map(({ definition }) => definition);
  const everywhere = {
    name: "everywhere",
    route: Routes.applicationCommands(applicationId),
    wanted: wanted("everywhere"),
  };
  if (homeGuildId === undefined) return [everywhere];
  const route = Routes.applicationGuildCommands(applicationId, homeGuildId);
  return [everywhere, { name: homeGuildId, route, wanted: wanted("home") }];
}

/** Looks a scope up and tells what differs; undefined if nothing does. */
export async function findDifference(
  rest: Pick<Rest, "get">,
  scope: Scope,
): Promise<Difference | undefined> {
  const query = new URLSearchParams({ with_localizations: "true" });
  const existing = Existing.parse(await rest.get(scope.route, { query }));
  const known = new Map(existing.map((command) => [command.name, command]));
  const wanted = new Set(scope.wanted.map(({ name }) => name));
  const difference = {
    scope,
    added: scope.wanted.filter(({ name }) => !known.has(name)).map(({ name }) => name),
    changed: scope.wanted
      .filter((definition) => isOther(known.get(definition.name), definition))
      .map(({ name }) => name),
    removed: existing.map(({ name }) => name).filter((name) => !wanted.has(name)),
  };
  const { added, changed, removed } = difference;
  return added.length + changed.length + removed.length === 0 ? undefined : difference;
}

function isOther(existing: object | undefined, definition: Definition): boolean {
  if (existing === undefined) return false;
  return JSON.stringify(normal(existing)) !== JSON.stringify(normal(definition));
}

/** What the server adds by itself, by the value it gives where a definition says nothing. */
const SERVER_DEFAULTS: Readonly<Record<string, unknown>> = {
  type: 1,
  // Of a command in a message's menu.
  description: "",
  default_member_permissions: null,
  dm_permission: true,
  nsfw: false,
  contexts: null,
  integration_types: [0],
  options: [],
  required: false,
  autocomplete: false,
};
const SERVER_FIELDS = new Set(["id", "application_id", "guild_id", "version", "handler"]);

/** The value with its keys in order, without what the server adds. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, field]) => !SERVER_FIELDS.has(key) && !isDefault(key, field))
    .map(([key, field]) => [key, normal(field)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function isDefault(key: string, field: unknown): boolean {
  if (field === null || field === undefined) return true;
  if (key === "name_localizations" || key === "description_localizations")
    return Object.keys(field).length === 0;
  return key in SERVER_DEFAULTS && JSON.stringify(SERVER_DEFAULTS[key]) === JSON.stringify(field);
}

/** Puts the commands of a scope in place of what Discord has there. */
export async function register(rest: Pick<Rest, "put">, scope: Scope): Promise<void> {
  await rest.put(scope.route, { body: scope.wanted });
}

/** The address at which a guild's manager adds the bot: commands, and no permission besides. */
export const inviteLink = (applicationId: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=0`;
