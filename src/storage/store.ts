/** @module The store port: the generations of one collection, one of them active. */

import { z } from "zod";
import { UserError } from "../base/errors.ts";
import type { Document } from "../corpus/document.ts";
import type { Passage } from "../corpus/passage.ts";
import type { CompactMatrix } from "../model/compact.ts";
import type { Tokens } from "../model/embedder.ts";
import type { Snapshot } from "../search/snapshot.ts";
import type { OnProgress } from "./progress.ts";
import type { Recipe } from "./recipe.ts";

/** The ID of a generation: equal contents have equal IDs. */
export type GenerationId = string;

export type Counts = Snapshot["counts"];

export type Unsubscribe = () => void;

/** The generations of one collection. Only the holder of its lock calls methods that change it. */
export interface Store {
  /** Names the store in messages: a folder, for example. */
  readonly location: string;
  /** Names the record of the active generation in messages: a file, for example. */
  readonly record: string;
  /**
   * Returns the active generation; undefined if there is none yet.
   * @throws UnusableIndex if its record is damaged.
   */
  active(): Promise<GenerationId | undefined>;
  /** Returns a text that changes with the active generation and with its stored bytes; never throws. */
  stamp(): Promise<string>;
  /** Lists the generations, the newest first, whether they are sound or not. */
  list(): Promise<readonly GenerationId[]>;
  /**
   * Returns the recipe of a generation.
   * @throws UnusableIndex if it cannot be read, or another version of this program wrote it.
   */
  describe(id: GenerationId): Promise<Recipe>;
  /**
   * Opens a generation after checking that it is unchanged since it was sealed; it is kept until it is closed.
   * @param use `copy`: for reading rather than searching, so an index of vectors is only loaded on demand.
   * @throws UnusableIndex that names the damaged part.
   */
  open(id: GenerationId, use?: "search" | "copy"): Promise<Snapshot>;
  /** Returns the passages of a generation that cannot be opened; none where they are damaged too. */
  salvage(id: GenerationId): Promise<readonly Passage[]>;
  /** Yields the changes since a generation was sealed, each in a sentence. */
  verify(id: GenerationId): AsyncIterable<string>;
  /**
   * Takes the lock of builds, which one process has at a time, and removes the remains of a killed build.
   * @throws UserError if another process holds it, or nothing can be written here.
   */
  lock(): Promise<() => void>;
  /** Checks whether a build is running; undefined if there was never one. */
  isLocked(): Promise<boolean | undefined>;
  /** Begins a generation with these counts of documents, passages and sentences. */
  stage(recipe: Recipe, counts: Counts): Promise<Stage>;
  /** Calls a listener soon after another process activated a generation; absent where only looking shows that. */
  onActivate?(listener: () => void): Unsubscribe;
  /** Makes a generation the active one, in one step, and records that and the fates of removed passages. */
  activate(id: GenerationId, activation: NewActivation): Promise<Activation>;
  /**
   * Removes all generations but these and those that a process has open; returns the latter.
   * @param of `own` leaves those of other versions of this program that share the store, where it keeps them apart.
   */
  prune(keep: readonly GenerationId[], of?: "own" | "all"): Promise<readonly GenerationId[]>;
  readonly history: History;
  readonly examples: ExampleStore;
}

/** A generation that is being written. */
export interface Stage {
  /** Adds a document with all of its passages; documents come in the order of their paths. */
  add(document: Document, passages: readonly EmbeddedPassage[]): Promise<void>;
  /** Completes the generation, durably, and opens it; it is not active yet. */
  seal(onProgress: OnProgress): Promise<Snapshot>;
  /** Removes the written parts; without effect once it is sealed. */
  abort(): Promise<void>;
}

/** A passage with its vectors. */
export interface EmbeddedPassage {
  readonly passage: Passage;
  readonly vector: Float32Array;
  readonly sentenceVectors: CompactMatrix;
  /** By the native model; no rows if the passage is in none of its languages. */
  readonly nativeVectors: CompactMatrix;
  /** The passage's tokens, or the number (from 0, over all documents) of an earlier passage that has the same. */
  readonly tokens: Tokens | number;
}

