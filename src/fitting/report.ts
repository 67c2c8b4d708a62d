/** @module A fit in plain words and tables, as Markdown that a terminal shows as well. */

import type { Fit } from "./fit.ts";
import type { Bin, Quality } from "./metrics.ts";
import type { ErrorRates } from "./rates.ts";

type Cell = string | number | null;

/** All figures of a fit. */
export const describeFit = (fit: Fit): string =>
  [
    "## Ranking: R@1 / R@5 / MRR@10",
    qualityTable(fit),
    "## Outcome: error rates at the limits, on what was left out",
    ratesTable(fit.rates),
    "## Reliability: said, and found to be so, on what was left out",
    reliabilityTable("all, weighted", fit.reliability.all),
    reliabilityTable("people's questions, weighted", fit.reliability.people),
    "## Settings",
    JSON.stringify(fit.ranking),
    "",
  ].join("\n\n");

function qualityTable({ quality, ablation, passages }: Fit): string {
  const { exam, people } = quality;
  const head = [`exam (${passages.exam} passages)`, `people (${passages.people} passages)`];
  return table(
    ["", ...head],
    [
      ["fitted on", triple(exam.fitted), triple(people.fitted)],
      ["left out of the fit", triple(exam.unfitted), triple(people.unfitted)],
      ...ablation.map(({ without, quality: left }): Cell[] => [
        `left out, without ${without}`,
        triple(left.exam.unfitted),
        triple(left.people.unfitted),
      ]),
    ],
  );
}

const triple = ({ r1, r5, mrr10 }: Quality): string => [r1, r5, mrr10].map(thousandths).join(" / ");

const thousandths = (share: number): string => share.toFixed(3).replace(/^0/, "");

const ratesTable = (rates: readonly ErrorRates[]): string =>
  table(
    [
      "collection",
      "passages",
      "questions",
      "answerable / near / far",
      "shown",
      "answered",
      "far refused",
      "near not answered",
    ],
    rates.map((row) => [
      row.collection,
      [...new Set(row.passages)].join("–"),
      row.kind,
      `${row.answerable} / ${row.near} / ${row.far}`,
      percent(row.answerableShown),
      percent(row.answerableAnswered),
      percent(row.farRefused),
      percent(row.nearNotAnswered),
    ]),
  );

const percent = (share: number | null): string =>
  share === null ? "–" : `${(100 * share).toFixed(1)} %`;

const reliabilityTable = (name: string, bins: readonly Bin[]): string =>
  table(
    [name, ...bins.map(({ from }) => `${from.toFixed(1)}–`)],
    [
      ["cases", ...bins.map(({ count }) => count)],
      ["said", ...bins.map(({ said }) => said.toFixed(2))],
      ["found", ...bins.map(({ found }) => found.toFixed(2))],
    ],
  );

function table(head: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
