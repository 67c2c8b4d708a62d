/** @module The findings of adding a model, for operators. */

import { type Finding, findings } from "../../base/finding.ts";
import { SUMS } from "../sums.ts";
import type { Description, FoundUse } from "./description.ts";
import { type Brought, bytesIn, inMb } from "./folder.ts";
import type { LanguageShare } from "./languages.ts";
import type { Weights } from "./settings.ts";
import type { Golden } from "./vectors.ts";

export const describeFiles = ({ folder, files, modelFile }: Brought): Finding =>
  findings("files").ok(
    `${files.length}, ${inMb(bytesIn(files))}, in ${folder}; the graph is ${modelFile}`,
  );

export const describeSums = (hadOwn: boolean): Finding =>
  findings("checksums").ok(
    hadOwn ? `all files are as ${SUMS} lists them` : `${SUMS} written: the model had none`,
  );

export const describeModel = ({
  published,
  type,
  dimensions,
  maxTokens,
  vocabulary,
}: Description): Finding =>
  findings("model").ok(
    `${published === "" ? "" : `${published}, `}${type}: ${dimensions} dimensions, ${maxTokens} tokens of text, ${vocabulary.toLocaleString("en")} in the vocabulary`,
  );

export const describeUse = ({ use, from }: FoundUse): Finding =>
  findings("use").ok(
    `${use.pooling} pooling; before a passage ${JSON.stringify(use.passagePrefix)}, before a question ${JSON.stringify(use.questionPrefix)} (from ${from})`,
  );

/** Reports the comparison with golden texts; undefined if there are none. */
export const describeVectors = (
  compared: (Golden & { readonly least: number }) | undefined,
): Finding => {
  const { ok, warning } = findings("vectors");
  if (compared)
    return ok(
      `as published: ${compared.texts.length} golden texts, least cosine ${compared.least.toFixed(4)}`,
    );
  return warning(
    "consistent with each other; not compared with the published model's, as there are no golden texts",
    "To compare them, give --golden FILE (docs/MODELS.md).",
  );
};

const FEW = 0.02;
const MANY = 0.2;

/** Reports the languages in three classes, a line each. */
export function describeLanguages(shares: readonly LanguageShare[]): Finding {
  const classes = [
    ["in the vocabulary", shares.filter(({ unknown }) => unknown <= FEW)],
    ["in part", shares.filter(({ unknown }) => unknown > FEW && unknown <= MANY)],
    ["outside it", shares.filter(({ unknown }) => unknown > MANY)],
  ] as const;
  const lines = classes
    .filter(([, members]) => members.length > 0)
    .map(([name, members]) => `${name}: ${members.map(describeShare).join(", ")}`);
  return findings("languages").ok(lines.join("\n"));
}

const NAMES = new Intl.DisplayNames("en", { type: "language" });

const describeShare = ({ language, unknown }: LanguageShare): string => {
  const name = NAMES.of(language) ?? language;
  return unknown === 0 ? name : `${name} (${Math.round(unknown * 100)} % unknown)`;
};

/** Reports where the weights of ranking are from, and whether they suit the model. */
export function describeWeights(
  { settings, file }: Weights,
  name: string,
  { published }: Description,
): Finding {
  const { ok, warning } = findings("ranking");
  const { name: fittedFor } = settings.embedding.general;
  if (file !== undefined && fittedFor === name) return ok(`fitted for ${name}: ${file}`);
  const effect =
    published === fittedFor
      ? "it may claim too much or too little"
      : "the order of passages is of use, but most questions may be refused, or most answers claimed";
  return warning(
    `${file ?? "the shipped weights and limits"}, fitted for ${fittedFor} and not for ${name}: ${effect}`,
    "Ask questions that you know the answers to, or fit it with npm run fit (docs/MODELS.md).",
  );
}
