/** @module /rebuild: a new index, or the one before, by an operator. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { collectionOption } from "./collection-option.ts";
import { UserError } from "../src/base/errors.ts";
import { changeFaultText } from "../src/reply/intake.ts";
import { message } from "../src/reply/message.ts";
import { renderFailure, renderOver, renderProgress, renderSummary } from "../src/reply/rebuild.ts";
import { localized } from "../src/reply/words/localized.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import { isEmpty, NoDocuments } from "../src/interactions/context.ts";
import { type Definition, type OperatorCommand, toManagers } from "../src/interactions/command.ts";

const DEFINITION: Definition = {
  ...localized((commands) => commands.rebuild),
  default_member_permissions: "0",
  options: [
    {
      type: ApplicationCommandOptionType.Boolean,
      ...localized((commands) => commands.rebuild.options.full),
    },
    {
      type: ApplicationCommandOptionType.Boolean,
      ...localized((commands) => commands.rebuild.options.back),
    },
    {
      type: ApplicationCommandOptionType.Boolean,
      ...localized((commands) => commands.rebuild.options.force),
    },
    collectionOption,
  ],
};

export const rebuild: OperatorCommand = {
  definition: DEFINITION,
  forManagers: toManagers(DEFINITION),
  scope: "home",
  counts: "rebuild",
  isPrivate: () => true,
  openly: (reply, { locale }) => renderOver(reply, wordsFor(locale)),
  async run(call, { collection, update }) {
    const words = wordsFor(call.locale);
    const { full, back, force } = call.options;
    if (full === true && back === true) return { message: message(words.rebuild.contradiction) };
    try {
      const summary = await collection.rebuild({
        full: full === true,
        rollback: back === true,
        force: force === true,
        onProgress: (progress) => update(renderProgress(progress, words)),
      });
      const outcome = { kind: "rebuild", result: "done" } as const;
      return { message: renderSummary(summary, words), outcome };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (await isEmpty(collection)) throw new NoDocuments();
      const outcome = { kind: "rebuild", result: "failed" } as const;
      return {
        message: renderFailure(changeFaultText(error, words), collection.counts(), words),
        outcome,
      };
    }
  },
};
