/** @module Greetings, thanks and questions about the bot, which the documents can't answer. */

import { foldWords } from "../base/text.ts";

/** The name of the bot, independent of its name in Discord. */
export const NAME = "footnote";

/** Entries as `fold` returns them. */
const ENGLISH = `
hi, hii, hiya, hi there, hello, hello there, helo, hey, hey there, heya, yo, howdy, greetings, good day, good morning,
morning, good afternoon, good evening, good night, sup, whats up, how are you, how are you doing, hows it going,
nice to meet you, hi bot, hello bot, hey bot, good bot,
thanks, thank you, thx, ty, tysm, thanks a lot, thank you so much, thank you very much, many thanks, ok thanks,
okay thanks, great thanks, thanks bot, cheers, bye, bye bye, goodbye, see you,
are you an ai, are you ai, are you a bot, are you a robot, are you human, are you a human, are you a person,
are you real, are you chatgpt, are you a language model, is this an ai, is this a bot,
who are you, what are you, whats your name, what is your name, who made you, who built you, introduce yourself,
what can you do, what do you do, what do you know, what can i ask, what can i ask you, what can you help with,
what can you help me with, how do you work, how do i use you, can you help, can you help me, help, help me,
help please, please help`;

const GERMAN = `
hallo, hallöchen, hallo zusammen, hi zusammen, hallo du, hallo bot, hey du, huhu, moin, moin moin, servus, grüezi,
grüß dich, grüß gott, guten tag, guten morgen, guten abend, gute nacht, tach, na, wie gehts, wie geht es dir, wie gehts dir,
danke, danke dir, danke schön, dankeschön, danke sehr, vielen dank, vielen lieben dank, besten dank, tausend dank,
ok danke, okay danke, super danke, danke bot, tschüss, tschüs, ciao, auf wiedersehen, bis dann, bis bald,
bist du eine ki, bist du ki, bist du ein bot, bist du ein roboter, bist du ein mensch, bist du echt,
bist du chatgpt, bist du ein sprachmodell, ist das eine ki, ist das ein bot,
wer bist du, was bist du, wie heißt du, wie ist dein name, wer hat dich gemacht, wer hat dich gebaut, stell dich vor,
was kannst du, was kannst du alles, was machst du, was weißt du, was kann ich fragen, was kann ich dich fragen,
womit kannst du helfen, womit kannst du mir helfen, wie funktionierst du, wie benutze ich dich,
kannst du helfen, kannst du mir helfen, hilfe, hilf mir, bitte hilf mir, hilfe bitte`;

const ENTRIES: ReadonlySet<string> = new Set([ENGLISH, GERMAN].join().trim().split(/,\s*/));

/**
 * Whether the whole input is an entry, with or without the bot's name at either end, or only its name.
 */
export function isGreeting(typed: string): boolean {
  if (typed.length > LONGEST) return false;
  const said = fold(typed);
  const rest = said.replace(BY_NAME, "");
  return said !== "" && (rest === "" || ENTRIES.has(rest));
}

/** In characters, punctuation and emoji included. */
const LONGEST = 200;

const BY_NAME = new RegExp(`^${NAME}(?: |$)| ${NAME}$`, "g");

/** Returns the words in lower case with single spaces, without punctuation and emoji. */
const fold = (typed: string): string => foldWords(typed.normalize("NFKC").replace(/['’ʼ]/g, ""));
