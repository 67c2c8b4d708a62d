/** @module The second step: the servers that the bot is in, and which of them may ask. */

import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../base/errors.ts";
import { listServers, type Named, readOwner } from "../discord/application.ts";
import type { OperatorRest } from "../discord/operator-rest.ts";
import { inviteLink } from "../discord/registration.ts";
import { statusOf } from "../discord/rest.ts";
import { type Connected, type Ports, settingsWith } from "./ports.ts";
import { Left, type Prompter } from "./prompter.ts";

export interface Home {
  /** The server in which operators rebuild. */
  readonly server: Named;
  /** The IDs of the servers that may ask; empty if all may. */
  readonly allowed: readonly string[];
}

/** Prints the invite link, waits until the bot is in a server, and decides which servers may ask. */
export async function findHome(ports: Ports, connected: Connected): Promise<Home> {
  const { prompter } = ports;
  const { application, token } = connected;
  for (const obstacle of application.obstacles) prompter.note(`First: ${obstacle}`);
  prompter.note(`Invite link: ${inviteLink(application.id)}`);
  const servers = await waitForServers(ports, connected);
  const { homeGuildId, allowedGuildIds } = settingsWith(ports, token);
  const mayAsk = servers.filter(({ id }) => allowedGuildIds.includes(id));
  const known = allowedGuildIds.length === 0 ? servers : mayAsk;
  const home = known.find(({ id }) => id === homeGuildId) ?? mayAsk[0];
  if (!home) return chooseServers(servers, ports, connected);
  prompter.note(`The bot is in ${home.name}.`);
  if (allowedGuildIds.length === 0) return { server: home, allowed: [] };
  return { server: home, allowed: await offerOthers(servers, allowedGuildIds, prompter) };
}

const AUTHORIZE = "Open it, choose your server and press Authorize. Waiting for that …";
const REMINDER =
  "Still waiting. Discord offers only servers that you manage.\nCtrl-C stops; npm run setup continues here.";

/** Looks until there is a server; without a person, once. */
async function waitForServers(
  { prompter, pace, stopped }: Ports,
  { rest, application }: Connected,
): Promise<readonly Named[]> {
  let servers = await listServers(rest);
  if (servers.length === 0 && !prompter.isInteractive) throw notInvited(application.id);
  if (servers.length === 0) prompter.note(AUTHORIZE);
  for (let waited = pace.look; servers.length === 0; waited += pace.look) {
    await sleep(pace.look, undefined, { signal: stopped }).catch(leave);
    servers = await listServers(rest).catch(lookAgain);
    if (servers.length === 0 && waited % pace.remind === 0) prompter.note(REMINDER);
  }
  return servers;
}

const notInvited = (applicationId: string): UserError =>
  new UserError({
    expected: "the bot to be in a server",
    found: "it in none",
    remedy: `Open ${inviteLink(applicationId)}, and run npm run setup again.`,
  });

const leave = (): never => {
  throw new Left();
};

/** Ignores outages while somebody may be authorizing the bot. */
function lookAgain(error: unknown): readonly Named[] {
  const status = statusOf(error) ?? 0;
  if (status >= 400 && status < 500) throw error;
  return [];
}

/** Without a list of servers that may ask, strangers who add the bot could read the documents. */
async function chooseServers(
  servers: readonly Named[],
  ports: Ports,
  { rest, application, token }: Connected,
): Promise<Home> {
  const { prompter } = ports;
  const { allowedGuildIds: allowed, hasSelfService } = settingsWith(ports, token);
  const isObvious = servers.length === 1 && allowed.length === 0;
  const chosen = isObvious
    ? servers
    : await askWhich(servers, await ownedBy(application.operators, servers, rest), prompter);
  const [server] = chosen;
  if (!server) throw undecided(servers.length);
  prompter.note(`Members of ${chosen.map(({ name }) => name).join(", ")} may ask.`);
  prompter.note(`Operators can use /rebuild in ${server.name}.`);
  if (hasSelfService) prompter.note(NONE_OF_THEIR_OWN);
  return { server, allowed: [...allowed, ...chosen.map(({ id }) => id)] };
}

const NONE_OF_THEIR_OWN =
  "They read your documents, and manage none of their own; empty ALLOWED_GUILD_IDS to change that (docs/SELF-SERVICE.md).";

const undecided = (count: number): UserError =>
  new UserError(
    {
      expected: "to know which servers may ask",
      found: `${count} servers, none of which an operator owns`,
      remedy:
        "Run npm run setup at a terminal, or set HOME_GUILD_ID and ALLOWED_GUILD_IDS in .env.",
    },
    { exitCode: 2 },
  );

async function askWhich(
  servers: readonly Named[],
  owned: readonly Named[],
  prompter: Prompter,
): Promise<readonly Named[]> {
  prompter.note("The bot is in:");
  servers.forEach((server, at) =>
    prompter.note(
      `${`${at + 1}`.padStart(3)} ${server.name}${owned.includes(server) ? " (yours)" : ""}`,
    ),
  );
  const question = "Which may ask? Numbers; in the first one, operators rebuild:";
  return prompter.choose(question, servers, owned);
}

/** One request for each server: more would take long. */
const MOST_LOOKED_UP = 20;

async function ownedBy(
  operators: readonly Named[],
  servers: readonly Named[],
  rest: OperatorRest,
): Promise<readonly Named[]> {
  const owned: Named[] = [];
  for (const server of servers.slice(0, MOST_LOOKED_UP)) {
    const owner = await readOwner(rest, server.id);
    if (operators.some(({ id }) => id === owner)) owned.push(server);
  }
  return owned;
}

/** The most servers that are offered in one run. */
const MOST_OFFERED = 10;

/** Returns the allowed servers with those that the operator adds. */
async function offerOthers(
  servers: readonly Named[],
  allowed: readonly string[],
  prompter: Prompter,
): Promise<readonly string[]> {
  const added: string[] = [];
  const others = servers.filter(({ id }) => !allowed.includes(id));
  for (const { id, name } of others.slice(0, MOST_OFFERED))
    if (await prompter.confirm(`The bot is in ${name} too. May its members ask?`, false))
      added.push(id);
  return [...allowed, ...added];
}
