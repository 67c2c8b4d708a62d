/** @module How a model describes itself: its configuration, its tokenizer's, and how its vectors are meant. */

import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../../base/errors.ts";
import type { RunSettings } from "../model.ts";
import { type Brought, readJson } from "./folder.ts";

/** Types of models that the library loads as an encoder. */
const TYPES = ["bert", "roberta", "xlm-roberta", "camembert", "mpnet", "distilbert"] as const;
/** These number positions from 2 on. */
const FROM_TWO: readonly string[] = ["roberta", "xlm-roberta", "camembert", "mpnet"];

const count = z.number().int().positive();

const Config = z
  .looseObject({
    model_type: z.enum(TYPES, `expected one of ${TYPES.join(", ")}`),
    hidden_size: count.optional(),
    /** DistilBERT's name for it. */
    dim: count.optional(),
    vocab_size: count,
    max_position_embeddings: count,
    _name_or_path: z.string().optional(),
  })
  .refine(({ hidden_size, dim }) => hidden_size ?? dim, "expected hidden_size");

const TokenizerConfig = z.looseObject({ model_max_length: z.number().positive().optional() });

/** The numbers of a model, by its own files. */
export interface Description {
  /** The name under which it was published; empty where it does not say. */
  readonly published: string;
  readonly type: string;
  readonly dimensions: number;
  readonly vocabulary: number;
  readonly maxTokens: number;
}

/** Longer texts are never embedded: passages are shorter, and questions too. */
const MOST_TOKENS = 512;
const LEAST_TOKENS = 64;

const BERT_LIKE =
  "Bring an encoder such as BERT or XLM-RoBERTa, exported for feature extraction; docs/MODELS.md says how.";

/** Reads the configuration of a model and its tokenizer. @throws UserError if it is no encoder that can be run. */
export async function readDescription({ folder }: Brought): Promise<Description> {
  const config = await readJson(join(folder, "config.json"), Config, BERT_LIKE);
  const { model_max_length: named = Infinity } = await readJson(
    join(folder, "tokenizer_config.json"),
    TokenizerConfig,
    BERT_LIKE,
  );
  const positions = config.max_position_embeddings - (FROM_TWO.includes(config.model_type) ? 2 : 0);
  const maxTokens = Math.floor(Math.min(positions, named, MOST_TOKENS));
  if (maxTokens < LEAST_TOKENS)
    throw new UserError({
      expected: `a model that reads at least ${LEAST_TOKENS} tokens`,
      found: `${maxTokens} (max_position_embeddings in config.json, model_max_length in tokenizer_config.json)`,
      remedy: BERT_LIKE,
    });
  return {
    published: (config._name_or_path ?? "").split("/").at(-1) ?? "",
    type: config.model_type,
    dimensions: config.hidden_size ?? config.dim ?? 0,
    vocabulary: config.vocab_size,
    maxTokens,
  };
}

/** How vectors are made of states, and the texts before a passage and a question. */
export type Use = Pick<RunSettings, "pooling" | "passagePrefix" | "questionPrefix">;

/** The parts of a use that are known. */
export type PartialUse = { readonly [Key in keyof Use]?: Use[Key] | undefined };

/** A use with its origins, for people. */
export interface FoundUse {
  readonly use: Use;
  readonly from: string;
}

const POOLING = "1_Pooling/config.json";
const PROMPTS = "config_sentence_transformers.json";

const Pooling = z.looseObject({
  pooling_mode_cls_token: z.boolean().default(false),
  pooling_mode_mean_tokens: z.boolean().default(false),
});
const Prompts = z.looseObject({ prompts: z.record(z.string(), z.string()).optional() });

const MODULES = "modules.json";
const Modules = z.array(z.looseObject({ type: z.string() }));

/** Steps of sentence-transformers that give the vectors that Footnote makes. */
const STEPS = /\.(?:Transformer|Pooling|Normalize)$/;

const OWN_FILE = "Correct it, or remove it and give the options; docs/MODELS.md explains them.";

/**
 * Finds how a model is used: by the options, else by its own files, else, for a model of the same published name, as the
 * shipped one.
 * @throws UserError (exit code 2) that names the missing options; one of a model that can't be used as it says.
 */
