/** @module The content of a stage that is kept until it is sealed: numbers by row, never texts or vectors. */

import { countLanguages } from "../../search/snapshot.ts";
import { lexicalBuilder, type LexicalTables, statisticsOf } from "../../search/lexical.ts";
import type { Counts } from "../store.ts";
import { digestSet } from "./digest.ts";
import { packFrequencies, packNumbers, packTexts, type Summary } from "./packed.ts";
import { stageTokens } from "./stage-tokens.ts";

/** Begins the content of a stage. */
export const stageContent = () => ({
  paths: new Array<string>(),
  ids: new Array<string>(),
  languages: new Array<string>(),
  lexical: lexicalBuilder(),
  tokens: stageTokens(),
  documents: digestSet(),
  passages: digestSet(),
});
export type StageContent = ReturnType<typeof stageContent>;

/** Returns the columns of a generation that describe its passages. */
export function columnsOf(
  { ids, languages, tokens }: StageContent,
  { lengths }: LexicalTables,
  counts: Counts,
) {
  const rows = languages.map((language) => ({ language }));
  const statistics = [...statisticsOf(lengths, rows)];
  const summary: Summary = {
    counts,
    languages: countLanguages(rows),
    averageLengths: Object.fromEntries(
      statistics.map(([language, { averageLength }]) => [language, averageLength]),
    ),
  };
  return {
    summary: JSON.stringify(summary),
    ids: packTexts(ids),
    lengths: packNumbers(lengths),
    token_frequencies: packFrequencies(tokens.frequencies),
  };
}
