/** @module `report`: votes, documents used, unanswered questions, posts, broken pins. */

import { CollectionId } from "../collection/collections.ts";
import { type BrokenPin, type FeedbackReport, reportFeedback } from "../feedback/report.ts";
import { REASONS } from "../feedback/feedback.ts";
import type { QuestionGroup } from "../feedback/questions.ts";
import type { SilentSection } from "../feedback/sections.ts";
import type { DislikedPassage, PassageLocation } from "../feedback/uses.ts";
import { visible } from "./draw.ts";
import type { Io } from "./io.ts";
import { configFor, type Folders, openSources, recordsOf } from "./setup.ts";

export interface ReportOptions extends Folders {
  readonly json?: boolean;
  readonly days?: number;
}

/** Prints the report of the last days, of all that are kept by default. */
export async function report({ json, days, ...folders }: ReportOptions, io: Io): Promise<void> {
  const config = configFor(folders, io);
  const { feedback } = config;
  const sources = await openSources(config);
  try {
    const library = {
      id: CollectionId.parse(config.collection.id),
      source: sources.source,
      pins: sources.pins,
    };
    const span = { records: await recordsOf(config), days: days ?? feedback.days };
    const found = await reportFeedback({ ...span, library });
    io.stdout.write(json ? `${JSON.stringify(found)}\n` : describe(found, feedback.keepsQuestions));
  } finally {
    await sources.close();
  }
}

const MOST_ROWS = 20;
const MOST_WORDINGS = 4;

/** Describes a report; members' words and documents' titles cannot steer the terminal. */
function describe(report: FeedbackReport, keepsQuestions: boolean): string {
  const { from, until, votes, damaged } = report;
  const lines = [
    `From ${from} to ${until}: ${votes.up} votes up, ${votes.down} down.`,
    ...(damaged > 0 ? [`${damaged} lines of the store could not be read.`] : []),
    ...section("Documents, by how often they were shown", documentRows(report)),
    ...section("Passages of replies that were voted down", report.disliked.flatMap(dislikedRows)),
    ...section(
      `Questions that found nothing, and posts not answered (${report.unanswered.questions}), by the nearest section`,
      questionRows(report),
    ),
    ...section("Posts where nobody asked the bot", postRows(report)),
    ...section(
      "Posts not answered, by the nearest section",
      report.posts.sections.slice(0, MOST_ROWS).map(silentRow),
    ),
    ...section("Questions passed to a person", peopleRows(report)),
    ...section("Pins that are no longer shown", report.brokenPins.flatMap(pinRows)),
    ...(keepsQuestions
      ? []
      : ["", "Questions are not kept; KEEP_UNANSWERED=true switches that on."]),
  ];
  return `${lines.map(visible).join("\n")}\n`;
}

const section = (title: string, rows: readonly string[]): string[] => [
  "",
  title,
  ...(rows.length === 0 ? ["  none"] : rows.map((row) => `  ${row}`)),
];

const documentRows = ({ documents }: FeedbackReport): string[] =>
  documents
    .slice(0, MOST_ROWS)
    .map(
      ({ path, title, shown, up, down }) =>
        `${String(shown).padStart(6)}  ${title ?? "gone"} (${path})${up + down > 0 ? `, votes ${up} up, ${down} down` : ""}`,
    );

function dislikedRows({ id, up, down, reasons, ...location }: DislikedPassage): string[] {
  const given = REASONS.filter((reason) => reasons[reason] > 0).map(
    (reason) => `${reason} ${reasons[reason]}`,
  );
  const why = given.length > 0 ? `: ${given.join(", ")}` : "";
  return [
    `${String(down).padStart(6)}  ${id}  ${placeName(location)}`,
    `        ${up} up, ${down} down${why}`,
  ];
}

const placeName = ({ status, title, path, headings }: PassageLocation): string =>
  [title ?? path ?? status, ...headings].join(" > ") + (status === "gone" ? " (gone)" : "");

function postRows({ posts, unanswered }: FeedbackReport): string[] {
  const { answered, silent, skipped, removed, removedShare } = posts;
  if (answered + silent + skipped + removed + unanswered.posts === 0) return [];
  const share =
    removedShare === null ? "" : ` (${Math.round(removedShare * 100)} % of the answers)`;
  return [
    `${answered} answered, ${silent} not answered, ${skipped} not searched`,
    `${removed} answers removed${share}`,
  ];
}

const silentRow = ({ section, silent }: SilentSection): string =>
  `${String(silent).padStart(6)}  ${section ? placeName(section) : "near no section"}`;

const peopleRows = ({ people: { asked, answered } }: FeedbackReport): string[] =>
  asked + answered === 0 ? [] : [`${asked} passed on, ${answered} marked as answered`];

const pinRows = ({ id, passage, question, why, ...location }: BrokenPin): string[] => [
  `${id}  ${question}`,
  `        ${why === "gone" ? "its passage is gone" : "another pin has the same question"}: ${passage}, ${placeName(location)}`,
];

const questionRows = ({ unanswered: { groups } }: FeedbackReport): string[] => {
  const more = groups.length - MOST_ROWS;
  return [
    ...groups.slice(0, MOST_ROWS).flatMap(groupRows),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
};

function groupRows({ heading, section, asked, posts, last, questions }: QuestionGroup): string[] {
  const more = questions.length - MOST_WORDINGS;
  const place = section ? placeName(section) : (heading ?? "near no section");
  const unasked = posts > 0 ? `, ${posts} as posts` : "";
  return [
    `${String(asked + posts).padStart(6)}  ${place} (last ${last}${unasked})`,
    ...questions.slice(0, MOST_WORDINGS).map((question) => `        ${question}`),
    ...(more > 0 ? [`        and ${more} more`] : []),
  ];
}
