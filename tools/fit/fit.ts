/** @module The whole fit: from a folder of data to weights, claims, limits, and their quality. */

import type { Embedder } from "../../src/model/embedder.ts";
import type { RankingSettings } from "../../src/model/model.ts";
import type { Mode } from "../../src/search/mode.ts";
import { type Asked, askSets, type EmbeddedSet } from "./asked.ts";
import { fitClaims, isPeoplesOwn, type Judged } from "./claims.ts";
import { embedRows, remembering } from "./collection.ts";
import type { QuestionSet } from "./data.ts";
import { type Bin, type Forecast, reliability } from "./metrics.ts";
import { measureRates, type Rates } from "./rates.ts";
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
  const fitMode = (mode: Mode): Fit => fitAsked(asked.filter((one) => one.mode === mode));
  return { native: fitMode("native"), same: fitMode("same"), across: fitMode("across") };
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

/** Fits on questions that were asked. */
export function fitAsked(asked: readonly Asked[]): Fit {
  const weights = fitWeights(asked);
  const without = fitWithoutSets(asked);
  const { claims, judged } = fitClaims(asked, weights, without);
  return {
    ranking: { weights: settingsOf(weights), ...claims },
    quality: measureSets(asked, without),
    ablation: ablate(asked),
    rates: measureRates(judged, claims.limits),
    reliability: {
      holds: reliability(judged.map(holdsForecast)),
      holdsPeople: reliability(judged.filter(isPeoplesOwn).map(holdsForecast)),
      speaks: reliability(judged.filter(({ sort }) => sort !== "near").map(speaksForecast)),
    },
  };
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
