/** @module The replies about pins: a pin as members see it, the list of pins, a choice of passages, refusals. */

import {
  type APIButtonComponent,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import type { Answer, Marked } from "../collection/answer.ts";
import { MOST_PINS, type Pin, type PinRefused, type PinState } from "../collection/pins.ts";
import type { Source } from "../collection/source.ts";
import type { Citation } from "../corpus/citation.ts";
import { encode } from "./action.ts";
import { renderAnswer } from "./answer.ts";
import {
  dateWords,
  documentName,
  headingOf,
  headingPath,
  joinLabels,
  label,
  locatorWords,
} from "./citation.ts";
import { button, pageButtons, rows } from "./controls.ts";
import { escapedWithin } from "./escape.ts";
import { clip, LIMITS } from "./limits.ts";
import { type Message, message, NEUTRAL } from "./message.ts";
import { questionLine } from "./question-line.ts";
import type { Words } from "./words/words.ts";

/** The most pins on a page: at their longest, they fit into an embed. */
export const PINS_PER_PAGE = 8;

const LONGEST = { question: 200, place: 160 } as const;

const removeButton = ({ id }: Pin, { pins }: Words): APIButtonComponent =>
  button(encode("unpin", { word: id }), pins.remove, { style: ButtonStyle.Danger });

const listButton = ({ pins }: Words): APIButtonComponent => button(encode("pins", {}), pins.all);

/** Renders a pin that was added, with the answer that members get now. */
export function renderPinned(pin: Pin, answer: Answer, words: Words): Message {
  const { content, embeds } = renderAnswer(answer, { words });
  return message(`${words.pins.added}\n\n${content}`, embeds, {
    components: rows([removeButton(pin, words), listButton(words)]),
  });
}

/** Renders a pin that was removed; the button to undo that reads the question from the first line. */
export const renderUnpinned = ({ question, passage }: Pin, words: Words): Message =>
  message(`${questionLine(question)}\n${words.pins.removed}`, [], {
    components: rows([
      button(encode("pinned", { passages: [passage] }), words.intake.undo),
      listButton(words),
    ]),
  });

/** Renders the refusal of a pin; one that is near can be removed at once. */
export function renderRefused(refused: PinRefused, question: string, words: Words): Message {
  const { near } = refused.about;
  return message(`${questionLine(question)}\n${refusalText(refused, words)}`, [], {
    components: near ? rows([removeButton(near, words), listButton(words)]) : [],
  });
}

function refusalText({ kind, about }: PinRefused, { pins, source }: Words): string {
  const { refused } = pins;
  const passage = escapedWithin(label(about.passage ?? ""), LIMITS.choiceName);
  switch (kind) {
    case "unknown":
      return refused.unknown(passage);
    case "changed":
      return [refused.changed(passage), ...successorLine(about.successor, source)].join(" ");
    case "removed":
      return refused.removed(passage);
    case "near":
      return refused.near(escapedWithin(about.near?.question ?? "", LONGEST.question));
    case "greeting":
      return refused.greeting;
    case "full":
      return refused.full(MOST_PINS);
  }
}

const successorLine = (id: string | undefined, { successor }: Words["source"]): string[] =>
  id === undefined ? [] : [successor(id)];

/** Renders the choice of the passage that answers the question of a reply. */
export const renderPassageChoice = (
  question: string,
  passages: readonly { readonly marked: Marked; readonly citation: Citation }[],
  words: Words,
): Message =>
  message(`${questionLine(question)}\n${words.pins.which}`, [], {
    components: rows([
      {
        type: ComponentType.StringSelect,
        custom_id: encode("pinned", { passages: passages.map(({ marked }) => marked) }),
        placeholder: words.pins.choose,
        options: passages.map(({ citation }, at) => passageOption(citation, at, words)),
      },
    ]),
  });

const passageOption = (citation: Citation, at: number, words: Words): APISelectMenuOption => ({
  label: clip(headingOf(citation), LIMITS.optionText),
  description: clip(
    joinLabels([documentName(citation), locatorWords(citation, words)]),
    LIMITS.optionText,
  ),
  value: String(at),
});

/** A pin and its passage, or the fate of that. */
export interface ListedPin {
  readonly pin: PinState;
  readonly source: Source;
}

/** Renders a page of pins, from 0, with a select to remove one, and buttons to the pages beside it. */
export function renderPins(
  listed: readonly ListedPin[],
  { page, total }: { readonly page: number; readonly total: number },
  words: Words,
): Message {
  const { pins, documents } = words;
  if (listed.length === 0) return message(pins.none);
  const last = lastPage(total);
  const embed = {
    title: pins.title,
    color: NEUTRAL,
    description: listed
      .map((one, at) => entryOf(one, page * PINS_PER_PAGE + at + 1, words))
      .join("\n"),
    footer: { text: `${pins.counted(total)} · ${documents.page(page + 1, last + 1)}` },
  };
  const select = {
    type: ComponentType.StringSelect as const,
    custom_id: encode("unpin", {}),
    placeholder: pins.removeOne,
    options: listed.map(({ pin }) => ({
      label: clip(label(pin.question), LIMITS.optionText),
      value: pin.id,
    })),
  };
  const pageId = (to: number): string => encode("pins", { page: to });
  return message("", [embed], {
    components: rows([select], pageButtons(page, [0, last], pageId, words)),
  });
}

/** Returns the number of the last page, from 0. */
export const lastPage = (total: number): number =>
  Math.max(0, Math.ceil(total / PINS_PER_PAGE) - 1);

/** Formats `1\. **Question**`, and below it the place of its passage, or why the pin is set aside. */
function entryOf({ pin, source }: ListedPin, number: number, words: Words): string {
  const question = `${number}\\. **${escapedWithin(label(pin.question), LONGEST.question)}**`;
  const place = joinLabels([placeOf(source, words), dateWords(pin.day, words)]);
  return [
    question,
    `-# ${escapedWithin(place, LONGEST.place)}`,
    ...asideLines(pin, source, words),
  ].join("\n");
}

function placeOf(source: Source, words: Words): string {
  if (source.status === "unknown") return source.id;
  if (source.status === "gone")
    return joinLabels([source.last.path, headingPath(source.last.headings)]);
  const { citation } = source;
  return joinLabels([headingOf(citation), documentName(citation), locatorWords(citation, words)]);
}

function asideLines({ status, successor }: PinState, source: Source, words: Words): string[] {
  const { aside } = words.pins;
  if (status === "active") return [];
  if (status === "contradicted") return [`⚠️ ${aside.contradicted}`];
  const why = source.status === "gone" ? aside[source.last.fate] : aside.removed;
  return [`⚠️ ${[why, ...successorLine(successor, words.source)].join(" ")}`];
}
