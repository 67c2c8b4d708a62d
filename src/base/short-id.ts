/** @module Short random IDs, for the `custom_id` of a button. */

import { randomBytes } from "node:crypto";

/** The form of an ID: 20 hexadecimal digits, 80 random bits. */
export const SHORT_ID = /^[0-9a-f]{20}$/;

export const shortId = (): string => randomBytes(10).toString("hex");
