/** @module Findings of checks, for operators: state and remedy. */

import { messageOf, UserError } from "./errors.ts";

/** The result of one check. `skipped`: nothing to check, or no way to. Warnings and faults have a remedy; only a fault stops the bot. */
export interface Finding {
  /** The name of the check. */
  readonly check: string;
  readonly state: "ok" | "warning" | "fault" | "skipped";
  readonly found: string;
  readonly remedy?: string;
}

/** Creates the findings of one check. */
export const findings = (check: string) => ({
  ok: (found: string): Finding => ({ check, state: "ok", found }),
  skipped: (found: string): Finding => ({ check, state: "skipped", found }),
  warning: (found: string, remedy: string): Finding => ({ check, state: "warning", found, remedy }),
  fault: (found: string, remedy: string): Finding => ({ check, state: "fault", found, remedy }),
  /** Reports an error. @param remedy for an error that has none of its own. */
  failed: (error: unknown, remedy: string): Finding => {
    const own = error instanceof UserError ? error.complaint : undefined;
    const found = own ? `expected ${own.expected}; found ${own.found}` : messageOf(error);
    return { check, state: "fault", found, remedy: own?.remedy ?? remedy };
  },
});
