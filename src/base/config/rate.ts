/** @module Rates: `6/30` is six times in thirty seconds. */

import { z } from "zod";

/** A fixed window that begins with the first call. */
export interface Rate {
  readonly times: number;
  readonly seconds: number;
}

/** Up to 99,999 times in up to 9,999 seconds. */
const WRITTEN = /^[1-9]\d{0,4}\/[1-9]\d{0,3}$/;

/** Creates the schema of a rate of the form `times/seconds`. */
export const rateSetting = (fallback: string) =>
  z
    .string()
    .trim()
    .regex(WRITTEN, "expected times/seconds, such as 6/30")
    .default(fallback)
    .transform((text): Rate => {
      const [times = 0, seconds = 0] = text.split("/").map(Number);
      return { times, seconds };
    });

/** Writes a rate as settings do. */
export const rateText = ({ times, seconds }: Rate): string => `${times}/${seconds}`;
