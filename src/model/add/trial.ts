/** @module The trial of a model: its tokenizer, its graph and its vectors, on the files as they will be used. */

import { type Complaint, messageOf, UserError } from "../../base/errors.ts";
import type { RunSettings } from "../model.ts";
import {
  feeder,
  type LoadedModel,
  type LoadedTokenizer,
  loadSession,
  loadTokenizer,
  modelOver,
  type Session,
  SPECIAL_TOKENS,
} from "../session.ts";
import type { Description } from "./description.ts";

/** Where a model lies, and what it says of itself. */
export interface Tried extends Description, Pick<RunSettings, "name" | "modelFile"> {
  readonly modelsDir: string;
}

/** A model that passed the trial of its parts. */
export interface Trial {
  readonly tokenizer: LoadedTokenizer;
  readonly model: LoadedModel;
}

const REMEDY =
  "Bring the tokenizer and the graph of one model, exported for feature extraction; docs/MODELS.md says how.";
const fault = (complaint: Omit<Complaint, "remedy">, cause?: unknown): UserError =>
  new UserError({ ...complaint, remedy: REMEDY }, { cause });

/** Loads a model and tries its parts. @throws UserError that says which of them is not as it should be. */
export async function tryModel(tried: Tried): Promise<Trial> {
  const tokenizer = await withoutWarnings(() => loadTokenizer(tried.modelsDir, tried)).catch(
    (error: unknown) => {
      throw fault({ expected: "a tokenizer that loads", found: messageOf(error) }, error);
    },
  );
  requireFrame(tokenizer);
  requireVocabulary(tokenizer, tried);
  const session = await withoutWarnings(() => loadSession(tried.modelsDir, tried)).catch(
    (error: unknown) => {
      throw fault(
        { expected: `a graph that loads, ${tried.modelFile}`, found: messageOf(error) },
        error,
      );
    },
  );
  requireNames(session);
  await requireShape(session, tokenizer, tried);
  return { tokenizer, model: modelOver(tokenizer, session, tried) };
}

/** Runs the work while the library, which warns with whole stacks of errors that it throws as well, is silent. */
async function withoutWarnings<Result>(work: () => Promise<Result>): Promise<Result> {
  const { warn } = console;
  console.warn = () => {};
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}

/** Checks that a text is between one special token and another. */
function requireFrame({ encode }: LoadedTokenizer): void {
  const [none, one, two] = [encode(""), encode("a"), encode("1, 2, 3.")];
  const isFramed = [one, two].every(
    (ids) => ids.length > SPECIAL_TOKENS && ids[0] === none[0] && ids.at(-1) === none.at(-1),
  );
  if (isFramed && none.length === SPECIAL_TOKENS) return;
  throw fault({
    expected: "a tokenizer that puts one special token before a text and one after it",
    found: `${none.length} around an empty text`,
  });
}

/** The least share of the rows of the graph's table that have a token: some tables are padded. */
const LEAST_USED = 0.99;

function requireVocabulary({ vocabulary }: LoadedTokenizer, { vocabulary: rows }: Tried): void {
  const tokens = highestOf(vocabulary) + 1;
  if (tokens <= rows && tokens >= rows * LEAST_USED) return;
  throw fault({
    expected: `a tokenizer of about ${many(rows)} tokens, as vocab_size in config.json says`,
    found: `one of ${many(tokens)}`,
  });
}

const many = (count: number): string => count.toLocaleString("en");

const highestOf = (vocabulary: ReadonlyMap<string, number>): number => {
  let highest = 0;
  for (const id of vocabulary.values()) highest = Math.max(highest, id);
  return highest;
};

const INPUTS = ["input_ids", "attention_mask", "token_type_ids"];
const OUTPUT = "last_hidden_state";

function requireNames({ inputNames, outputNames }: Session): void {
  const isFed =
    inputNames.includes("input_ids") && inputNames.every((name) => INPUTS.includes(name));
  if (isFed && outputNames.includes(OUTPUT)) return;
  throw fault({
    expected: `a graph with the inputs input_ids, attention_mask and perhaps token_type_ids, and the output ${OUTPUT}`,
    found: `the inputs ${listed(inputNames)} and the outputs ${listed(outputNames)}`,
  });
}

const MOST_NAMES = 6;
const listed = (names: readonly string[]): string =>
  names.slice(0, MOST_NAMES).join(", ") + (names.length > MOST_NAMES ? ", …" : "");

/** Runs the longest text and the last token, and a token after the last, which must fail. */
async function requireShape(
  session: Session,
  { encode, vocabulary }: LoadedTokenizer,
  tried: Tried,
): Promise<void> {
  const { maxTokens, dimensions, vocabulary: rows } = tried;
  const feedsFor = feeder(session);
  const [first = 0, last = 0] = encode("");
  const run = async (id: number, length: number): Promise<readonly number[] | undefined> => {
    const text = Array.from({ length: length - SPECIAL_TOKENS }, () => id);
    return (await session.run(feedsFor([first, ...text, last]), QUIET))[OUTPUT]?.dims;
  };
  const dims = await run(highestOf(vocabulary), maxTokens).catch((error: unknown) => {
    throw fault(
      {
        expected: `a graph that reads ${maxTokens} tokens, each of the tokenizer's`,
        found: messageOf(error),
      },
      error,
    );
  });
  const wanted = [1, maxTokens, dimensions];
  if (dims?.join() !== wanted.join())
    throw fault({
      expected: `${OUTPUT} of the form [${wanted.join(", ")}] for ${maxTokens} tokens`,
      found: `[${dims?.join(", ")}]`,
    });
  const isRead = await run(rows, SPECIAL_TOKENS + 1).then(
    () => true,
    () => false,
  );
  if (isRead)
    throw fault({
      expected: `a graph of ${many(rows)} tokens, as vocab_size in config.json says`,
      found: "one of more: the configuration or the graph is that of another model",
    });
}

/** The runtime writes errors to standard error by itself, but for this level. */
const QUIET = { logSeverityLevel: 4 };
