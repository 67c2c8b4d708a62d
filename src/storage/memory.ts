/** @module The reference implementation of a store, in memory. */

import { sha256 } from "../base/hash.ts";
import type { Document } from "../corpus/document.ts";
import type { Tokens } from "../model/embedder.ts";
import { mergeEvents } from "./history.ts";
import { memorySnapshot, type StoredContent, type StoredPassage } from "./memory-snapshot.ts";
import { documentLine, passageLine } from "./records.ts";
import {
  type Activation,
  alreadyLocked,
  damaged,
  type EmbeddedPassage,
  type GenerationId,
  type GonePassage,
  type HistoryEvent,
  type KeptExamples,
  type Store,
} from "./store.ts";

interface Kept extends StoredContent {
  /** The number of open snapshots. */
  users: number;
}

/** Opens an empty store, which ends with this process. */
export function openMemoryStore(location = "memory"): Store {
  const generations = new Map<GenerationId, Kept>();
  const kept = new Map<GenerationId, KeptExamples>();
  let events: readonly HistoryEvent[] = [];
  let active: GenerationId | undefined;
  let isLocked: boolean | undefined;
  const find = (id: GenerationId): Kept => {
    const found = generations.get(id);
    if (!found) throw damaged(location, `no generation ${id}`);
    return found;
  };
  const open: Store["open"] = async (id) => {
    const found = find(id);
    found.users += 1;
    let isOpen = true;
    const close = async (): Promise<void> => {
      if (isOpen) found.users -= 1;
      isOpen = false;
    };
    return {
      ...memorySnapshot(id, found, async () => kept.get(id)?.kept ?? []),
      close,
    };
  };
  const activations = (): Activation[] => events.filter((event) => event.event !== "gone");
  return {
    location,
    record: "active generation",
    active: async () => active,
    stamp: async () => active ?? "",
    list: async () => [...generations.keys()].toReversed(),
    describe: async (id) => find(id).recipe,
    open,
    salvage: async (id) => generations.get(id)?.embedded.map(({ passage }) => passage) ?? [],
    async *verify(id) {
      if (!generations.has(id)) yield `no generation ${id}`;
    },
    async lock() {
      if (isLocked) throw alreadyLocked();
      isLocked = true;
      return () => void (isLocked = false);
    },
    isLocked: async () => isLocked,
    async stage(recipe) {
      const documents: Document[] = [];
      const embedded: StoredPassage[] = [];
      return {
        async add(document, passages) {
          documents.push(document);
          for (const own of passages) embedded.push({ ...own, tokens: tokensOf(own, embedded) });
        },
        async seal(onProgress) {
          const id = identify(recipe, documents, embedded);
          if (!generations.has(id)) generations.set(id, { recipe, documents, embedded, users: 0 });
          onProgress({ stage: "index", done: embedded.length, total: embedded.length });
          return open(id);
        },
        abort: async () => {},
      };
    },
    async activate(generation, { event, from, gone }) {
      const at = new Date().toISOString();
      const activation: Activation = { event, generation, from, at };
      const fates = gone.map((own) => ({ event: "gone" as const, ...own, at }));
      events = [...events, ...fates, activation];
      active = generation;
      return activation;
    },
    async prune(keep) {
      const others = [...generations].filter(([id]) => !keep.includes(id));
      for (const [id, { users }] of others) if (users === 0) generations.delete(id);
      return others.filter(([id]) => generations.has(id)).map(([id]) => id);
    },
    history: {
      fateOf: async (id) =>
        events.findLast((event): event is GonePassage => event.event === "gone" && event.id === id),
      activationOf: async (id) => activations().findLast(({ generation }) => generation === id),
      activations: async () => activations().toReversed(),
      events: async () => events,
      merge: async (others) => void (events = mergeEvents(events, others)),
      async forgetHeadings() {
        events = events.map((event) =>
          event.event === "gone" ? { ...event, headings: [] } : event,
        );
      },
    },
    examples: {
      read: async (id) => kept.get(id),
      write: async (id, examples) => void kept.set(id, examples),
    },
  };
}

function tokensOf({ tokens }: EmbeddedPassage, before: readonly StoredPassage[]): Tokens {
  if (typeof tokens !== "number") return tokens;
  const earlier = before[tokens];
  if (!earlier) throw new Error(`no passage ${tokens} to repeat`);
  return earlier.tokens;
}

const identify = (
  recipe: StoredContent["recipe"],
  documents: readonly Document[],
  embedded: readonly StoredPassage[],
): GenerationId =>
  sha256(
    JSON.stringify([
      recipe,
      documents.map(documentLine),
      embedded.map(({ passage, vector }) => [passageLine(passage), sha256(vector)]),
    ]),
  ).slice(0, 32);
