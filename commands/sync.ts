/** @module /sync: the documents' changes fetched and indexed now, or another source of a server's documents. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { UserError } from "../src/base/errors.ts";
import type { ServedCollection } from "../src/collection/collections.ts";
import type { Managed } from "../src/collection/managed.ts";
import type { SyncResult } from "../src/collection/sync.ts";
import {
  type Call,
  type Definition,
  isTyped,
  type OperatorCommand,
  type OperatorContext,
  type Reply,
  textOption,
  toManagers,
} from "../src/interactions/command.ts";
import { message } from "../src/reply/message.ts";
import { renderProgress } from "../src/reply/rebuild.ts";
import { renderSync } from "../src/reply/sync.ts";
import { localized } from "../src/reply/words/localized.ts";
import { type Words, wordsFor } from "../src/reply/words/words.ts";
import type { GuildSource } from "../src/storage/guild-collections.ts";
import type { OnProgress } from "../src/storage/progress.ts";
import { collectionOption } from "./collection-option.ts";
import { checkRepository, requireManaged } from "./server.ts";

const DEFINITION: Definition = {
  ...localized((commands) => commands.sync),
  default_member_permissions: "0",
  options: [collectionOption],
};

const TEXTS = ["repository", "branch", "folder"] as const;

/** Takes a repository too, which is the source of a server's documents from then on. */
const forManagers = (definition: Definition): Definition =>
  isTyped(definition)
    ? {
        ...definition,
        options: [
          ...TEXTS.map((name) => ({
            type: ApplicationCommandOptionType.String as const,
            ...localized((commands) => commands.sync.options[name]),
            min_length: 1,
            max_length: 500,
          })),
          {
            type: ApplicationCommandOptionType.Boolean,
            ...localized((commands) => commands.sync.options.uploads),
          },
        ],
      }
    : definition;

export const sync: OperatorCommand = {
  definition: DEFINITION,
  forManagers: forManagers(toManagers(DEFINITION)),
  scope: "home",
  isPrivate: () => true,
  openly: ({ content }, { locale }) =>
    message(wordsFor(locale).sync.over(content.split("\n")[0] ?? "")),
  async run(call, context) {
    const words = wordsFor(call.locale);
    const source = await readSource(call, words);
    if (source) return changeSource(source, context, words);
    return renderResult(
      await runSync(context.collection, context, words),
      context.collection,
      words,
    );
  },
};

/** Reads the source that a call names; undefined where it names none. @throws UserError if it can't be used. */
async function readSource(call: Call, words: Words): Promise<GuildSource | undefined> {
  const [url, branch, folder] = TEXTS.map((name) => textOption(call, name).trim() || undefined);
  const isBack = call.options["uploads"] === true;
  const { faults } = words.server;
  if (isBack ? url !== undefined : url === undefined && (branch ?? folder) !== undefined)
    throw new UserError(faults.either, { exitCode: 2 });
  if (isBack) return { kind: "uploads" };
  return url === undefined ? undefined : checkRepository({ url, branch, folder }, words);
}

/** Syncs a collection from a source from now on; where that fails, it keeps the one before. */
async function changeSource(
  source: GuildSource,
  context: OperatorContext,
  words: Words,
): Promise<Reply> {
  const managed = requireManaged(context, words);
  const { source: before } = managed.settings;
  const collection = await managed.configure((settings) => ({ ...settings, source }));
  const result = await runSync(collection, context, words, true);
  if (result.outcome === "failed") await restore(before, managed);
  const reply = renderResult(result, collection, words);
  const isBack = result.outcome !== "failed" && source.kind === "uploads";
  return isBack
    ? { ...reply, message: message(words.server.returned, reply.message.embeds) }
    : reply;
}

const restore = (source: GuildSource, { configure }: Managed): Promise<unknown> =>
  configure((settings) => ({ ...settings, source }));

/** @param isOther whether the documents come from another source than before, so that all of them may be others. */
async function runSync(
  collection: ServedCollection,
  { update }: Pick<OperatorContext, "update">,
  words: Words,
  isOther = false,
): Promise<SyncResult> {
  update(message(words.sync.running));
  const onProgress: OnProgress = (progress) => update(renderProgress(progress, words));
  const read = readAgain(collection, isOther);
  if (!collection.sync) return read(onProgress);
  const result = await collection.sync.run(onProgress);
  const isHeldBack = result.outcome === "failed" && result.step === "build";
  return isOther && isHeldBack ? read(onProgress) : result;
}

const renderResult = (result: SyncResult, { counts }: ServedCollection, words: Words): Reply => ({
  message: renderSync(result, counts(), words),
  outcome: { kind: "other", result: result.outcome },
});

/** Returns the sync of a collection that is in no schedule, so that its source is read in place. */
const readAgain =
  ({ rebuild }: Pick<ServedCollection, "rebuild">, force: boolean) =>
  async (onProgress: OnProgress): Promise<SyncResult> => {
    try {
      const summary = await rebuild({ full: false, force, onProgress });
      const outcome = summary.outcome === "unchanged" ? "unchanged" : "changed";
      return { outcome, origin: undefined, summary };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { outcome: "failed", step: "build", why: error.message, origin: undefined };
    }
  };