export async function findUse(
  given: PartialUse,
  brought: Brought,
  { published }: Pick<Description, "published">,
  shipped: RunSettings,
): Promise<FoundUse> {
  await requireSteps(brought);
  const asShipped = published === shipped.name ? useOf(shipped) : {};
  const sources: readonly (readonly [name: string, use: PartialUse])[] = [
    ["the options", given],
    [POOLING, await ownPooling(brought)],
    [PROMPTS, await ownPrefixes(brought)],
    [`${shipped.name}, which it is by its name`, asShipped],
  ];
  const origins = new Set<string>();
  const find = <Key extends keyof Use>(key: Key): Use[Key] | undefined => {
    const [origin, use] = sources.find(([, each]) => each[key] !== undefined) ?? [];
    if (origin !== undefined) origins.add(origin);
    return use?.[key];
  };
  const [pooling, passagePrefix, questionPrefix] = [
    find("pooling"),
    find("passagePrefix"),
    find("questionPrefix"),
  ];
  if (pooling === undefined || passagePrefix === undefined || questionPrefix === undefined)
    throw unknownUse({ pooling, passagePrefix, questionPrefix });
  return { use: { pooling, passagePrefix, questionPrefix }, from: [...origins].join(", ") };
}

const useOf = ({ pooling, passagePrefix, questionPrefix }: RunSettings): Use => ({
  pooling,
  passagePrefix,
  questionPrefix,
});

const OPTIONS: Readonly<Record<keyof Use, string>> = {
  pooling: "--pooling mean or --pooling cls",
  passagePrefix: '--passage-prefix TEXT (or "")',
  questionPrefix: '--question-prefix TEXT (or "")',
};

function unknownUse(found: PartialUse): UserError {
  const missing = (["pooling", "passagePrefix", "questionPrefix"] as const).filter(
    (key) => found[key] === undefined,
  );
  return new UserError(
    {
      expected: "to know how the model's vectors are made",
      found: "nothing about it in its own files",
      remedy: `Look at the model's page, and give ${missing.map((key) => OPTIONS[key]).join(", ")}.`,
    },
    { exitCode: 2 },
  );
}

/** Checks that pooling is the last step of a model but for the unit length: layers behind it are not in the graph. */
async function requireSteps({ folder, files }: Brought): Promise<void> {
  if (!files.some(({ path }) => path === MODULES)) return;
  const steps = await readJson(join(folder, MODULES), Modules, OWN_FILE);
  const other = steps.find(({ type }) => !STEPS.test(type));
  if (other === undefined) return;
  throw new UserError({
    expected: `no step but transformer, pooling and normalisation in ${join(folder, MODULES)}`,
    found: other.type,
    remedy: UNUSABLE,
  });
}

const UNUSABLE = "Footnote can't make the vectors of this model: bring another one.";

async function ownPooling({ folder, files }: Brought): Promise<PartialUse> {
  if (!files.some(({ path }) => path === POOLING)) return {};
  const own = await readJson(join(folder, POOLING), Pooling, OWN_FILE);
  const modes = Object.entries(own).filter(
    ([key, value]) => key.startsWith("pooling_mode_") && value === true,
  );
  const [[mode] = [""]] = modes;
  if (modes.length === 1 && mode === "pooling_mode_mean_tokens") return { pooling: "mean" };
  if (modes.length === 1 && mode === "pooling_mode_cls_token") return { pooling: "cls" };
  throw new UserError({
    expected: `mean or cls as the pooling in ${join(folder, POOLING)}`,
    found: modes.map(([key]) => key.replace("pooling_mode_", "")).join(" and ") || "none",
    remedy: UNUSABLE,
  });
}

const QUESTION = ["query", "question", "search_query"];
const PASSAGE = ["passage", "document", "search_document", "corpus"];

/** Reads the prompts of sentence-transformers. A model with one for questions alone embeds passages without. */
async function ownPrefixes({ folder, files }: Brought): Promise<PartialUse> {
  if (!files.some(({ path }) => path === PROMPTS)) return {};
  const { prompts = {} } = await readJson(join(folder, PROMPTS), Prompts, OWN_FILE);
  const first = (names: readonly string[]): string | undefined =>
    names.map((name) => prompts[name]).find((prompt) => prompt !== undefined);
  const questionPrefix = first(QUESTION);
  if (questionPrefix === undefined) return {};
  return { questionPrefix, passagePrefix: first(PASSAGE) ?? "" };
}
