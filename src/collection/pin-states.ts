/** @module The states of pins in a generation. No model is needed for them. */

import type { Snapshot } from "../search/snapshot.ts";
import { questionKey } from "./nearest-pin.ts";
import type { Pin, PinState } from "./pins.ts";

/** Returns pins with their states, in the same order; a pin is contradicted only by one whose passage is there. */
export async function pinStates(
  pins: readonly Pin[],
  snapshot: Pick<Snapshot, "passage">,
): Promise<PinState[]> {
  const passages = new Set<string>();
  for (const { passage } of pins) if (await snapshot.passage(passage)) passages.add(passage);
  const wanted = new Map<string, Set<string>>();
  for (const { question, passage } of pins)
    if (passages.has(passage)) {
      const key = questionKey(question);
      wanted.set(key, (wanted.get(key) ?? new Set()).add(passage));
    }
  const statusOf = ({ question, passage }: Pin): PinState["status"] => {
    if (!passages.has(passage)) return "gone";
    return (wanted.get(questionKey(question))?.size ?? 0) > 1 ? "contradicted" : "active";
  };
  return pins.map((pin) => ({ ...pin, status: statusOf(pin) }));
}
