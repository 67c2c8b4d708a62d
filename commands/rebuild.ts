/** @module /rebuild: the operator makes the index anew. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { UserError } from "../src/errors.ts";
import { message } from "../src/reply/message.ts";
import { renderFailure, renderProgress, renderSummary } from "../src/reply/rebuild.ts";
import type { Command } from "./command.ts";

export const rebuild: Command = {
  definition: {
    name: "rebuild",
    description: "Read the documents again and make the index anew (operators only)",
    default_member_permissions: "0",
    options: [
      {
        type: ApplicationCommandOptionType.Boolean,
        name: "full",
        description: "Embed everything again, even what has not changed",
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: "back",
        description: "Go back to the index before this one, and read nothing",
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: "force",
        description: "Even if more than half of the documents would go, or all of them",
      },
    ],
  },
  scope: "home",
  isPrivate: () => true,
  refuse: ({ rights }) =>
    rights.operator
      ? undefined
      : message("Only an operator may rebuild the index, in the home guild."),
  openly: ({ content }) =>
    message(`The rebuild that was asked for here is over. ${content.split("\n")[0] ?? ""}`),
  async run(call, context) {
    const library = context.libraryFor(call);
    const { full, back, force } = call.options;
    if (full === true && back === true)
      return message("`full` reads the documents, `back` does not: give one of them.");
    try {
      const summary = await library.rebuild({
        full: full === true,
        ...(back === true ? { back } : {}),
        ...(force === true ? { force } : {}),
        onProgress: (progress) => context.update(renderProgress(progress)),
      });
      return renderSummary(summary);
    } catch (error) {
      if (error instanceof UserError) return renderFailure(error.message, library.counts());
      throw error;
    }
  },
};