/** `built`: from the documents; `rolled-back`: it was active before. */
export interface Activation {
  readonly event: "built" | "rolled-back";
  readonly generation: GenerationId;
  /** The generation that was active until then; where that was damaged, the one before it. */
  readonly from?: GenerationId | undefined;
  /** In ISO 8601. */
  readonly at: string;
}

/** A passage that was in an earlier generation, and its fate: `changed` if its document is still there. */
export interface GonePassage {
  readonly event: "gone";
  readonly id: string;
  readonly path: string;
  readonly headings: readonly string[];
  readonly fate: "changed" | "removed";
  /** The passage at its position now, where there is one. */
  readonly successor?: string | undefined;
  readonly at: string;
}

export interface NewActivation extends Pick<Activation, "event" | "from"> {
  readonly gone: readonly Omit<GonePassage, "event" | "at">[];
}

export type HistoryEvent = Activation | GonePassage;

/** The activations of generations and the fates of passages: paths and headings, never text. */
export interface History {
  /** Returns the last fate of a passage. */
  fateOf(passage: string): Promise<GonePassage | undefined>;
  /** Returns the last activation of a generation. */
  activationOf(id: GenerationId): Promise<Activation | undefined>;
  /** Returns all activations, the latest first; none where they cannot be read. */
  activations(): Promise<readonly Activation[]>;
  /** Returns all events, the earliest first; each activation follows the passages that it removed. */
  events(): Promise<readonly HistoryEvent[]>;
  /** Adds the events of another history that are not in this one, as `mergeEvents` does; all or none. */
  merge(events: readonly HistoryEvent[]): Promise<void>;
  /** Removes the headings, which are documents' text; IDs, paths and fates are kept. */
  forgetHeadings(): Promise<void>;
}

const lines = z.array(z.string()).readonly();

/** Examples of questions, each found in the generation that keeps it. */
export const Proven = z.object({
  kept: lines,
  /** Those of the operator's that are not found, or can't be questions. */
  refused: z.array(z.object({ question: z.string(), reason: z.string() })).readonly(),
});
export type Proven = Readonly<z.infer<typeof Proven>>;

/** `proof`: a hash of their input and of the ranking. */
export const KeptExamples = Proven.extend({ proof: z.string() });
export type KeptExamples = Readonly<z.infer<typeof KeptExamples>>;

/** The examples of generations. They are no part of an ID, as only a sealed generation can be asked. */
export interface ExampleStore {
  /** Returns the examples of a generation; undefined where there are none that can be read. */
  read(id: GenerationId): Promise<KeptExamples | undefined>;
  write(id: GenerationId, examples: KeptExamples): Promise<void>;
}

/**
 * The error of a generation that is damaged or missing, or that another model or version of the program made (`unfit`).
 */
export class UnusableIndex extends UserError {
  readonly kind: "damaged" | "unfit";

  constructor(kind: UnusableIndex["kind"], location: string, found: string, cause?: unknown) {
    const remedy =
      "Run: npm run footnote -- index (it reads the documents again and builds a new one).";
    super({ expected: `a sound index at ${location}`, found, remedy }, { cause });
    this.kind = kind;
  }
}

export const damaged = (location: string, found: string, cause?: unknown): UnusableIndex =>
  new UnusableIndex("damaged", location, found, cause);

export const unfit = (location: string, found: string): UnusableIndex =>
  new UnusableIndex("unfit", location, found);

/** Returns the error of a store without an active generation: none was built, or the record of it was lost. */
export const notBuilt = ({ location, record }: Pick<Store, "location" | "record">): UnusableIndex =>
  damaged(location, `none that was built (there is no ${record})`);

/** Returns the error of a build while another holds the lock. */
export const alreadyLocked = (): UserError =>
  new UserError(
    {
      expected: "to be the only build of this index",
      found: "another one running",
      remedy: "Wait until it is done.",
    },
    { isTransient: true },
  );
