/** @module Failures of a use: what of them an agent may read, and what goes to the log. */

import {
  type CallToolResult,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
} from "@modelcontextprotocol/server";
import type { Log } from "../../base/log.ts";
import { apologyFor, ProgramFault } from "../../programs/fault.ts";
import type { GonePassage } from "../../storage/store.ts";
import { quoted } from "./fence.ts";

/** Returns the text of a failure for an agent, and logs all but faults that it can mend. */
function textOf(error: unknown, use: string, log: Log): string {
  if (error instanceof ProgramFault) {
    const { last } = error.details;
    return last ? goneText(last) : error.message;
  }
  log.error({ err: error, use }, "a use by an agent failed");
  return apologyFor(error);
}

function goneText({ id, path, headings, fate, at, successor }: GonePassage): string {
  const section = headings.length === 0 ? "" : `, section ${headings.map(quoted).join(" › ")}`;
  return [
    `The passage ${id} is no longer in the documents: its text was ${fate} at ${at}. Don't quote it as if it were.`,
    `It was in ${quoted(path)}${section}.`,
    ...(successor === undefined ? [] : [`The passage at its place now has the ID ${successor}.`]),
  ].join(" ");
}

/** Returns the result of a tool that failed. */
export const failedTool = (error: unknown, use: string, log: Log): CallToolResult => ({
  content: [{ type: "text", text: textOf(error, use, log) }],
  isError: true,
});

/** Returns the error of a request that failed. @param uri the resource that it reads. */
export function failedRequest(error: unknown, log: Log, uri?: string): ProtocolError {
  if (error instanceof ProtocolError) return error;
  const isMissing =
    error instanceof ProgramFault && ["no-collection", "no-document"].includes(error.kind);
  return isMissing && uri !== undefined
    ? new ResourceNotFoundError(uri)
    : new ProtocolError(ProtocolErrorCode.InternalError, textOf(error, "resources", log));
}
