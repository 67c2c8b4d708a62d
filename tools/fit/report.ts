/** @module A fit in tables, as Markdown that a terminal shows as well. */

import type { Fit, Fits } from "./fit.ts";
import type { FollowedUp } from "./follow-ups.ts";
import type { Bin } from "./metrics.ts";
import type { Matched, PinFit, PinRates } from "./pins.ts";
import type { Replied } from "./posts.ts";
import type { Rates } from "./rates.ts";
import type { Spoken } from "./unprompted.ts";
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

/** Describes replies to posts and follow-ups of our own. */
export const describeChecks = (
  posts: readonly Replied[],
  followUps: readonly FollowedUp[],
): string =>
  ["# Posts", postTable(posts), "# Follow-ups", followUpTable(followUps), ""].join("\n\n");

function postTable(posts: readonly Replied[]): string {
  const row = (set: string, some: readonly Replied[]): Cell[] => {
    const said = some.filter(({ isSure }) => isSure);
    const held = said.filter(({ isHeld }) => isHeld);
    const answerable = some.filter(({ isAnswerable }) => isAnswerable);
    const claimed = some.filter(({ outcome }) => outcome === "found");
    return [
      set,
      some.length,
      `${answerable.filter(({ isSure }) => isSure).length} of ${answerable.length}`,
      `${said.filter(({ isAnswerable }) => !isAnswerable).length} of ${some.length - answerable.length}`,
      `${held.length} of ${said.length}`,
      `${claimed.filter(({ isHeld }) => isHeld).length} of ${claimed.length}`,
    ];
  };
  const head = [
    "set",
    "posts",
    "answerable said",
    "others said",
    "said that holds",
    "found that holds",
  ];
  return table(
    head,
    grouped(posts, ({ set }) => set).map(([set, some]) => row(set, some)),
  );
}

function followUpTable(followUps: readonly FollowedUp[]): string {
  const row = (name: string, some: readonly FollowedUp[]): Cell[] => {
    const count = (holds: (one: FollowedUp) => boolean): number => some.filter(holds).length;
    return [
      name,
      some.length,
      count(({ after }) => after.carried !== undefined),
      `${count(({ alone }) => alone.isHeld)} → ${count(({ after }) => after.isHeld)}`,
      `${count(({ alone }) => alone.isFirst)} → ${count(({ after }) => after.isFirst)}`,
    ];
  };
  const head = [
    "language → documents",
    "pairs",
    "words carried",
    "right section shown",
    "and first",
  ];
  const groups = grouped(followUps, ({ language, documents }) => `${language} → ${documents}`);
  return table(
    head,
    groups.map(([name, some]) => row(name, some)),
  );
}

/** Groups items by name; last, all together. */
const grouped = <Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
): (readonly [string, readonly Item[]])[] => [
  ...[...new Set(items.map(nameOf))].map(
    (name) => [name, items.filter((item) => nameOf(item) === name)] as const,
  ),
  ["all", items],
];

const describeFit = (fit: Fit): string =>
  [
    "## Ranking: R@1 / R@3 / R@5 / MRR@10, right section among three; each set left out of the fit",
    qualityTable(fit),
    "## Outcome: rates at the limits, each set left out of the fit",
    ratesTable(fit.rates),
    "## Unprompted replies to posts",
    spokenTable(fit.unprompted),
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

const spokenTable = (spoken: readonly Spoken[]): string =>
  table(
    ["collection", "limit", "of answerable", "of near", "of far", "of others", "replies", "kept"],
    spoken.map(({ of, limit, said, replies, kept, bounds }) => [
      of,
      limit.toFixed(2),
      ...[said.answerable, said.near, said.far, said.other].map(percent),
      replies,
      `${percent(kept)} (${bounds.map(percent).join(" to ")})`,
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
