/** @module Registration of commands: finds where Discord's differ from the bot's, and replaces them. */

import { setTimeout as sleep } from "node:timers/promises";
import { Routes } from "discord-api-types/v10";
import { z } from "zod";
import type { DiscordSettings } from "../base/config/config.ts";
import type { Log } from "../base/log.ts";
import { type Command, type Definition, withoutCollection } from "../interactions/command.ts";
import { isRefusedToken, reasonOf, refusedToken, statusOf, type Rest } from "./rest.ts";
import { backOffMs, type Timing } from "./timing.ts";

/** The commands that should be registered in one place. */
export interface Scope {
  /** `everywhere`, or the ID of a guild of operators. */
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

/**
 * Returns the scopes in which this bot has commands: everywhere, and the guilds of operators. Where servers manage
 * documents, operators' commands are everywhere too, for those who manage a server.
 */
export function scopesOf(
  commands: readonly Command[],
  applicationId: string,
  { operatorGuildIds, hasCollections, hasSelfService }: ScopeSettings,
): Scope[] {
  const wanted = (scope: Command["scope"]) =>
    commands
      .filter((command) => command.scope === scope && !isForManagersOnly(command))
      .map(({ definition }) => (hasCollections ? definition : withoutCollection(definition)));
  const forManagers = commands.flatMap((command) =>
    command.scope === "home" && hasSelfService ? (command.forManagers ?? []) : [],
  );
  return [
    {
      name: "everywhere",
      route: Routes.applicationCommands(applicationId),
      wanted: [...wanted("everywhere"), ...forManagers],
    },
    ...operatorGuildIds.map((guild) => ({
      name: guild,
      route: Routes.applicationGuildCommands(applicationId, guild),
      wanted: wanted("home"),
    })),
  ];
}

/** Whether a command has no definition but that for those who manage a server. */
const isForManagersOnly = (command: Command): boolean =>
  command.scope === "home" && command.definition === command.forManagers;

type ScopeSettings = Pick<
  DiscordSettings,
  "operatorGuildIds" | "hasCollections" | "hasSelfService"
>;

/** Returns how a scope differs from what Discord has; undefined if it does not. */
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

/** The values that Discord gives to fields that a definition leaves out. */
const SERVER_DEFAULTS: Readonly<Record<string, unknown>> = {
  type: 1,
  // For a command in a message's menu.
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

/** Returns the value with its keys in order, without the fields and values that Discord adds. */
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

/** Replaces the commands that Discord has in a scope. */
async function register(rest: Pick<Rest, "put">, scope: Scope): Promise<void> {
  await rest.put(scope.route, { body: scope.wanted });
}

/** Registers the commands of a scope where they differ from what Discord has; returns how they differed. */
export async function updateScope(
  rest: Pick<Rest, "get" | "put">,
  scope: Scope,
): Promise<Difference | undefined> {
  const difference = await findDifference(rest, scope);
  if (difference) await register(rest, scope);
  return difference;
}

/** Returns the address at which a guild's manager adds the bot, with commands and without permissions. */
export const inviteLink = (applicationId: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=0`;

export interface RegistrationOptions {
  readonly commands: readonly Command[];
  readonly rest: Rest;
  readonly settings: DiscordSettings;
  readonly timing: Pick<Timing, "backOff">;
  readonly log: Log;
  /** Takes the reason where Discord refuses the token. */
  readonly onRefused: (why: string) => void;
  /** Ends the attempts in the background. */
  readonly signal: AbortSignal;
}

/**
 * Registers the commands where they differ from Discord's. Resolves after the first attempt; where Discord is out of
 * order, others follow in the background. Never rejects.
 */
export async function registerCommands(
  applicationId: string,
  options: RegistrationOptions,
): Promise<void> {
  const { commands, settings } = options;
  for (const scope of scopesOf(commands, applicationId, settings)) await registerIn(scope, options);
}

const registerIn = (scope: Scope, options: RegistrationOptions): Promise<void> =>
  persist(scope.name, options, async () => {
    const difference = await updateScope(options.rest, scope);
    if (!difference) return;
    const { added, changed, removed } = difference;
    options.log.info({ scope: scope.name, added, changed, removed }, "commands registered");
  });

/** Looks up the application of the token, then registers its commands in the same way. */
export const registerByToken = (
  options: RegistrationOptions,
  onFound: (application: unknown) => void,
): Promise<void> =>
  persist("everywhere", options, async () => {
    const found = await options.rest.get(Routes.currentApplication());
    const { id } = z.object({ id: z.string() }).parse(found);
    onFound(found);
    await registerCommands(id, options);
  });

/** Works, and tries again in the background where Discord is out of order. Never rejects. */
async function persist(
  scope: string,
  options: RegistrationOptions,
  work: () => Promise<void>,
  failures = 1,
): Promise<void> {
  const { timing, log, signal } = options;
  try {
    await work();
  } catch (error) {
    if (isRefusedToken(error)) return options.onRefused(refusedToken(401));
    if (isRefusal(error)) {
      const remedy =
        "check HOME_GUILD_ID and the servers of footnote.yaml, then run: npm run deploy";
      log.warn({ scope, err: error, remedy }, "Discord refuses the commands");
      return;
    }
    const wait = backOffMs(failures, timing.backOff);
    const seconds = Math.ceil(wait / 1000);
    log.warn({ why: reasonOf(error), seconds }, "commands could not be registered; trying again");
    const again = () => persist(scope, options, work, failures + 1);
    void sleep(wait, undefined, { signal }).then(again, () => {});
  }
}

/** Whether Discord answered with 4xx: another attempt would end the same way. */
const isRefusal = (error: unknown): boolean => {
  const status = statusOf(error) ?? 0;
  return status >= 400 && status < 500;
};
