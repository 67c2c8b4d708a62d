/** @module The first step: a token that Discord accepts, in `.env`. */

import { Routes } from "discord-api-types/v10";
import { readConfig } from "../base/config/config.ts";
import { UserError } from "../base/errors.ts";
import { readApplication } from "../discord/application.ts";
import { isRefusedToken } from "../discord/rest.ts";
import { cleanToken, tokenFault } from "../discord/token.ts";
import { type Connected, type Ports, settingsWith } from "./ports.ts";

const HOW = `Open https://discord.com/developers/applications and choose New Application.
On its page Bot, press Reset Token and copy the token.`;
const REFUSED =
  "Discord refuses this token (401). It was reset, was copied in part, or is not a bot's.\nOn the page Bot, press Reset Token and copy the new one.";

/** Returns the connection of the token that is set, or of a new one, which is saved. */
export async function obtainToken(ports: Ports): Promise<Connected> {
  const { note } = ports.prompter;
  const current = await connectCurrent(ports);
  if (current && !ports.wantsNewToken) {
    note(`${accepted(current)} Nothing to do.`);
    return current;
  }
  requireSettable(ports);
  const next = await askForToken(ports);
  if (current && !(await mayReplace(ports, current, next))) return current;
  await ports.envFile.write({ DISCORD_TOKEN: next.token });
  note(`${accepted(next)}\nSaved in .env, which only you can read.`);
  return next;
}

const accepted = ({ application: { name, bot } }: Connected): string =>
  `Discord accepts the token: application ${name}, bot ${bot}.`;

async function connectCurrent(ports: Ports): Promise<Connected | undefined> {
  const { discord, warnings } = readConfig(ports.envFile.variables());
  for (const warning of warnings) ports.prompter.note(warning);
  const token = discord?.token;
  if (token === undefined) return undefined;
  const attempt = await connect(ports, token);
  if (typeof attempt !== "string") return attempt;
  ports.prompter.note(`There is a token already. ${attempt}`);
  return undefined;
}

/** Connects with a token; returns the reason if it is none of a bot, or Discord refuses it. */
async function connect(ports: Ports, token: string): Promise<Connected | string> {
  const fault = tokenFault(token);
  if (fault !== undefined) return fault;
  const settings = settingsWith(ports, token);
  const rest = ports.connect(settings);
  try {
    return { token, rest, application: await readApplication(rest, settings.transport) };
  } catch (error) {
    if (isRefusedToken(error)) return REFUSED;
    throw error;
  }
}

/** @throws UserError if the token is set elsewhere than in `.env`. */
function requireSettable({ envFile }: Ports): void {
  envFile.requireSettable("DISCORD_TOKEN");
  if (!envFile.variables()["DISCORD_TOKEN_FILE"]?.trim()) return;
  throw new UserError(
    {
      expected: "the token to be set in .env",
      found: "DISCORD_TOKEN_FILE, which names the file that holds it",
      remedy: "Put the new token into that file, and run this again.",
    },
    { exitCode: 2 },
  );
}

/** Asks until Discord accepts the token; without a person, once. */
async function askForToken(ports: Ports): Promise<Connected> {
  const { prompter } = ports;
  const { isInteractive, note } = prompter;
  await reachDiscord(ports);
  if (isInteractive) note(HOW);
  for (;;) {
    const token = cleanToken(await prompter.secret("Paste the token (it stays hidden): "));
    const attempt = await connect(ports, token);
    if (typeof attempt !== "string") return attempt;
    if (!isInteractive)
      throw new UserError(
        `Expected the bot's token as the first line of standard input. ${attempt}`,
        { exitCode: 2 },
      );
    note(attempt);
  }
}

/** Fails without a network before a token is pasted: Discord shows each only once. */
const reachDiscord = (ports: Ports): Promise<unknown> =>
  ports.connect(settingsWith(ports, "none")).get(Routes.gateway(), { auth: false });

async function mayReplace({ prompter }: Ports, current: Connected, next: Connected) {
  if (current.token === next.token) return true;
  const [from, to] = [current, next].map(({ application }) => application.name);
  return prompter.confirm(`Replace the token of ${from} by that of ${to}?`, true);
}
