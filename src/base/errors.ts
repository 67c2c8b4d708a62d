/** @module Errors whose text may reach a user, and the text of errors. */

/** A fault in three parts for a person. */
export interface Complaint {
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
}

/** 1: the work failed; 2: the call was wrong. */
export type ExitCode = 1 | 2;

/**
 * An error whose message is written for users. Other errors go to the log and become an apology.
 */
export class UserError extends Error {
  readonly exitCode: ExitCode;
  /** The parts of the message, where it has them. */
  readonly complaint: Complaint | undefined;
  /** Whether a later try may succeed although nobody changes anything. */
  readonly isTransient: boolean;

  constructor(
    complaint: Complaint | string,
    options: {
      readonly cause?: unknown;
      readonly exitCode?: ExitCode;
      readonly isTransient?: boolean;
    } = {},
  ) {
    super(typeof complaint === "string" ? complaint : sentence(complaint), {
      cause: options.cause,
    });
    this.exitCode = options.exitCode ?? 1;
    this.complaint = typeof complaint === "string" ? undefined : complaint;
    this.isTransient = options.isTransient ?? false;
  }

  override get name(): string {
    return "UserError";
  }
}

/** Checks whether the failed work may be tried again as it is. */
export const isTransient = (error: unknown): boolean =>
  !(error instanceof UserError) || error.isTransient;

const sentence = ({ expected, found, remedy }: Complaint): string =>
  `Expected ${expected}; found ${found}. ${remedy}`;

/** Returns the code of a Node system error (`ENOENT`, `ENOSPC`, …); undefined for any other value. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

const SHORTAGES = new Set(["EMFILE", "ENFILE", "ENOMEM"]);

/** Whether the machine lacks a resource, which is no fault of the file that was read. */
export const isShortage = (error: unknown): boolean => SHORTAGES.has(systemCode(error) ?? "");

const FORBIDDEN = new Set(["EACCES", "EPERM", "EROFS", "ENOENT"]);

/** Whether a folder may not be created or written. On a read-only disk, Node's error is that a folder is missing. */
export const isForbidden = (error: unknown): boolean => FORBIDDEN.has(systemCode(error) ?? "");

/** Checks whether the error says that a file does not exist. */
export const isAbsent = (error: unknown): boolean =>
  ["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "");

/** Returns the message of anything thrown, for logs and for `cause`, not for users. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Returns the text that a user may read: that of a `UserError`, an apology for all others. */
export function userText(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return "Something went wrong on my side. The operator can see it in the log.";
}
