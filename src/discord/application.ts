/** @module The application of a token, its operators, and the servers that its bot is in. */

import { Routes, TeamMemberMembershipState, TeamMemberRole } from "discord-api-types/v10";
import { z } from "zod";
import type { TransportKind } from "../base/config/transport.ts";
import { UserError } from "../base/errors.ts";
import { Snowflake } from "./packets.ts";
import type { OperatorRest } from "./operator-rest.ts";

/** A user or server, with the name that people see. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Application extends Named {
  /** The bot's name. */
  readonly bot: string;
  /** The owner; of a team, those of its members who could reset the token. */
  readonly operators: readonly Named[];
  /** Of its interactions; undefined where they come by the gateway. */
  readonly endpoint: string | undefined;
  /** In hexadecimal; undefined if Discord does not say. */
  readonly publicKey: string | undefined;
  /** What keeps the bot from its work until it is changed in the developer portal. */
  readonly obstacles: readonly string[];
}

/** Line breaks, controls and signs that reverse text would let a name pass for the program's own words. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const Name = z.string().transform((name) => name.replace(UNSEEN, " ").trim());

const User = z
  .object({ id: Snowflake, username: Name, global_name: Name.nullish() })
  .transform(({ id, username, global_name }) => ({ id, name: global_name || username }));

const Team = z.object({
  owner_user_id: Snowflake,
  members: z.array(z.object({ membership_state: z.number(), role: z.string(), user: User })),
});

const Found = z.object({
  id: Snowflake,
  name: Name,
  owner: User.optional(),
  team: Team.nullish(),
  bot_require_code_grant: z.boolean().optional(),
  interactions_endpoint_url: z.string().nullish(),
  verify_key: z.string().optional(),
});

/** Reads the application of the client's token. @param transport the way in which interactions come to this bot. */
export async function readApplication(
  rest: OperatorRest,
  transport: TransportKind = "gateway",
): Promise<Application> {
  const found = await read(rest, Routes.currentApplication(), Found);
  const bot = await read(rest, Routes.user(), User);
  const { id, name } = found;
  return {
    id,
    name,
    bot: bot.name,
    operators: operatorsOf(found),
    endpoint: found.interactions_endpoint_url || undefined,
    publicKey: found.verify_key,
    obstacles: obstaclesOf(found, transport),
  };
}

/** A team's application has a stand-in for an owner, which is no user. */
function operatorsOf({ owner, team }: z.infer<typeof Found>): readonly Named[] {
  if (!team) return owner ? [owner] : [];
  const mayResetToken = new Set<string>([TeamMemberRole.Admin, TeamMemberRole.Developer]);
  return team.members
    .filter(({ membership_state }) => membership_state === TeamMemberMembershipState.Accepted)
    .filter(({ role, user }) => user.id === team.owner_user_id || mayResetToken.has(role))
    .map(({ user }) => user);
}

function obstaclesOf(found: z.infer<typeof Found>, transport: TransportKind): readonly string[] {
  const obstacles = [
    found.bot_require_code_grant === true &&
      "The invite link won't work: switch off Bot > Requires OAuth2 Code Grant.",
    transport === "gateway" &&
      Boolean(found.interactions_endpoint_url) &&
      "Commands won't reach this bot: empty General Information > Interactions Endpoint URL, or set TRANSPORT=http in .env (docs/HTTP.md).",
  ];
  return obstacles.filter((text) => text !== false);
}

const Servers = z.array(z.object({ id: Snowflake, name: Name }));

/** Lists the servers that the bot is in, at most the 200 that Discord gives at once. */
export const listServers = (rest: OperatorRest): Promise<readonly Named[]> =>
  read(rest, Routes.userGuilds(), Servers);

/** Returns the ID of a server's owner. */
export const readOwner = async (rest: OperatorRest, id: string): Promise<string> =>
  (await read(rest, Routes.guild(id), z.object({ owner_id: Snowflake }))).owner_id;

/** Reads an answer of the documented form. @throws UserError for another form, such as a proxy's page. */
async function read<Answer>(
  rest: OperatorRest,
  route: `/${string}`,
  schema: z.ZodType<Answer>,
): Promise<Answer> {
  const answer = schema.safeParse(await rest.get(route));
  if (answer.success) return answer.data;
  throw new UserError(
    {
      expected: "an answer as Discord documents it",
      found: `another to ${route}`,
      remedy: "Check DISCORD_API, and whether a proxy answers instead of Discord.",
    },
    { cause: answer.error },
  );
}
