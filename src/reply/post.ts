/** @module Replies to a post that addresses nobody: the button that removes them, and the offer to search. */

import type { APIButtonComponent } from "discord-api-types/v10";
import type { Answer } from "../collection/answer.ts";
import { encode } from "./action.ts";
import { button, rows } from "./controls.ts";
import { type Message, message } from "./message.ts";
import { questionLine } from "./question-line.ts";
import type { Words } from "./words/words.ts";

/** Returns the button with which the author of a post removes the reply. Its sign is no emoji, which would be dark on dark. */
export const removeButton = (authorId: string, { posts }: Words): APIButtonComponent =>
  button(encode("dismiss", { word: authorId }), `✕ ${posts.remove}`);

/** Renders the offer to search for a post that was not answered. */
export const renderSearchOffer = (
  { question }: Pick<Answer, "question">,
  authorId: string,
  words: Words,
): Message =>
  message(`${questionLine(question)}\n${words.posts.offer}`, [], {
    components: rows([
      button(encode("search", {}), words.posts.search, { emoji: "🔍" }),
      removeButton(authorId, words),
    ]),
  });
