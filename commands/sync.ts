/** @module /sync: the documents' changes fetched and indexed now, by an operator. */

import { UserError } from "../src/base/errors.ts";
import type { ServedCollection } from "../src/collection/collections.ts";
import type { SyncResult } from "../src/collection/sync.ts";
import type { OperatorCommand } from "../src/interactions/command.ts";
import { message } from "../src/reply/message.ts";
import { renderProgress } from "../src/reply/rebuild.ts";
import { renderSync } from "../src/reply/sync.ts";
import { localized } from "../src/reply/words/localized.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import type { OnProgress } from "../src/storage/progress.ts";
import { collectionOption } from "./collection-option.ts";

export const sync: OperatorCommand = {
  definition: {
    ...localized((commands) => commands.sync),
    default_member_permissions: "0",
    options: [collectionOption],
  },
  scope: "home",
  isPrivate: () => true,
  openly: ({ content }, { locale }) =>
    message(wordsFor(locale).sync.over(content.split("\n")[0] ?? "")),
  async run({ locale }, { collection, update }) {
    const words = wordsFor(locale);
    update(message(words.sync.running));
    const run = collection.sync?.run ?? readAgain(collection);
    const result = await run((progress) => update(renderProgress(progress, words)));
    return {
      message: renderSync(result, collection.counts(), words),
      outcome: { kind: "other", result: result.outcome },
    };
  },
};

/** Returns the sync of a collection that is in no schedule, so that its source is read in place. */
const readAgain =
  ({ rebuild }: Pick<ServedCollection, "rebuild">) =>
  async (onProgress: OnProgress): Promise<SyncResult> => {
    try {
      const summary = await rebuild({ full: false, onProgress });
      const outcome = summary.outcome === "unchanged" ? "unchanged" : "changed";
      return { outcome, origin: undefined, summary };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { outcome: "failed", step: "build", why: error.message, origin: undefined };
    }
  };
