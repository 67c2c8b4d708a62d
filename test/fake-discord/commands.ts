/** @module Registered commands, returned with Discord's defaults. */
import type { APIApplicationCommand } from "discord-api-types/v10";
import { APPLICATION_ID, snowflake } from "./ids.ts";
import { fieldsOf, isFields, listOf } from "./json.ts";
import type { Fields } from "./json.ts";

export type Commands = {
  /** Overwrites all commands of a scope: those of the same name keep their ID, changed ones get a new version. */
  readonly put: (commands: readonly unknown[], guildId?: string) => void;
  readonly list: (guildId?: string) => readonly APIApplicationCommand[];
  /** Returns the command that a user gets for a name: the guild's before the global one. */
  readonly find: (name: string, guildId: string | null) => Fields | undefined;
};

const GLOBAL = "global";
const NO_TEXTS = { name_localizations: null, description_localizations: null };
const LOCALIZATIONS = Object.keys(NO_TEXTS);
const ABSENT_WHEN_FALSE = ["required", "autocomplete"];

/** Creates the store of both scopes, which differ in a few fields only. */
export function createCommands(): Commands {
  const scopes = new Map<string, readonly Fields[]>();
  const of = (guildId: string | undefined): readonly Fields[] =>
    scopes.get(guildId ?? GLOBAL) ?? [];
  const named = (name: string, guildId: string | undefined): Fields | undefined =>
    of(guildId).find((command) => command["name"] === name);
  return {
    put: (commands, guildId) => {
      const before = of(guildId);
      const after = commands.map((command) => registered(fieldsOf(command), guildId, before));
      scopes.set(guildId ?? GLOBAL, after);
    },
    list: (guildId) => of(guildId) as unknown as readonly APIApplicationCommand[],
    find: (name, guildId) =>
      (guildId === null ? undefined : named(name, guildId)) ?? named(name, undefined),
  };
}

function registered(sent: Fields, guildId: string | undefined, before: readonly Fields[]): Fields {
  const command = { ...defaults(guildId), ...filled(sent) };
  const same = (old: Fields): boolean =>
    old["name"] === command["name"] && old["type"] === command["type"];
  const old = before.find(same);
  if (old === undefined) return { id: snowflake(), ...command, version: snowflake() };
  const { id, version, ...rest } = old;
  const unchanged = JSON.stringify(sorted(rest)) === JSON.stringify(sorted(command));
  return { id, ...command, version: unchanged ? version : snowflake() };
}

const sorted = (fields: Fields): unknown =>
  Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));

/** Returns Discord's defaults: a guild's commands have neither contexts nor `dm_permission`. */
function defaults(guildId: string | undefined): Fields {
  const own = { application_id: APPLICATION_ID, type: 1, description: "", nsfw: false };
  const scope =
    guildId === undefined
      ? { dm_permission: true, contexts: null, integration_types: [0] }
      : { guild_id: guildId };
  return { ...own, default_member_permissions: null, ...NO_TEXTS, ...scope };
}

/** Fills in options: localizations are null, false keys are absent. */
function filled(sent: Fields): Fields {
  const { options, ...rest } = withoutUnset(sent);
  if (listOf(options).length === 0) return rest;
  return { ...rest, options: listOf(options).map((option) => filledOption(fieldsOf(option))) };
}

function filledOption(option: Fields): Fields {
  const { choices, ...rest } = filled(option);
  const said = Object.entries(rest).filter(
    ([key, value]) => value !== false || !ABSENT_WHEN_FALSE.includes(key),
  );
  const offered = listOf(choices).map((choice) => ({
    name_localizations: null,
    ...fieldsOf(choice),
  }));
  return {
    ...NO_TEXTS,
    ...Object.fromEntries(said),
    ...(offered.length === 0 ? {} : { choices: offered }),
  };
}

const withoutUnset = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Removes localizations, which Discord returns only on request; this misleads a bot that compares. */
export function withoutLocalizations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLocalizations);
  if (!isFields(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !LOCALIZATIONS.includes(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutLocalizations(inner)]));
}
