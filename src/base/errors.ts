/** @module The one kind of error whose text may reach a person, and how errors become text. */

/** What went wrong, as a person is told: what was expected, what was found, what to do. */
export interface Complaint {
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
}

/** 1: the work failed; 2: the call was wrong. */
export type ExitCode = 1 | 2;

/**
 * An error whose message is written for people. Nothing else is ever shown to a user: other errors go to the log and
 * become a plain apology.
 */
export class UserError extends Error {
  readonly exitCode: ExitCode;

  constructor(
    complaint: Complaint | string,
    options: { readonly cause?: unknown; readonly exitCode?: ExitCode } = {},
  ) {
    super(typeof complaint === "string" ? complaint : sentence(complaint), {
      cause: options.cause,
    });
    this.exitCode = options.exitCode ?? 1;
  }

  override get name(): string {
    return "UserError";
  }
}

const sentence = ({ expected, found, remedy }: Complaint): string =>
  `Expected ${expected}; found ${found}. ${remedy}`;

/** The code of a Node system error (`ENOENT`, `ENOSPC`, …), or undefined for any other value. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

const SHORTAGES = new Set(["EMFILE", "ENFILE", "ENOMEM"]);

/** Whether the machine is short of something: that says nothing of the file that was to be read. */
export const isShortage = (error: unknown): boolean => SHORTAGES.has(systemCode(error) ?? "");

/** The message of anything thrown. For logs and for `cause`, not for users. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What a user may read of an error: a `UserError`'s own text, for all others a plain apology. */
export function userText(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return "Something went wrong on my side. The operator can see it in the log.";
}
