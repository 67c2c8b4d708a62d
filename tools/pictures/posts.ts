/** @module Replies in Discord where nobody used a command, drawn by the page: to posts, in threads, to follow-ups. */

import { threadFor } from "../../commands/ask.ts";
import type { Answer } from "../../src/collection/answer.ts";
import { MOST_LISTED } from "../../src/reply/action.ts";
import { MOST_QUOTED, renderAnswer } from "../../src/reply/answer.ts";
import { type Message, message } from "../../src/reply/message.ts";
import { renderSearchOffer } from "../../src/reply/post.ts";
import { CATALOGUES } from "../../src/reply/words/words.ts";
import { type Look, PHONE } from "./camera.ts";
import { QUESTIONS } from "./languages.ts";
import { post } from "./operators.ts";
import type { Scene } from "./scenes.ts";
import type { Studio } from "./studio.ts";

const LOOKS: readonly Look[] = [
  { suffix: "", size: { ...PHONE, height: 1600 }, colorScheme: "dark" },
];
const AUTHOR = "1200000000000000055";

/** Returns scenes in each language, over the samples. */
export const postScenes = ({ library }: Studio): Readonly<Record<string, Scene>> =>
  Object.fromEntries(
    Object.values(CATALOGUES).flatMap((words) => {
      const { locale, dates } = words;
      const sceneOf = (repliesTo: (found: Answer) => readonly Message[]): Scene => ({
        locale: dates,
        looks: LOOKS,
        async play(page) {
          const options = { top: MOST_QUOTED, marks: MOST_LISTED, locale };
          const found = await library.ask(QUESTIONS[locale].found, options);
          for (const shown of repliesTo(found)) await post(page, shown, locale, "ask");
        },
      });
      return [
        [
          `${locale}-posts`,
          sceneOf((found) => [
            renderAnswer(found, { words, authorId: AUTHOR }),
            renderSearchOffer(found, AUTHOR, words),
            message(words.posts.notYours),
          ]),
        ],
        [
          `${locale}-threads`,
          sceneOf((found) => [
            threadFor(found, words).notice,
            renderAnswer(found, { words, goesOn: true }),
            renderAnswer({ ...found, outcome: "unsure", carried: ["embassy"] }, { words }),
          ]),
        ],
      ];
    }),
  );
