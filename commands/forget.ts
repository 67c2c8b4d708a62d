/** @module /forget: all that is kept of a server, deleted after a confirmation. */

import type { OperatorAction } from "../src/interactions/action.ts";
import { type Definition, type OperatorCommand, toManagers } from "../src/interactions/command.ts";
import { renderForget, renderForgotten } from "../src/reply/server.ts";
import { localized } from "../src/reply/words/localized.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import { BY_OPERATOR, keepWaiting, takeWaiting, type Waiting } from "./edits.ts";
import { requireManaged, serverName } from "./server.ts";

const DEFINITION: Definition = toManagers(localized((commands) => commands.forget));

/** Deletions that were not confirmed yet. */
const deletions: Waiting<undefined> = {
  kind: "forget",
  pack: () => ({ json: "{}" }),
  unpack: () => undefined,
};

export const forget: OperatorCommand = {
  definition: DEFINITION,
  forManagers: DEFINITION,
  scope: "home",
  isPrivate: () => true,
  async run(call, context) {
    const words = wordsFor(call.locale);
    const { guildId, usage } = requireManaged(context, words);
    const server = await serverName(guildId, context);
    const id = await keepWaiting(deletions, undefined, call, context);
    return { message: renderForget({ server, usage: await usage() }, id, words) };
  },
};

/** Deletes all that is kept of the server, in place of the confirmation. */
export const forgetNow: OperatorAction = {
  ...BY_OPERATOR,
  name: "forget",
  async run({ word }, press, context) {
    const words = wordsFor(press.locale);
    const { guildId, erase } = requireManaged(context, words);
    await takeWaiting([deletions.kind], word, press, context);
    const server = await serverName(guildId, context);
    const left = Object.values(await erase()).reduce((sum, rows) => sum + rows, 0);
    return {
      message: renderForgotten({ server, left, id: context.collection.id }, words),
      outcome: { kind: "other", result: left === 0 ? "forgotten" : "failed" },
    };
  },
};
