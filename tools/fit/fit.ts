/** @module The whole fit: from a folder of data to weights, claims, limits, and their quality. */

import type { Embedder } from "../../src/model/embedder.ts";
import type { RankingSettings } from "../../src/model/model.ts";
import type { Mode } from "../../src/search/mode.ts";
import { type Asked, askSets, type EmbeddedSet } from "./asked.ts";
import { aimsOf, fitClaims, fitComparison, isPeoplesOwn, type Judged } from "./claims.ts";
import { embedRows, remembering } from "./collection.ts";
import type { QuestionSet } from "./data.ts";
import type { Vector } from "./softmax.ts";
import { type Bin, type Forecast, reliability } from "./metrics.ts";
import { measureRates, type Rates } from "./rates.ts";
import { fitUnprompted, measureUnprompted, type Spoken } from "./unprompted.ts";
import {
  ablate,
  type Ablation,
  fitWeights,
  fitWithoutSets,
  measureSets,
  type SetQuality,
  settingsOf,
} from "./weights.ts";

/** All that was fitted and measured for a mode; every figure of a set is by a fit without it. */
export interface Fit {
  readonly ranking: RankingSettings;
  readonly quality: readonly SetQuality[];
  readonly ablation: readonly Ablation[];
  readonly rates: readonly Rates[];
  readonly unprompted: readonly Spoken[];
  readonly reliability: {
    readonly holds: readonly Bin[];
    readonly holdsPeople: readonly Bin[];
    readonly speaks: readonly Bin[];
  };
}

export type Fits = Readonly<Record<Mode, Fit>>;

/**
 * Fits each mode on sets.
 * @param tell takes a line before each step.
 */
export async function fitAll(
  read: readonly QuestionSet[],
  model: Embedder,
  tell: (line: string) => void,
): Promise<Fits> {
  const embedder = remembering(model);
  const sets = await embedSets(read, embedder, tell);
  tell("asking");
  const asked = await askSets(sets, embedder);
  return fitAsked(asked);
}

async function embedSets(
  read: readonly QuestionSet[],
  embedder: Embedder,
  tell: (line: string) => void,
): Promise<EmbeddedSet[]> {
  const sets: EmbeddedSet[] = [];
  for (const { corpus, ...set } of read) {
    tell(`embedding ${set.name} in ${set.language}: ${corpus.passages.length} passages`);
    sets.push({ ...set, rows: await embedRows(corpus, embedder, () => {}) });
  }
  return sets;
}

/**
 * Fits on questions that were asked. The weights of the modes without native signals are fitted together; probabilities and
 * limits are each mode's own.
 */
export function fitAsked(asked: readonly Asked[]): Fits {
  const own = fitWeights(asked.filter(({ mode }) => mode === "native"));
  const others = fitWeights(asked.filter(({ mode }) => mode !== "native"));
  const weightsOf = (mode: Mode): Vector => (mode === "native" ? own : others);
  const comparison = fitComparison(asked, weightsOf);
  return {
    ...fitModes(asked, ["native"], { weightsOf, comparison }),
    ...fitModes(asked, ["same", "across"], { weightsOf, comparison }),
  };
}

interface Common {
  readonly weightsOf: (mode: Mode) => Vector;
  readonly comparison: ReturnType<typeof fitComparison>;
}

function fitModes<Some extends Mode>(
  all: readonly Asked[],
  modes: readonly Some[],
  { weightsOf, comparison }: Common,
): Record<Some, Fit> {
  const isOne = (mode: Mode): mode is Some => modes.some((one) => one === mode);
  const asked = all.filter(({ mode }) => isOne(mode));
  const without = fitWithoutSets(asked);
  const fitOf = (mode: Some): Fit => {
    const ofMode = (some: readonly Asked[]): Asked[] => some.filter((one) => one.mode === mode);
    const own = ofMode(asked);
    const weights = weightsOf(mode);
    const { claims, judged, judgedWithout } = fitClaims(own, weights, without, aimsOf(mode));
    const { unsure } = claims.limits;
    const unprompted = fitUnprompted(judged, unsure, judgedWithout);
    const limits = { ...claims.limits, unprompted: unprompted.limit };
    return {
      ranking: { weights: settingsOf(weights), comparison: comparison[mode], ...claims, limits },
      quality: measureSets(own, without),
      ablation: ablate(asked, ofMode),
      rates: measureRates(judged, limits),
      unprompted: measureUnprompted(judged, unsure, unprompted),
      reliability: {
        holds: reliability(judged.map(holdsForecast)),
        holdsPeople: reliability(judged.filter(isPeoplesOwn).map(holdsForecast)),
        speaks: reliability(judged.filter(({ sort }) => sort !== "near").map(speaksForecast)),
      },
    };
  };
  return Object.fromEntries(modes.map((mode) => [mode, fitOf(mode)])) as Record<Some, Fit>;
}

const holdsForecast = ({ holds, isHeld, weight }: Judged): Forecast => ({
  probability: holds,
  isPositive: isHeld,
  weight,
});

const speaksForecast = ({ speaks, sort }: Judged): Forecast => ({
  probability: speaks,
  isPositive: sort === "answerable",
  weight: 1,
});
