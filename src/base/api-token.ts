/** @module The form of API tokens: random, and recognisable wherever one is written. */

import { randomBytes } from "node:crypto";

const PREFIX = "fn_";
const BITS = 256;
/** The digits of the largest number of so many bits, in base 36. */
const DIGITS = 50;

const WHOLE = new RegExp(`^${PREFIX}[0-9a-z]{${DIGITS}}$`);

/**
 * Matches tokens in any text, and parts of one that could be completed by guessing: what is left out of a shorter part has
 * more than 90 bits.
 */
export const API_TOKENS = new RegExp(`${PREFIX}[0-9a-z]{32,}`, "g");

/** Creates a token of 256 random bits. No hash in hexadecimal has its form. */
export const createApiToken = (): string => {
  const number = BigInt(`0x${randomBytes(BITS / 8).toString("hex")}`);
  return PREFIX + number.toString(36).padStart(DIGITS, "0");
};

/** Whether a text has the form of a token. All tokens have it, so that none is weak, and the log can redact each. */
export const isApiToken = (text: string): boolean => WHOLE.test(text);
