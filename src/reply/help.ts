/** @module Help in two pages, the reply to a greeting, and examples of questions. */

import type { Answer } from "../collection/answer.ts";
import { encode } from "./action.ts";
import { button, rows } from "./controls.ts";
import { type Message, message } from "./message.ts";
import type { Words } from "./words/words.ts";
import { label } from "./citation.ts";
import { escapedWithin } from "./escape.ts";

export const HELP_PAGES = 2;

interface HelpOptions {
  readonly keepsQuestions: boolean;
  readonly answersMentions: boolean;
  readonly isOperator: boolean;
  /** Whether the member gives the server documents of its own. */
  readonly canManage: boolean;
}

/** @param page 0: the commands; 1: how to read an answer, and which data are kept. */
export function renderHelp(
  page: number,
  { keepsQuestions, answersMentions, isOperator, canManage }: HelpOptions,
  { help, buttons }: Words,
): Message {
  const commands = [
    [help.commands, ...(answersMentions ? [help.mentions] : [])].join("\n"),
    ...(canManage ? [help.managers] : isOperator ? [operatorsHelp(help)] : []),
  ].join("\n\n");
  const [text, other, to] =
    page === 0
      ? [commands, buttons.explain, 1]
      : [help.explanation + (keepsQuestions ? help.keeps : help.keepsNot), buttons.commands, 0];
  return message(text, [], { components: rows([button(encode("help", { page: to }), other)]) });
}

const operatorsHelp = ({ operators, syncs, pins }: Words["help"]): string =>
  [operators, syncs, pins].join("\n");

/** Renders the reply to a greeting: a description of the bot, and examples. */
export const renderGreeting = ({ examples = [] }: Answer, words: Words): Message =>
  message([words.answer.greeting, ...exampleLines(examples, words)].join("\n"));

/** Lists some examples under a title; nothing where there are none. */
export function exampleLines(examples: readonly string[], { answer }: Words): string[] {
  const shown = examples.slice(0, MOST).map((one) => `- ${escapedWithin(label(one), 300)}`);
  return shown.length === 0 ? [] : [answer.examples, ...shown];
}

const MOST = 3;
