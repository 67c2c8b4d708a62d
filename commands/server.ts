/** @module The collection that a server manages: required by its commands, and read by its repository. */

import { type Origin, originOf } from "../src/base/config/git-origin.ts";
import { UserError } from "../src/base/errors.ts";
import { resolveHost } from "../src/base/net/address.ts";
import type { Managed } from "../src/collection/managed.ts";
import type { OperatorContext } from "../src/interactions/command.ts";
import type { Words } from "../src/reply/words/words.ts";
import type { GuildSource } from "../src/storage/guild-collections.ts";

/** @throws UserError where the collection is not one that a server manages. */
export function requireManaged(
  { collection: { managed } }: Pick<OperatorContext, "collection">,
  { server }: Words,
): Managed {
  if (managed) return managed;
  throw new UserError(server.faults.notManaged, { exitCode: 2 });
}

/** Returns the name of a server for its members; its ID where Discord does not say it. */
export const serverName = async (
  guildId: string,
  { outbox }: Pick<OperatorContext, "outbox">,
): Promise<string> => (await outbox?.serverName?.(guildId).catch(() => undefined)) ?? guildId;

type Repository = Extract<GuildSource, { readonly kind: "git" }>;

/**
 * Checks a repository that a server may name: over HTTPS at a public host, without an account.
 * @throws UserError with the reason.
 */
export async function checkRepository(
  given: Omit<Repository, "kind">,
  words: Words,
): Promise<Repository> {
  const { faults } = words.server;
  const refuse = (reason: string): UserError =>
    new UserError(faults.refused(reason), { exitCode: 2 });
  const origin = readOrigin(given);
  if (origin instanceof UserError)
    throw refuse(isAddress(given.url) ? origin.message : faults.address);
  if (origin.protocol !== "https") throw refuse(faults.address);
  await resolveHost(origin.host, { allowPrivate: false }).catch((error: unknown) => {
    throw error instanceof UserError ? refuse(faults.address) : error;
  });
  return { kind: "git", ...given, url: origin.url };
}

function readOrigin(given: Omit<Repository, "kind">): Origin | UserError {
  try {
    return originOf(given);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** Whether the address alone can be used, so that a fault is of the branch or the folder. */
const isAddress = (url: string): boolean => !(readOrigin({ url }) instanceof UserError);
