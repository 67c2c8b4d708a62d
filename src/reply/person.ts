/** @module A question passed to a person: its preview, its post in the operators' channel, and the notices once it is answered. */

import { ButtonStyle } from "discord-api-types/v10";
import { SNOWFLAKE } from "../base/text.ts";
import { encode, withTag } from "./action.ts";
import { button, rows } from "./controls.ts";
import { escapedWithin } from "./escape.ts";
import { type Message, message } from "./message.ts";
import { type AskedQuestion, questionLine, questionOf } from "./question-line.ts";
import { CATALOGUES, type Words, wordsFor } from "./words/words.ts";

/** The place where a question was asked. */
export interface AskedPlace {
  readonly guildId: string;
  readonly channelId: string;
  /** The reply to the question; undefined where only the asker saw it. */
  readonly messageId?: string | undefined;
}

/** A question for a person, as its preview and its post state it. */
export interface PersonQuestion extends AskedQuestion {
  readonly askerId: string;
  readonly place: AskedPlace;
}

/** How the asker learned that a person answered; `not`: with the reason, for operators, where one is known. */
export type Told =
  | { readonly how: "directly" | "in the channel" }
  | { readonly how: "not"; readonly reason?: string | undefined };

/** Lists the button that passes a question on. */
export const personButtons = ({ person }: Words) => [
  button(encode("person", {}), person.ask, { emoji: "🙋" }),
];

const mention = (userId: string): string => `<@${userId}>`;

/** Renders the lines that state a question; `readQuestion` reads them back. */
const linesOf = (
  { askerId, question, carried, place }: PersonQuestion,
  { person }: Words,
  roleId?: string,
): readonly string[] => [
  [roleId === undefined ? [] : `<@&${roleId}>`, person.asks(mention(askerId))].flat().join(" "),
  questionLine(question, carried),
  addressOf(place),
];

const CHANNELS = "https://discord.com/channels/";

const addressOf = ({ guildId, channelId, messageId }: AskedPlace): string =>
  CHANNELS + [guildId, channelId, messageId ?? []].flat().join("/");

function placeIn(line: string): AskedPlace | undefined {
  if (!line.startsWith(CHANNELS)) return undefined;
  const ids = line.slice(CHANNELS.length).split("/");
  const [guildId, channelId, messageId, ...rest] = ids;
  const isSound = rest.length === 0 && ids.every((id) => SNOWFLAKE.test(id));
  return isSound && guildId && channelId ? { guildId, channelId, messageId } : undefined;
}

/** Reads the question of this asker in a preview or a post; undefined where none is stated in full. */
export function readQuestion(content: string, askerId: string): PersonQuestion | undefined {
  const [first = "", , third = ""] = content.split("\n", 3);
  const asked = questionOf(content);
  const place = placeIn(third);
  if (!asked || !place || !first.includes(mention(askerId))) return undefined;
  return { ...asked, askerId, place };
}

/** Whether a message of the bot is a post in the operators' channel. */
export const isDeskPost = (content: string): boolean =>
  placeIn(content.split("\n", 3)[2] ?? "") !== undefined;

export interface PreviewOptions {
  /** Whether the asker is mentioned in the channel where direct messages are closed. */
  readonly mayMention: boolean;
  /** The reason why the question was not sent. */
  readonly refusal?: string;
}

/** Renders what the operators' channel will show, how the asker hears of an answer, and the choice to send it. */
export function renderPreview(
  question: PersonQuestion,
  { mayMention, refusal }: PreviewOptions,
  words: Words,
): Message {
  const { person } = words;
  const content = [
    ...linesOf(question, words),
    "",
    person.preview,
    mayMention ? person.hearsOrMention(channel(question.place)) : person.hears,
    ...(refusal === undefined ? [] : [`⏳ ${refusal}`]),
  ];
  const buttons = [
    button(encode("send", {}), person.send, { style: ButtonStyle.Primary }),
    button(encode("drop", {}), person.cancel),
  ];
  return message(content.join("\n"), [], { components: rows(buttons) });
}

const channel = ({ channelId }: AskedPlace): string => `<#${channelId}>`;

/** Renders the preview again after its question was sent. */
export const renderSent = (question: PersonQuestion, words: Words): Message =>
  message([...linesOf(question, words), "", words.person.sent].join("\n"));

const LANGUAGES = Object.keys(CATALOGUES);

/** Returns the catalogue that the button of a post names: that of the asker. */
export const wordsOfAsker = (language: number): Words => wordsFor(LANGUAGES[language] ?? "en");

export interface DeskPostOptions {
  readonly collectionId: string;
  /** The role that the post pings. */
  readonly roleId?: string | undefined;
}

/** Renders the post in the operators' channel. */
export function renderDeskPost(
  question: PersonQuestion,
  { collectionId, roleId }: DeskPostOptions,
  words: Words,
): Message {
  const page = LANGUAGES.indexOf(words.locale);
  const settle = withTag(encode("settle", { page, word: question.askerId }), collectionId);
  return message(linesOf(question, words, roleId).join("\n"), [], {
    components: rows([button(settle, words.person.settle, { style: ButtonStyle.Success })]),
    pinged: roleId === undefined ? undefined : { role: roleId },
  });
}

/** In UTF-16 units. */
const MOST_REASON = 500;

/** Renders the post again once a person answered, pinging nobody. */
export function renderSettled(
  question: PersonQuestion,
  moderatorId: string,
  told: Told,
  words: Words,
): Message {
  const line = `✅ ${words.person.settledBy(mention(moderatorId))} ${toldLine(question, told, words)}`;
  const reason =
    "reason" in told && told.reason !== undefined
      ? [`-# ${escapedWithin(told.reason, MOST_REASON)}`]
      : [];
  return message([...linesOf(question, words), "", line, ...reason].join("\n"));
}

function toldLine({ askerId, place }: PersonQuestion, { how }: Told, { person }: Words): string {
  if (how === "directly") return person.toldDirectly(mention(askerId));
  if (how === "in the channel") return person.toldIn(mention(askerId), channel(place));
  return person.notTold(mention(askerId));
}

/** Renders the direct message to the asker. */
export const renderNews = ({ question, carried, place }: PersonQuestion, { person }: Words) =>
  message([`✅ ${person.answered}`, questionLine(question, carried), addressOf(place)].join("\n"));

/**
 * Renders the notice in the channel where the question was asked, which pings the asker. Others read it, so it has no
 * question: only a link to a reply that they can see.
 */
export function renderMention({ askerId, place }: PersonQuestion, { person }: Words): Message {
  const link = place.messageId === undefined ? [] : [addressOf(place)];
  const content = [`${mention(askerId)} ✅ ${person.answeredOpenly}`, ...link].join("\n");
  return message(content, [], { pinged: { user: askerId } });
}
