/** @module The weekly report in the operators' channel. */

import { COMMUNITY_EVENTS } from "../base/observation.ts";
import type { QuestionGroup } from "../feedback/questions.ts";
import type { BrokenPin, WeeklyReport } from "../feedback/report.ts";
import type { SilentSection } from "../feedback/sections.ts";
import type { Totals } from "../feedback/totals.ts";
import type { DislikedPassage, PassageLocation } from "../feedback/uses.ts";
import { dateWords, label } from "./citation.ts";
import { escapedWithin } from "./escape.ts";
import { type Message, message, NEUTRAL } from "./message.ts";
import { numbersIn } from "./words/counted.ts";
import type { Words } from "./words/words.ts";

const MOST_LISTED = 5;
/** Five lines of two such texts, and a count, fit into a field. */
const MAX_TEXT = 70;

/** Renders the report of a week. @param collection its name, where the settings name several. */
export function renderDigest(
  { report, totals, before }: WeeklyReport,
  words: Words,
  collection?: string,
): Message {
  const { digest } = words;
  const title = digest.title(dateWords(report.from, words), dateWords(report.until, words));
  const lists = [
    [digest.unanswered, report.unanswered.groups.map((group) => groupLine(group, words))],
    [digest.disliked, report.disliked.map((passage) => dislikedLine(passage, words))],
    [digest.silence, report.posts.sections.map((section) => silentLine(section, words))],
    [digest.brokenPins, report.brokenPins.map((pin) => pinLine(pin, words))],
  ] as const;
  const embed = {
    title: collection === undefined ? title : `${title} · ${collection}`,
    color: NEUTRAL,
    description: totalLines(totals, before, words).join("\n"),
    fields: lists.flatMap(([name, lines]) =>
      lines.length === 0 ? [] : [field(name, lines, words)],
    ),
  };
  return message("", [embed]);
}

function field(name: string, lines: readonly string[], { answer }: Words) {
  const listed = lines.slice(0, MOST_LISTED);
  const more = lines.length - listed.length;
  return { name, value: [...listed, ...(more > 0 ? [answer.more(more)] : [])].join("\n") };
}

/** Lists the totals that are not zero in both weeks. */
function totalLines(totals: Totals, before: Totals | undefined, words: Words): string[] {
  const { whole } = numbersIn(words.locale);
  const previous = before && countsOf(before, words);
  return countsOf(totals, words).flatMap(([name, count], at) => {
    const last = previous?.[at]?.[1];
    if (count + (last ?? 0) === 0) return [];
    const line = `${name}: **${whole(count)}**`;
    return [last === undefined ? line : `${line} ${words.digest.weekBefore(last)}`];
  });
}

const countsOf = (
  { shown, up, down, unanswered, events }: Totals,
  { digest: { totals } }: Words,
): (readonly [name: string, count: number])[] => [
  [totals.shown, shown],
  ["👍", up],
  ["👎", down],
  [totals.unanswered, unanswered],
  ...COMMUNITY_EVENTS.map((event) => [totals[event], events[event]] as const),
];

function groupLine({ section, heading, asked, posts, questions }: QuestionGroup, words: Words) {
  const { digest, answer } = words;
  const place = section ? placeText(section, words) : label(heading ?? "") || digest.nowhere;
  const counts = [
    ...(asked > 0 ? [digest.questions(asked)] : []),
    ...(posts > 0 ? [digest.posts(posts)] : []),
  ];
  const [example] = questions;
  return [
    `- ${bold(place)}: ${counts.join(", ")}`,
    ...(example === undefined
      ? []
      : [`  ${answer.quoted(escapedWithin(label(example), MAX_TEXT))}`]),
  ].join("\n");
}

function dislikedLine({ id, up, down, ...location }: DislikedPassage, words: Words): string {
  const { whole } = numbersIn(words.locale);
  const votes = `${whole(down)} 👎${up > 0 ? `, ${whole(up)} 👍` : ""}`;
  return `- ${bold(placeText(location, words))} (${id}): ${votes}`;
}

const silentLine = ({ section, silent }: SilentSection, words: Words): string => {
  const place = section ? placeText(section, words) : words.digest.nowhere;
  return `- ${bold(place)}: ${words.digest.posts(silent)}`;
};

const pinLine = ({ question, why, ...location }: BrokenPin, words: Words): string =>
  `- ${words.answer.quoted(escapedWithin(label(question), MAX_TEXT))}: ${words.digest.pins[why]} (${escapedWithin(placeText(location, words), MAX_TEXT)})`;

const bold = (text: string): string => `**${escapedWithin(text, MAX_TEXT)}**`;

/** Formats document and last heading, or a phrase for a passage without any: an ID may be of no known document. */
function placeText(
  { title, path, headings }: Pick<PassageLocation, "title" | "path" | "headings">,
  words: Words,
) {
  const document = label(title ?? "") || label(path ?? "");
  const heading = label(headings.at(-1) ?? "");
  const names = [document, heading === document ? "" : heading].filter((name) => name !== "");
  return names.length === 0 ? words.digest.unknown : names.join(" › ");
}
