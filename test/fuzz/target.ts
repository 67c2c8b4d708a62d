/** @module What can be fuzzed: inputs that are made, and what must hold of each. */

import fc from "fast-check";
import type { z } from "zod";

/** What must hold of anything that one part of the program is given. */
export interface Target {
  readonly name: string;
  readonly property: fc.IAsyncProperty<[unknown]>;
  /** Checks one input that was found before, as it stands in the file of cases. */
  readonly replay: (input: unknown) => Promise<void>;
}

/**
 * A target.
 * @param schema of an input, so that a kept case is read as what it was.
 * @param check throws where what must hold does not.
 */
export function targetOf<Input>(
  name: string,
  schema: z.ZodType<Input>,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => void | Promise<void>,
): Target {
  const replay = async (input: unknown): Promise<void> => check(schema.parse(input));
  return { name, replay, property: fc.asyncProperty<[unknown]>(inputs, replay) };
}
