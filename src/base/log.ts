/** @module The log: JSON lines, pretty on a terminal; never a token, never the text of a question. */

import { pino, type Logger } from "pino";
import { prettyFactory } from "pino-pretty";
import { API_TOKENS } from "./api-token.ts";
import { type ExitCode, messageOf, UserError } from "./errors.ts";

export type Log = Logger;

/** Bot tokens have three dotted parts; interaction tokens are in the URLs of discord.js's errors. */
const SECRETS = [
  API_TOKENS,
  /\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b/g,
  /(?<=\/(?:webhooks|interactions)\/\d+\/)[^/\s?"\\]+/g,
];

/** Redacts known secrets, and all that looks like a token of a bot or an interaction. */
export const redact = (text: string, known: readonly string[] = []): string =>
  [...known, ...SECRETS].reduce<string>(
    (cleaned, secret) => cleaned.replaceAll(secret, "[redacted]"),
    text,
  );

/** Returns the safe parts of an error: no request body, no URL with a token. */
function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: redact(String(error)) };
  const code = "code" in error ? error.code : undefined;
  const cause = error.cause === undefined ? undefined : safeError(error.cause);
  return {
    name: error.name,
    message: redact(error.message),
    code,
    stack: redact(error.stack ?? ""),
    cause,
  };
}

/**
 * Creates a pino logger on standard error. Each finished line is redacted again, as any field may hold a secret.
 * @param level one of pino's level names, or `silent`.
 * @param known secrets to redact whatever their form.
 * @param sink receives each line instead of standard error.
 */
export function createLog(
  level: string,
  known: readonly string[] = [],
  sink: (line: string) => void = sinkTo(process.stderr),
): Log {
  const options = { level, base: null, serializers: { err: safeError } };
  return pino(options, { write: (line) => sink(redact(line, known)) });
}

type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Returns a sink that writes lines to a stream, pretty on a terminal. */
export function sinkTo(stream: Stream): (line: string) => void {
  if (!stream.isTTY) return (line) => void stream.write(line);
  const format = prettyFactory({ ignore: "pid,hostname" });
  return (line) => void stream.write(format(line));
}

/** Prints the reason why the program ends: a `UserError`'s text, or the details of an internal error. */
export function reportFailure(error: unknown, stream: Stream = process.stderr): ExitCode {
  if (error instanceof UserError) {
    stream.write(`${redact(error.message)}\n`);
    return error.exitCode;
  }
  createLog("error", [], sinkTo(stream)).error({ err: error }, "something that should not happen");
  return 1;
}

/** Logs the failure of a command: bad input at info, another `UserError` by its text, all else with its stack. */
export function logFailure(log: Log, command: string, error: unknown): void {
  if (!(error instanceof UserError)) return log.error({ err: error, command }, "a command failed");
  const { message: why, exitCode, cause } = error;
  if (exitCode === 2) return log.info({ command, why }, "bad input");
  const because = cause === undefined ? {} : { cause: messageOf(cause) };
  log.error({ command, why, ...because }, "a command failed");
}
