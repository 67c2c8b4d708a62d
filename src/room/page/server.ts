/** @module Asking the page's server. */

/** What was refused, in the server's words. */
export class Fault extends Error {}

const UNREACHABLE = "The server does not answer. Is npm start still running?";

/** Sends JSON. @throws Fault if it was refused, or nobody is there. */
export async function post(address: string, body: unknown): Promise<Response> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Fault(UNREACHABLE);
  });
  if (response.ok) return response;
  throw new Fault(faultIn(await response.json().catch(() => undefined)));
}

function faultIn(body: unknown): string {
  const told =
    typeof body === "object" && body !== null && "fault" in body ? body.fault : undefined;
  return typeof told === "string" ? told : "The server refused this.";
}

/** Each line of JSON as it comes. @throws Fault if the server goes away before the end. */
export async function* linesOf(response: Response): AsyncGenerator<unknown> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const chunk = await reader?.read().catch(() => {
      throw new Fault(UNREACHABLE);
    });
    if (!chunk || chunk.done) break;
    const lines = (rest + chunk.value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line);
  }
}
