/** @module The rates of questions in operators' channels, and of the pings that come with them. */

import { sha256 } from "../../src/base/hash.ts";
import { foldWords } from "../../src/base/text.ts";
import type { CollectionId } from "../../src/collection/collections.ts";
import type { OpenRate } from "../../src/base/bounded-rate.ts";
import type { AskedQuestion } from "../../src/reply/question-line.ts";

const HOUR = 3_600;
/** Per collection: one question of a member, all questions of a member, all questions. */
const RATES = {
  question: { times: 1, seconds: HOUR },
  member: { times: 3, seconds: HOUR },
  everyone: { times: 60, seconds: HOUR },
} as const;
const LIMITS = ["question", "member", "everyone"] as const;

export type DeskLimit = (typeof LIMITS)[number];

/** A counted question, which can be given back; or the limit that was reached. */
export type DeskAdmission =
  | { readonly giveBack: () => Promise<void> }
  | { readonly reached: DeskLimit; readonly waitMs: number };

export interface DeskRates {
  /** Counts a question, or refuses it and counts nothing. */
  take(collection: CollectionId, userId: string, question: AskedQuestion): Promise<DeskAdmission>;
}

export function openDeskRates(openRate: OpenRate): DeskRates {
  const rates = {
    question: openRate("desk question", RATES.question),
    member: openRate("desk member", RATES.member),
    everyone: openRate("desk", RATES.everyone),
  };
  return {
    async take(collection, userId, { question, carried }) {
      const member = `${collection} ${userId}`;
      const text = sha256(foldWords([question, ...carried].join(" ")));
      const keys = { question: `${member} ${text}`, member, everyone: collection };
      const taken: DeskLimit[] = [];
      const giveBack = async (): Promise<void> => {
        for (const limit of taken) await rates[limit].giveBack(keys[limit]);
      };
      for (const limit of LIMITS) {
        const waitMs = await rates[limit].take(keys[limit]);
        taken.push(limit);
        if (waitMs === 0) continue;
        await giveBack();
        return { reached: limit, waitMs };
      }
      return { giveBack };
    },
  };
}

export interface Pings {
  /** Counts a ping; returns whether the last one in the collection is long enough ago. */
  take(collection: CollectionId, everySeconds: number): boolean;
  giveBack(collection: CollectionId): void;
}

export function createPings(): Pings {
  const lastAt = new Map<CollectionId, number>();
  return {
    take(collection, everySeconds) {
      const now = performance.now();
      const last = lastAt.get(collection);
      if (last !== undefined && now - last < everySeconds * 1_000) return false;
      lastAt.set(collection, now);
      return true;
    },
    giveBack: (collection) => void lastAt.delete(collection),
  };
}
