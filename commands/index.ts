/** @module The one list of commands: for dispatch, for deployment, for the prompt. */

import { ask } from "./ask.ts";
import type { Command } from "../src/interactions/command.ts";
import { documents } from "./documents.ts";
import { find } from "./find.ts";
import { help } from "./help.ts";
import { rebuild } from "./rebuild.ts";
import { source } from "./source.ts";

export const COMMANDS: readonly Command[] = [ask, source, documents, rebuild, help, find];

/** The command of a name; undefined if there is none. */
export const findCommand = (name: string): Command | undefined =>
  COMMANDS.find(({ definition }) => definition.name === name);
