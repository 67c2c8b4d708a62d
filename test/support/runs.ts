/** @module How much a test that can go on for ever does. */

import { inject } from "vitest";

const SHARE = 8;

/** Returns a number of runs in the long form of the tests, a part of it in the short one. */
export const runs = (long: number): number => (inject("isLong") ? long : Math.ceil(long / SHARE));

/** Returns all cases in the long form of the tests, those that are chosen in the short one. */
export const cases = <Case>(
  all: readonly Case[],
  isChosen: (one: Case, at: number) => boolean,
): Case[] => all.filter((one, at) => inject("isLong") || isChosen(one, at));
