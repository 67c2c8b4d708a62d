/** @module /source: the place of a quotation in its document, by command, button and select. */

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { ID_PATTERN } from "../src/corpus/identity.ts";
import type { Marked } from "../src/collection/answer.ts";
import type { Citation } from "../src/corpus/citation.ts";
import type { MemberAction } from "../src/interactions/action.ts";
import type { Caller } from "../src/interactions/caller.ts";
import {
  type MemberCommand,
  type Context,
  IN_GUILDS,
  type Reply,
  textOption,
} from "../src/interactions/command.ts";
import { LIMITS } from "../src/reply/limits.ts";
import { MOST_LISTED } from "../src/reply/action.ts";
import {
  renderBytes,
  renderSeveral,
  renderSource,
  type SourceOptions,
} from "../src/reply/source.ts";
import { renderChoices } from "../src/reply/controls.ts";
import { localized } from "../src/reply/words/localized.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import type { Completion } from "../src/search/snapshot.ts";

export const source: MemberCommand = {
  definition: {
    ...localized((commands) => commands.source),
    ...IN_GUILDS,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        ...localized((commands) => commands.source.options.id),
        required: true,
        min_length: 1,
        max_length: LIMITS.choiceName,
        autocomplete: true,
      },
    ],
  },
  scope: "everywhere",
  isPrivate: () => true,
  async run(call, context) {
    const typed = textOption(call, "id");
    const [found, ...others] = await matchesOf(typed, context);
    if (found && others.length > 0)
      return {
        message: renderSeveral(typed, [found, ...others], wordsFor(call.locale)),
        outcome: { kind: "other", result: "several" },
      };
    return show({ id: found?.id ?? typed }, call, context);
  },
  async complete(typed, { locale }, { library }) {
    const completions = await library.complete(typed.slice(0, LIMITS.choiceName), LIMITS.choices);
    return renderChoices(completions, wordsFor(locale));
  },
};

/** Enough to choose from; a longer heading leaves fewer. */
const MOST_MATCHES = 5;

/** Returns passages under a heading that was typed; none for an ID. */
async function matchesOf(typed: string, { library }: Context): Promise<readonly Completion[]> {
  if (ID_PATTERN.test(typed.trim().toLowerCase())) return [];
  return library.complete(typed.slice(0, LIMITS.choiceName), MOST_MATCHES);
}

/** A passage to show, among those of a reply. */
interface Place {
  readonly id: string;
  readonly passages?: readonly Marked[];
  readonly view?: SourceOptions["view"];
}

async function show(
  { id, passages = [], view }: Place,
  { locale }: Caller,
  { library, pageOf }: Context,
): Promise<Reply> {
  const found = await library.source(id);
  const words = wordsFor(locale);
  const citations = await citationsOf(passages, library);
  const options = { words, passages, citations, page: pageOf(found.id), ...(view ? { view } : {}) };
  return {
    message: renderSource(found, options),
    outcome: { kind: "other", result: found.status },
  };
}

async function citationsOf(
  marked: readonly Marked[],
  library: Context["library"],
): Promise<Citation[]> {
  if (marked.length < 2) return [];
  const all = { marked, from: 0, to: marked.length, firstRank: 1 };
  return (await library.recall(all)).quotations.map(({ citation }) => citation);
}

const isList = (passages: readonly Marked[]): boolean =>
  passages.length >= 1 && passages.length <= MOST_LISTED;

/** Shows the first of the passages of a reply, with a choice of the others. */
export const sourceOf: MemberAction = {
  name: "source",
  accepts: ({ passages }) => isList(passages),
  manner: () => "private",
  run: ({ passages }, press, context) => show({ id: idOf(passages), passages }, press, context),
};

const idOf = (passages: readonly Marked[], at = 0): string => passages[at]?.id ?? "";

/** Shows another passage of the reply, in place. */
export const pick: MemberAction = {
  name: "pick",
  accepts: ({ passages }, { values }) =>
    isList(passages) && passages.some((_, at) => values.length === 1 && values[0] === String(at)),
  manner: () => "change",
  run: ({ passages }, press, context) =>
    show({ id: idOf(passages, Number(press.values[0])), passages }, press, context),
};

/** Shows any passage in place: the first; the others are those of the reply. */
const inPlace = (name: string, view: SourceOptions["view"] = "text"): MemberAction => ({
  name,
  accepts: ({ passages }) => passages.length >= 1,
  manner: () => "change",
  run: ({ passages: [target, ...passages] }, press, context) =>
    show({ id: target?.id ?? "", passages, view }, press, context),
});

export const turn = inPlace("turn");
export const text = inPlace("text");
export const details = inPlace("details", "details");

/** Shows the first passage of the document that was chosen. */
export const open: MemberAction = {
  name: "open",
  accepts: (_, { values }) => values.length === 1 && ID_PATTERN.test(values[0] ?? ""),
  manner: () => "private",
  run: (_, press, context) => show({ id: press.values[0] ?? "" }, press, context),
};

/** Sends the exact bytes of a passage, as a file. */
export const bytes: MemberAction = {
  name: "bytes",
  accepts: ({ passages }) => passages.length === 1,
  manner: () => "private",
  async run({ passages }, { locale }, { library }) {
    const words = wordsFor(locale);
    const found = await library.source(idOf(passages));
    return {
      message:
        found.status === "found" ? renderBytes(found, words) : renderSource(found, { words }),
      outcome: { kind: "other", result: found.status },
    };
  },
};
