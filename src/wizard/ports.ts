/** @module The ports of the set-up's steps, and what one step hands to the next. */

import { type DiscordSettings, type EnvFile, readConfig } from "../base/config/config.ts";
import type { Application } from "../discord/application.ts";
import type { OperatorRest } from "../discord/operator-rest.ts";
import type { Command } from "../interactions/command.ts";
import type { Prompter } from "./prompter.ts";

export interface Ports {
  readonly prompter: Prompter;
  readonly envFile: EnvFile;
  readonly connect: (settings: DiscordSettings) => OperatorRest;
  readonly commands: readonly Command[];
  /** Asks for a token although there is one that Discord accepts. */
  readonly wantsNewToken: boolean;
  /** Answers an example question; undefined if the documents have none. */
  readonly answerExample: () => Promise<string | undefined>;
  readonly pace: Pace;
  /** Ends the wait for a server. */
  readonly stopped: AbortSignal;
}

/** In milliseconds. */
export interface Pace {
  /** Between two looks for a server. */
  readonly look: number;
  /** Between two reminders of the link. */
  readonly remind: number;
}

/** A token that Discord accepts, and its application. */
export interface Connected {
  readonly token: string;
  readonly rest: OperatorRest;
  readonly application: Application;
}

/** Returns the settings of Discord as they would be with a token. */
export function settingsWith({ envFile }: Pick<Ports, "envFile">, token: string): DiscordSettings {
  const tokens = { DISCORD_TOKEN: token, DISCORD_TOKEN_FILE: "" };
  const { discord } = readConfig({ ...envFile.variables(), ...tokens });
  if (!discord) throw new Error("settings without a token");
  return discord;
}
