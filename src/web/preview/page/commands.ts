/** @module The commands as the server offers them. */

import type { APIApplicationCommandBasicOption } from "discord-api-types/v10";
import { get, post } from "./server.ts";

export type Option = APIApplicationCommandBasicOption;
export type Value = string | number | boolean;
export type Values = Readonly<Record<string, Value>>;

export interface Definition {
  readonly name: string;
  /** What is shown of the name. */
  readonly title: string;
  readonly description: string;
  readonly options: readonly Option[];
}

export interface Suggestion {
  readonly name: string;
  readonly value: string;
}

/** All commands. */
export async function loadCommands(): Promise<readonly Definition[]> {
  const commands: Definition[] = await (await get("/commands")).json();
  return commands;
}

/** What may be put into an option of which so much is typed; nothing if that can't be had. */
export async function suggest(name: string, option: string, typed: string): Promise<Suggestion[]> {
  try {
    const response = await post("/suggest", { name, options: { [option]: typed }, typed });
    const suggested: Suggestion[] = await response.json();
    return suggested;
  } catch {
    return [];
  }
}
