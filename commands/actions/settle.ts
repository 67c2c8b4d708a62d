/** @module "Mark as answered": a moderator ends a question in the operators' channel, and its asker hears of it. */

import { UserError } from "../../src/base/errors.ts";
import { SNOWFLAKE } from "../../src/base/text.ts";
import type { MemberAction, Press } from "../../src/interactions/action.ts";
import type { Outbox } from "../../src/interactions/outbox.ts";
import {
  type PersonQuestion,
  readQuestion,
  renderMention,
  renderNews,
  renderSettled,
  type Told,
  wordsOfAsker,
} from "../../src/reply/person.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import { rememberPressed, runOnce } from "./once.ts";
import { deskOf, stale } from "./person.ts";

/** Creates the action that marks a question as answered, once. */
export function createSettle(): MemberAction {
  const settled = rememberPressed();
  return {
    name: "settle",
    isForDesk: true,
    accepts: ({ word, passages, collection }) =>
      SNOWFLAKE.test(word) && passages.length === 0 && collection !== undefined,
    manner: () => "change",
    async run({ word: askerId, page: language }, press, context) {
      const words = wordsFor(press.locale);
      const { desk, outbox } = deskOf(context, words);
      if (!maySettle(press, desk.roleId))
        throw new UserError(words.person.moderatorsOnly, { exitCode: 2 });
      const question = readQuestion(press.message.content, askerId);
      if (!question) throw stale(words);
      const once = { messageId: press.message.id, refusal: words.person.settledBefore };
      const isOpen = context.visibility === "public";
      const told = await runOnce(settled, once, () => tell({ question, outbox, isOpen, language }));
      context.note("settled");
      return { message: renderSettled(question, press.userId, told, words) };
    },
  };
}

const maySettle = ({ rights, roleIds = [] }: Press, roleId: string | undefined): boolean =>
  rights.operator ||
  rights.moderator === true ||
  (roleId !== undefined && roleIds.includes(roleId));

interface News {
  readonly question: PersonQuestion;
  readonly outbox: Outbox;
  /** Whether the asker may be mentioned in the channel of the question. */
  readonly isOpen: boolean;
  /** The number of the asker's language. */
  readonly language: number;
}

/** Informs the asker directly, or else in the channel. @throws the error of a failure that may pass. */
async function tell({ question, outbox, isOpen, language }: News): Promise<Told> {
  const words = wordsOfAsker(language);
  if (await outbox.tell(question.askerId, renderNews(question, words))) return { how: "directly" };
  if (!isOpen) return { how: "not" };
  try {
    await outbox.post(question.place.channelId, renderMention(question, words));
    return { how: "in the channel" };
  } catch (error) {
    if (error instanceof UserError) return { how: "not", reason: error.message };
    throw error;
  }
}
