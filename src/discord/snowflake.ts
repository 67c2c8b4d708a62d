/** @module Discord's IDs. */

import { z } from "zod";

/** An ID as Discord writes it; safe as a part of a path. */
export const Snowflake = z.string().regex(/^\d{17,20}$/);
