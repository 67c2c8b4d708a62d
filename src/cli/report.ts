/** @module `report`: what members voted on, were shown and asked in vain. */

import { type FeedbackReport, reportFeedback } from "../feedback/report.ts";
import { REASONS } from "../feedback/feedback.ts";
import type { DislikedPassage } from "../feedback/uses.ts";
import { buildInChild } from "../build/in-child.ts";
import { openLibrary } from "../collection/library.ts";
import { visible } from "./draw.ts";
import type { Io } from "./io.ts";
import { configFor, embedderFor, type Folders } from "./setup.ts";

export interface ReportOptions extends Folders {
  readonly json?: boolean;
  readonly days?: number;
}

/** Prints the report of the last days, as many as are kept if none are given. */
export async function report({ json, days, ...folders }: ReportOptions, io: Io): Promise<void> {
  const config = configFor(folders, io);
  const { feedback } = config;
  const embedder = await embedderFor(config);
  const library = await openLibrary({ ...config, embedder, build: buildInChild });
  try {
    const span = { dir: feedback.dir, days: days ?? feedback.days };
    const found = await reportFeedback({ ...span, library, embedder });
    io.stdout.write(json ? `${JSON.stringify(found)}\n` : describe(found, feedback.keepsQuestions));
  } finally {
    await library.close();
  }
}

const MOST_ROWS = 20;
const MOST_WORDINGS = 3;

/** Members' words and documents' titles may not steer the terminal. */
function describe(report: FeedbackReport, keepsQuestions: boolean): string {
  const { from, until, votes, damaged } = report;
  const lines = [
    `From ${from} to ${until}: ${votes.up} votes up, ${votes.down} down.`,
    ...(damaged > 0 ? [`${damaged} lines of the store could not be read.`] : []),
    ...section("Documents, by how often they were shown", documentRows(report)),
    ...section("Passages of replies that were voted down", report.disliked.flatMap(dislikedRows)),
    ...section(
      `Questions that found nothing (${report.unanswered.questions})`,
      questionRows(report),
    ),
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

function dislikedRows({ id, status, title, path, headings, up, down, reasons }: DislikedPassage) {
  const given = REASONS.filter((reason) => reasons[reason] > 0).map(
    (reason) => `${reason} ${reasons[reason]}`,
  );
  const place = [title ?? path ?? status, ...headings].join(" > ");
  const gone = status === "gone" ? " (gone)" : "";
  const why = given.length > 0 ? `: ${given.join(", ")}` : "";
  return [
    `${String(down).padStart(6)}  ${id}  ${place}${gone}`,
    `        ${up} up, ${down} down${why}`,
  ];
}

const questionRows = ({ unanswered }: FeedbackReport): string[] => [
  ...unanswered.groups.slice(0, MOST_ROWS).flatMap(({ question, asked, last, questions }) => [
    `${String(asked).padStart(6)}  ${question} (last ${last})`,
    ...questions
      .filter((other) => other !== question)
      .slice(0, MOST_WORDINGS)
      .map((other) => `        ${other}`),
  ]),
  ...(unanswered.leftOut > 0 ? [`and ${unanswered.leftOut} that are not grouped`] : []),
];
