/** @module A fit in tables, as Markdown that a terminal shows as well. */

import type { Fit, Fits } from "./fit.ts";
import type { Bin } from "./metrics.ts";
import type { Matched, PinFit, PinRates } from "./pins.ts";
import type { Rates } from "./rates.ts";
import type { SetQuality } from "./weights.ts";

type Cell = string | number;

/** Describes all figures of the fits. */
export const describeFits = ({ native, same, across }: Fits): string =>
  [
    "# Question and documents in English",
    describeFit(native),
    "# Both in one other language",
    describeFit(same),
    "# In two languages",
    describeFit(across),
  ].join("\n\n");

/** Describes the limits of pins, and their figures. */
export const describePins = ({ limits, without, within }: PinFit): string =>
  [
    "# Pins, with all answerable questions of a set pinned",
    "## By limits that were fitted without the set",
    pinTable(without),
    `## By the limits ${limits.native} (native) and ${limits.general} (general)`,
    pinTable(within),
    "",
  ].join("\n\n");

const pinTable = (rates: readonly PinRates[]): string =>
  table(
    [
      "set",
      "model",
      "limit",
      "other questions",
      "false matches",
      "paraphrases matched",
      "translations matched",
    ],
    rates.map((row) => [
      row.set,
      row.model,
      row.limit.toFixed(2),
      row.others,
      row.falseMatches,
      matchedOf(row.paraphrases),
      matchedOf(row.translations),
    ]),
  );

const matchedOf = ({ of, right, wrong }: Matched): string =>
  of === 0 ? "–" : `${right} of ${of}${wrong === 0 ? "" : `, and ${wrong} another pin`}`;

const describeFit = (fit: Fit): string =>
  [
    "## Ranking: R@1 / R@3 / R@5 / MRR@10, right section among three; each set left out of the fit",
    qualityTable(fit),
    "## Outcome: rates at the limits, each set left out of the fit",
    ratesTable(fit.rates),
    "## Reliability: said, and found to be so",
    reliabilityTable("what is shown holds the right section, all", fit.reliability.holds),
    reliabilityTable("the same, people's", fit.reliability.holdsPeople),
    reliabilityTable("the documents speak of it, without near misses", fit.reliability.speaks),
    "## Settings",
    JSON.stringify(fit.ranking),
    "",
  ].join("\n\n");

function qualityTable({ quality, ablation }: Fit): string {
  const head = quality.map(({ set, questions }) => `${set} (${questions})`);
  return table(
    ["", ...head],
    [
      ["all signals", ...quality.map(figuresOf)],
      ...ablation.map(({ without, quality: left }): Cell[] => [
        `without ${without}`,
        ...left.map(figuresOf),
      ]),
    ],
  );
}

const figuresOf = ({ r1, r3, r5, mrr10, section3 }: SetQuality): string =>
  `${[r1, r3, r5, mrr10].map(thousandths).join(" / ")}, ${thousandths(section3)}`;

const thousandths = (share: number): string => share.toFixed(3).replace(/^0/, "");

const ratesTable = (rates: readonly Rates[]): string =>
  table(
    [
      "collection",
      "passages",
      "answerable / near / far",
      "ranked",
      "shown",
      "passages shown",
      "answerable shown",
      "far refused",
      "others' refused",
      "claims kept",
      "answerable found",
      "near found",
    ],
    rates.map((row) => [
      row.of,
      [...new Set(row.passages)].join("–"),
      `${row.answerable} / ${row.near} / ${row.far}`,
      percent(row.ranked),
      percent(row.shown),
      row.passagesShown.toFixed(2),
      percent(row.answerableShown),
      percent(row.farRefused),
      percent(row.othersRefused),
      percent(row.kept),
      percent(row.answerableFound),
      percent(row.nearFound),
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
