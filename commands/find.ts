/** @module "Find sources", in a message's menu: passages for the text of the message. */

import { ApplicationCommandType } from "discord-api-types/v10";
import {
  type MemberCommand,
  IN_GUILDS,
  MESSAGE_TEXT,
  textOption,
} from "../src/interactions/command.ts";
import { renderAnswer } from "../src/reply/answer.ts";
import { message } from "../src/reply/message.ts";
import { localizedName } from "../src/reply/words/localized.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import { isQuestion, questionIn } from "../src/search/question.ts";
import { canAskPerson } from "./actions/person.ts";
import { answerTo } from "./ask.ts";

export const find: MemberCommand = {
  definition: {
    type: ApplicationCommandType.Message,
    ...localizedName((commands) => commands.find),
    ...IN_GUILDS,
  },
  scope: "everywhere",
  counts: "question",
  isPrivate: () => true,
  async run(call, context) {
    const words = wordsFor(call.locale);
    const question = questionIn(textOption(call, MESSAGE_TEXT));
    if (!isQuestion(question)) return { message: message(words.find.wordless) };
    const { answer, outcome } = await answerTo({ question, locale: call.locale }, context);
    const options = {
      words,
      isShareable: context.visibility === "public",
      about: "message",
      canAskPerson: canAskPerson(call, context),
    } as const;
    return { message: renderAnswer(answer, options), outcome };
  },
};
