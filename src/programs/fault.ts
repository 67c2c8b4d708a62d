/** @module Faults of a program's request: each kind has a status in HTTP and a text in MCP. */

import { type Complaint, UserError } from "../base/errors.ts";
import { UnverifiedQuotation } from "../corpus/citation.ts";
import { DatabaseFault } from "../storage/database-fault.ts";
import type { GonePassage } from "../storage/store.ts";

/**
 * `no-token`: none, or one that is unknown, revoked or expired; `collection-needed`: the grant has several, and none was
 * named; `limited`: the rate is reached; `crowded`: too many requests at once.
 */
export type FaultKind =
  | "bad-request"
  | "no-token"
  | "collection-needed"
  | "no-collection"
  | "no-passage"
  | "gone-passage"
  | "no-document"
  | "not-ready"
  | "limited"
  | "crowded";

/** A fault of one parameter of a request. */
export interface ParameterFault {
  readonly parameter: string;
  readonly expected: string;
}

interface FaultDetails {
  /** The last known state of a passage that is gone. */
  readonly last?: GonePassage;
  /** Every fault of the parameters. */
  readonly errors?: readonly ParameterFault[];
  /** Whether a token was sent, which is not valid. */
  readonly hasToken?: boolean;
  /** Seconds until the next try. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

export class ProgramFault extends UserError {
  readonly kind: FaultKind;
  readonly details: FaultDetails;
  constructor(kind: FaultKind, complaint: Complaint | string, details: FaultDetails = {}) {
    super(complaint, { cause: details.cause, exitCode: 2 });
    this.kind = kind;
    this.details = details;
  }

  override get name(): string {
    return "ProgramFault";
  }
}

/** Returns the text of an error that is no fault of the request: an apology, which tells nothing else of the error. */
export function apologyFor(error: unknown): string {
  if (error instanceof UnverifiedQuotation) return error.message;
  if (error instanceof DatabaseFault)
    return "The documents can't be reached right now. Try again in a moment.";
  return "Something went wrong on this side. The operator can see it in the log.";
}
