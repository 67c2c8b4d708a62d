/** @module REST failures ordered by a test. */
import type { Answer } from "./http.ts";
import { fieldsOf, isFields } from "./json.ts";
import type { Fields } from "./json.ts";

export type Failure = {
  /** Any method if absent. */
  readonly method?: string;
  /** Matched against the decoded path, without `/api/v10` and without the query. */
  readonly path: RegExp;
  /** If absent, the request is handled as usual and only its response is late. */
  readonly status?: number;
  /** Overrides parts of Discord's usual body for the status, so `{ code: 10062 }` is enough. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The number of requests that fail; 1 if absent. */
  readonly times?: number;
  readonly delayMs?: number;
};

export type Failures = {
  readonly add: (failure: Failure) => void;
  /** Takes the failure due for this request; it counts as used once. */
  readonly take: (method: string, path: string) => Failure | undefined;
};

const USUAL: Readonly<Record<number, Fields>> = {
  401: { message: "401: Unauthorized", code: 0 },
  403: { message: "Missing Access", code: 50001 },
  404: { message: "404: Not Found", code: 0 },
  429: { message: "You are being rate limited.", retry_after: 0.05, global: false },
};

/** Creates a queue of failures: first ordered, first used. */
export function createFailures(): Failures {
  const queue: { readonly failure: Failure; left: number }[] = [];
  return {
    add: (failure) => void queue.push({ failure, left: failure.times ?? 1 }),
    take: (method, path) => {
      const due = queue.find((entry) => entry.left > 0 && hits(entry.failure, method, path));
      if (due !== undefined) due.left -= 1;
      return due?.failure;
    },
  };
}

const hits = (failure: Failure, method: string, path: string): boolean =>
  (failure.method ?? method) === method && path.search(failure.path) >= 0;

/** Returns the response of a failure. A 429 needs headers: discord.js reads the delay there and never in the body. */
export function failureAnswer(status: number, failure: Failure): Answer {
  const usual = USUAL[status] ?? { message: `${status}: Failure`, code: 0 };
  const body = isFields(failure.body) ? { ...usual, ...failure.body } : (failure.body ?? usual);
  const headers = status === 429 ? limitHeaders(fieldsOf(body)) : {};
  return { status, body, headers: { ...headers, ...failure.headers } };
}

function limitHeaders(body: Fields): Readonly<Record<string, string>> {
  const seconds = String(Number(body["retry_after"] ?? 0));
  if (body["global"] === true) {
    return { "retry-after": seconds, "x-ratelimit-global": "true", "x-ratelimit-scope": "global" };
  }
  return {
    "retry-after": seconds,
    "x-ratelimit-limit": "5",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset-after": seconds,
    "x-ratelimit-bucket": "fake",
    "x-ratelimit-scope": "user",
  };
}
