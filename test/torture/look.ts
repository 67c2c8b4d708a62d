/** @module An index as a process finds it: its answers, the fates of passages, and the faults that `verify` finds. */

import { messageOf, UserError } from "../../src/base/errors.ts";
import { verifyIndex } from "../../src/build/verify.ts";
import { type Library, openLibrary } from "../../src/collection/library.ts";
import type { Buildable } from "../support/building.ts";
import { QUESTIONS } from "./material.ts";
import type { Quotation, View } from "./protocol.ts";

const build = () => Promise.reject(new Error("not here"));

/** Looks at an index. @param ids passages whose fates are looked up. */
export async function lookAt(place: Buildable, ids: readonly string[] = []): Promise<View> {
  const { faults } = await verifyIndex(place.store, place.source, place.embedder);
  try {
    const library = await openLibrary({ ...place, build });
    try {
      const quotations = await quotationsOf(library);
      const fates: Record<string, string> = {};
      for (const id of ids) fates[id] = (await library.source(id)).status;
      const { documents } = library.counts();
      return { generation: library.generation(), documents, quotations, fates, faults };
    } finally {
      await library.close();
    }
  } catch (error) {
    return { refused: messageOf(error), isForPeople: error instanceof UserError, faults };
  }
}

/** Returns the quotations that answer questions. */
export async function quotationsOf(
  library: Pick<Library, "ask">,
  questions: readonly string[] = QUESTIONS,
): Promise<Quotation[]> {
  const all: Quotation[] = [];
  for (const question of questions) {
    const { answers } = await library.ask(question, { top: 10, always: true });
    all.push(...answers.map(quotationOf));
  }
  return all;
}

interface Quoted {
  readonly excerpt: string;
  readonly citation: Omit<Quotation, "excerpt"> & { readonly textSha256?: string | undefined };
}

/** Returns an answer as a quotation, with the hash of the text that it is a slice of. */
export function quotationOf({ excerpt, citation }: Quoted): Quotation {
  const { id, path, start, end, textSha256, sha256 } = citation;
  return { id, path, sha256: textSha256 ?? sha256, start, end, excerpt };
}
