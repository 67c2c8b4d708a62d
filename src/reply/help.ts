/** @module What one can do, and what to expect of an answer: two screens. */

import { encode } from "./action.ts";
import { button, rows } from "./controls.ts";
import { type Message, message } from "./message.ts";
import type { Words } from "./words/words.ts";

export const HELP_PAGES = 2;

/** @param page 0: the commands; 1: how to read an answer, and what is kept. */
export function renderHelp(page: number, keepsQuestions: boolean, words: Words): Message {
  const { help, buttons } = words;
  const [text, other, to] =
    page === 0
      ? [help.commands, buttons.explain, 1]
      : [help.explanation + (keepsQuestions ? help.keeps : help.keepsNot), buttons.commands, 0];
  return message(text, [], { components: rows([button(encode("help", { page: to }), other)]) });
}
