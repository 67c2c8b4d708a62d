/** @module The log: JSON lines, pretty on a terminal; never a token, never the text of a question. */

import { pino, type Logger } from "pino";
import { prettyFactory } from "pino-pretty";
import { type ExitCode, UserError } from "./errors.ts";

export type Log = Logger;

/** An interaction's token is part of the URLs discord.js puts into its errors, and a bot's token has three dotted parts. */
const SECRETS = [
  /\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b/g,
  /(?<=\/(?:webhooks|interactions)\/\d+\/)[^/\s?"\\]+/g,
];

/** The text with whatever looks like a bot's or an interaction's token taken out, and each secret that is known. */
export const redact = (text: string, known: readonly string[] = []): string =>
  [...known, ...SECRETS].reduce<string>(
    (cleaned, secret) => cleaned.replaceAll(secret, "[redacted]"),
    text,
  );

/** The parts of an error that are safe to keep: no request body, no URL with a token in it. */
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
 * A pino logger on standard error. Each finished line is redacted once more, whichever field a secret got into.
 * @param level one of pino's level names, or `silent`.
 * @param known secrets to take out wherever they stand, whatever they look like.
 * @param sink takes each line, where standard error is not wanted.
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

/** Says why the program ends: what a person can do about it, or all there is to know of an error of ours. */
export function reportFailure(error: unknown, stream: Stream = process.stderr): ExitCode {
  if (error instanceof UserError) {
    stream.write(`${redact(error.message)}\n`);
    return error.exitCode;
  }
  createLog("error", [], sinkTo(stream)).error({ err: error }, "something that should not happen");
  return 1;
}

/** Logs why a command gave no answer: bad input at info and without a stack, everything else as an error of ours. */
export function logFailure(log: Log, command: string, error: unknown): void {
  if (error instanceof UserError && error.exitCode === 2)
    log.info({ command, why: error.message }, "bad input");
  else log.error({ err: error, command }, "a command failed");
}
