/** @module The errors of a database that an operator can mend. They hold no value of a statement and no password. */

import { type Complaint, UserError } from "../base/errors.ts";

/** `lost`: no connection. `refused`: no right, or a wrong password. `unproved`: TLS does not prove the server. `old`: without the schema of this version. */
export type FaultKind =
  "lost" | "busy" | "read-only" | "full" | "refused" | "unproved" | "absent" | "old" | "slow";

const TRANSIENT: ReadonlySet<FaultKind> = new Set(["lost", "busy", "read-only", "slow"]);

/** A fault of the database, for its operator; members read `refusals.unreachable` instead. */
export class DatabaseFault extends UserError {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, complaint: Complaint, cause?: unknown) {
    super(complaint, { cause, isTransient: TRANSIENT.has(kind) });
    this.kind = kind;
  }

  override get name(): string {
    return "DatabaseFault";
  }
}

/** Whether another host may serve, or the same one soon. */
export const isGone = (error: unknown): error is DatabaseFault =>
  error instanceof DatabaseFault && (error.kind === "lost" || error.kind === "read-only");
