/** @module What a check found, for a person: how it stands, and what to do about it. */

import { messageOf, UserError } from "./errors.ts";

/** `skipped`: it could not be checked, or there is nothing to check. Only a fault keeps the bot from its work. */
export interface Finding {
  /** What was looked at. */
  readonly check: string;
  readonly state: "ok" | "warning" | "fault" | "skipped";
  readonly found: string;
  readonly remedy?: string;
}

/** Makes the findings of one check. */
export const findings = (check: string) => ({
  ok: (found: string): Finding => ({ check, state: "ok", found }),
  skipped: (found: string): Finding => ({ check, state: "skipped", found }),
  warning: (found: string, remedy: string): Finding => ({ check, state: "warning", found, remedy }),
  fault: (found: string, remedy: string): Finding => ({ check, state: "fault", found, remedy }),
  /** What was thrown: a `UserError` says itself what to do. */
  failed: (error: unknown, remedy: string): Finding => {
    const found = messageOf(error);
    return { check, state: "fault", found, ...(error instanceof UserError ? {} : { remedy }) };
  },
});
