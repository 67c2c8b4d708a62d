/** @module /add: a document from an attachment or an address, shown first, then added by an operator. */

import { libraryForIntake } from "../src/collection/for-intake.ts";
import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { z } from "zod";
import { FIELDS, type Origin } from "../src/corpus/front-matter.ts";
import type { Downloads, Upload } from "../src/intake/download.ts";
import type { Previewed } from "../src/intake/intake.ts";
import type { Proposal } from "../src/intake/proposal.ts";
import type { Caller } from "../src/interactions/caller.ts";
import {
  attachmentOption,
  type Call,
  type Definition,
  type OperatorCommand,
  type OperatorContext,
  textOption,
  toManagers,
} from "../src/interactions/command.ts";
import { renderOffer } from "../src/reply/intake.ts";
import { type Message, message } from "../src/reply/message.ts";
import type { Filled } from "../src/reply/server.ts";
import { localized } from "../src/reply/words/localized.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import { findQuotaFault, QuotaReached } from "../src/storage/guild-collections.ts";
import { collectionOption } from "./collection-option.ts";
import { confirmed, keepWaiting, requireIntake, type Waiting } from "./edits.ts";

const Packed = z.object({
  name: z.string(),
  before: z.string(),
  origin: z.partialRecord(z.enum(FIELDS), z.string()).default({}),
});

/** Previewed files whose buttons were not pressed yet. */
const additions: Waiting<Previewed> = {
  kind: "add",
  pack: ({ content, name, before, origin }) => ({
    json: JSON.stringify({ name, before, origin }),
    bytes: content,
  }),
  unpack: ({ json, bytes = new Uint8Array() }) => ({
    ...Packed.parse(JSON.parse(json)),
    content: Buffer.from(bytes),
  }),
};

const FIELD = { type: ApplicationCommandOptionType.String, max_length: 300 } as const;

const DEFINITION: Definition = {
  ...localized((commands) => commands.add),
  default_member_permissions: "0",
  options: [
    {
      type: ApplicationCommandOptionType.Attachment,
      ...localized((commands) => commands.add.options.file),
    },
    { ...FIELD, ...localized((commands) => commands.add.options.link), max_length: 2_000 },
    { ...FIELD, ...localized((commands) => commands.add.options.title) },
    { ...FIELD, ...localized((commands) => commands.add.options.publisher) },
    { ...FIELD, ...localized((commands) => commands.add.options.published) },
    collectionOption,
  ],
};

export const add: OperatorCommand = {
  definition: DEFINITION,
  forManagers: toManagers(DEFINITION),
  scope: "home",
  isPrivate: () => true,
  async run(call, context) {
    const words = wordsFor(call.locale);
    const { downloads } = requireIntake(context, words);
    const upload = await download(call, downloads);
    if (!upload) return { message: message(words.intake.oneOf) };
    return { message: await offer(withFields(upload, call), call, context) };
  },
};

/** Fetches the file or the page of a call; undefined unless there is exactly one. */
async function download(call: Call, downloads: Downloads): Promise<Upload | undefined> {
  const [file, link] = [attachmentOption(call, "file"), textOption(call, "link").trim()];
  if ((file === undefined) === (link === "")) return undefined;
  return file ? downloads.attachment(file) : downloads.page(link);
}

function withFields(upload: Upload, call: Call): Upload {
  const given: Origin = Object.fromEntries(
    (["title", "publisher", "published"] as const).flatMap((name) => {
      const value = textOption(call, name).trim();
      return value === "" ? [] : [[name, value]];
    }),
  );
  return { ...upload, origin: { ...upload.origin, ...given } };
}

/** Shows how a file would be split, and keeps it until a button is pressed. */
async function offer(
  upload: Upload,
  caller: Caller,
  context: OperatorContext,
  fault?: string,
): Promise<Message> {
  const words = wordsFor(caller.locale);
  const proposal = await requireIntake(context, words).preview(upload);
  const filled = await filledBy(proposal, context);
  const previewed = { ...upload, before: proposal.before };
  const id = await keepWaiting(additions, previewed, caller, context);
  const shown = {
    ...proposal,
    replacesSamples: libraryForIntake(context.collection).servesSamples(),
    filled,
  };
  return renderOffer(shown, id, words, fault);
}

/**
 * Returns how much of its quotas a server has used; undefined where it has none.
 * @throws QuotaReached if one more document would exceed them.
 */
async function filledBy(
  { target, content, sidecar = "", preview }: Proposal,
  { collection: { managed } }: OperatorContext,
): Promise<Filled | undefined> {
  if (!managed) return undefined;
  const { quotas } = managed;
  const usage = await managed.usage();
  const next = {
    documents: usage.documents + 1,
    passages: usage.passages + preview.passages,
    bytes: usage.bytes + content.length + Buffer.byteLength(sidecar),
  };
  const fault = target === "free" ? findQuotaFault(usage, next, quotas) : undefined;
  if (fault) throw new QuotaReached(fault);
  return { usage, quotas };
}

/** Adds the file of a preview, in place of that. */
export const addNow = confirmed({
  name: "add",
  waiting: additions,
  make: (intake, previewed, indexing) => intake.add(previewed, indexing),
  again: offer,
});
