/** @module One HTTP request: read, recorded, failed if a test ordered it, else routed. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { failureAnswer } from "./failures.ts";
import type { Failures } from "./failures.ts";
import { receive, refusal, respond } from "./http.ts";
import type { Answer } from "./http.ts";
import { route } from "./rest.ts";
import type { Backend, RecordedRequest } from "./rest.ts";

export type Parts = {
  readonly backend: Backend;
  readonly failures: Failures;
  readonly requests: RecordedRequest[];
  readonly stopped: AbortController;
};

/** Handles a request. Never rejects: errors of the fake itself are noted as faults. */
export async function serve(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    respond(response, await answer(parts, request));
  } catch (error) {
    if (parts.stopped.signal.aborted || response.destroyed) return void response.destroy();
    parts.backend.note(`The fake Discord broke: ${String(error)}`);
    respond(response, refusal(500, 0, "500: Internal Server Error"));
  }
}

async function answer(parts: Parts, request: IncomingMessage): Promise<Answer> {
  const recorded = await record(request);
  parts.requests.push(recorded);
  const failure = parts.failures.take(recorded.method, recorded.path);
  const due =
    failure?.status === undefined
      ? await route(parts.backend, recorded)
      : failureAnswer(failure.status, failure);
  // Only the response is late: a client that times out and repeats finds that its request was handled.
  const late = failure?.delayMs ?? 0;
  if (late > 0) await sleep(late, undefined, { signal: parts.stopped.signal });
  return due;
}

async function record(request: IncomingMessage): Promise<RecordedRequest> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
  const received = await receive(request);
  return {
    ...received,
    method: request.method ?? "GET",
    path: decodeURIComponent(pathname).replace(/^\/api\/v10(?=\/)/, ""),
    query: Object.fromEntries(searchParams),
    authorization: request.headers.authorization ?? null,
    at: Date.now(),
  };
}
