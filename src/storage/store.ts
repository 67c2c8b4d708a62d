/** @module The store port: where the generations of one collection are kept, and which of them is active. */

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

/** One collection's generations. Of its methods, those that change anything are called by the holder of its lock. */
export interface Store {
  /** Names it for people. */
  readonly place: string;
  /**
   * Returns the active generation; undefined if there is none yet.
   * @throws UnusableIndex if what names it is damaged.
   */
  active(): Promise<GenerationId | undefined>;
  /** Returns a text that changes with the active generation and with every change of what it is kept in; never throws. */
  stamp(): Promise<string>;
  /** Returns the generations that are kept, the newest first, whether they are sound or not. */
  list(): Promise<readonly GenerationId[]>;
  /**
   * Returns what a generation was made of.
   * @throws UnusableIndex if that cannot be read, or another version of this program wrote it.
   */
  describe(id: GenerationId): Promise<Recipe>;
  /**
   * Opens a generation after checking that it is as it was sealed; it is kept until it is closed.
   * @param use `copy`: it is read rather than searched, so an index of vectors is loaded when it is needed.
   * @throws UnusableIndex that names what is damaged.
   */
  open(id: GenerationId, use?: "search" | "copy"): Promise<Snapshot>;
  /** Returns the passages of a generation that cannot be opened; none where they are damaged too. */
  salvage(id: GenerationId): Promise<readonly Passage[]>;
  /** Yields what is not as it was sealed, each in a sentence. */
  verify(id: GenerationId): AsyncIterable<string>;
  /**
   * Takes the right to build, which one process has at a time, and removes what a killed build has left.
   * @throws UserError if another holds it, or nothing can be written here.
   */
  lock(): Promise<() => void>;
  /** Tells whether a build is running now; undefined if there was never one. */
  isLocked(): boolean | undefined;
  /** Begins a generation of so many documents, passages and sentences. */
  stage(recipe: Recipe, counts: Counts): Promise<Stage>;
  /** Makes a generation the active one, in one step, and records it and what became of passages that are gone. */
  activate(id: GenerationId, activation: NewActivation): Promise<Activation>;
  /** Removes all generations but these and those that a process has open; returns the latter. */
  prune(keep: readonly GenerationId[]): Promise<readonly GenerationId[]>;
  readonly history: History;
  readonly examples: ExampleStore;
}

/** A generation in the making. */
export interface Stage {
  /** Adds a document with all of its passages; documents come in the order of their paths. */
  add(document: Document, passages: readonly EmbeddedPassage[]): Promise<void>;
  /** Completes the generation, durably, and opens it; it is not active yet. */
  seal(onProgress: OnProgress): Promise<Snapshot>;
  /** Removes what was written; without effect once it is sealed. */
  abort(): Promise<void>;
}

/** A passage with its vectors. */
export interface EmbeddedPassage {
  readonly passage: Passage;
  readonly vector: Float32Array;
  readonly sentenceVectors: CompactMatrix;
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
  /** The passage in its place, where there is one. */
  readonly successor?: string | undefined;
  readonly at: string;
}

export interface NewActivation extends Pick<Activation, "event" | "from"> {
  readonly gone: readonly Omit<GonePassage, "event" | "at">[];
}

/** What became of generations and passages: paths, headings and fates, never text. */
export interface History {
  /** Returns the last that is known of a passage that is gone. */
  fateOf(passage: string): Promise<GonePassage | undefined>;
  /** Returns the last activation of a generation. */
  activationOf(id: GenerationId): Promise<Activation | undefined>;
  /** Returns all activations, the latest first; none where they cannot be read. */
  activations(): Promise<readonly Activation[]>;
  /** Removes documents' own words, the headings; IDs, paths and fates stay. */
  forgetHeadings(): Promise<void>;
}

const lines = z.array(z.string()).readonly();

/** Questions to begin with, each found by the generation that keeps it. */
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
 * Says why a generation cannot be used: it is damaged or missing, or another model or version of the program made it
 * (`unfit`).
 */
export class UnusableIndex extends UserError {
  readonly kind: "damaged" | "unfit";

  constructor(kind: UnusableIndex["kind"], place: string, found: string, cause?: unknown) {
    const remedy =
      "Run: npm run footnote -- index (it reads the seeds again and builds a new one).";
    super({ expected: `a sound index at ${place}`, found, remedy }, { cause });
    this.kind = kind;
  }
}

export const damaged = (place: string, found: string, cause?: unknown): UnusableIndex =>
  new UnusableIndex("damaged", place, found, cause);

export const unfit = (place: string, found: string): UnusableIndex =>
  new UnusableIndex("unfit", place, found);

/** Returns the error of a store without an active generation: nothing was built, or what names it was lost. */
export const notBuilt = ({ place }: Pick<Store, "place">): UnusableIndex =>
  damaged(place, "none that was built (no generation is current)");

/** Returns the error of a build while another holds the lock. */
export const alreadyLocked = (): UserError =>
  new UserError({
    expected: "to be the only build of this index",
    found: "another one running",
    remedy: "Wait until it is done.",
  });
