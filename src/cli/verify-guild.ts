/** @module `verify` of a server's collection: its index, or that nothing of it is kept. */

import { UserError } from "../base/errors.ts";
import { many } from "../reply/words/counted.ts";
import { guildOf } from "../storage/guild-collections.ts";
import { guildSettings, openGuilds } from "./guilds.ts";
import type { Io } from "./io.ts";
import { type ChosenConfig, type Folders, readSettings } from "./setup.ts";

interface Options extends Folders {
  readonly json?: boolean | undefined;
}

/**
 * Returns the settings of the server's collection that a call names; undefined if it names another one. For one that was
 * erased, or never was, it prints the rows that are left of it, by table, and returns "gone".
 * @throws UserError if there are any.
 */
export async function findGuild(
  { json, ...folders }: Options,
  io: Io,
): Promise<ChosenConfig | "gone" | undefined> {
  const { collection: name = "" } = folders;
  const config = readSettings(folders, io);
  const isNamed = config.collections.some(({ id }) => id === name);
  if (isNamed || guildOf(name) === undefined || !config.database) return undefined;
  const guilds = await openGuilds(config.database);
  const found = await guilds.get(name);
  if (found) return { ...config, collection: guildSettings(found, config) };
  const kept = await guilds.remains(name);
  io.stdout.write(json ? `${JSON.stringify({ collection: name, kept })}\n` : describe(name, kept));
  requireNothing(name, kept);
  return "gone";
}

type Kept = Readonly<Record<string, number>>;

function requireNothing(name: string, kept: Kept): void {
  if (Object.keys(kept).length === 0) return;
  throw new UserError({
    expected: `nothing of ${name} in the database`,
    found: rowsOf(kept).join(", "),
    remedy: "If it is being deleted, wait until a worker has done that; then verify again.",
  });
}

const describe = (name: string, kept: Kept): string =>
  Object.keys(kept).length === 0
    ? `nothing of ${name} is kept: no row in any table of the database\n`
    : `kept of ${name}:\n${rowsOf(kept)
        .map((line) => `  ${line}\n`)
        .join("")}`;

const rowsOf = (kept: Kept): readonly string[] =>
  Object.entries(kept).map(([table, rows]) => `${table}: ${many(rows, "row", "rows")}`);
