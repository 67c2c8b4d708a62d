/** @module /rebuild: a new index, or the one before, by an operator. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { UserError } from "../src/base/errors.ts";
import { message } from "../src/reply/message.ts";
import { renderFailure, renderProgress, renderSummary } from "../src/reply/rebuild.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import type { Command } from "../src/interactions/command.ts";

export const rebuild: Command = {
  definition: {
    name: "rebuild",
    description: "Re-read the documents and update the index (operators only)",
    description_localizations: {
      de: "Liest die Dokumente neu und aktualisiert den Index (nur für Betreiber)",
    },
    default_member_permissions: "0",
    options: [
      {
        type: ApplicationCommandOptionType.Boolean,
        name: "full",
        description: "Rebuild from scratch, even unchanged documents",
        description_localizations: { de: "Alles neu bauen, auch unveränderte Dokumente" },
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: "back",
        description: "Switch back to the previous index, without reading",
        description_localizations: { de: "Zurück zum vorigen Index, ohne zu lesen" },
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: "force",
        description: "Rebuild even if most documents are gone",
        description_localizations: {
          de: "Auch wenn die meisten Dokumente fehlen",
        },
      },
    ],
  },
  scope: "home",
  counts: "rebuild",
  isPrivate: () => true,
  openly: ({ content }, { locale }) =>
    message(wordsFor(locale).rebuild.over(content.split("\n")[0] ?? "")),
  async run(call, { library, update }) {
    const words = wordsFor(call.locale);
    const { full, back, force } = call.options;
    if (full === true && back === true) return { message: message(words.rebuild.contradiction) };
    try {
      const summary = await library.rebuild({
        full: full === true,
        rollback: back === true,
        force: force === true,
        onProgress: (progress) => update(renderProgress(progress, words)),
      });
      const outcome = { kind: "rebuild", result: "done" } as const;
      return { message: renderSummary(summary, words), outcome };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const outcome = { kind: "rebuild", result: "failed" } as const;
      return { message: renderFailure(error.message, library.counts(), words), outcome };
    }
  },
};
