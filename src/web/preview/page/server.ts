/** @module Asking the page's server. */

/** What was refused, in the server's words. */
export class Fault extends Error {}

const UNREACHABLE = "The server does not answer. Is npm start still running?";

/** Sends JSON. @throws Fault if it was refused, or nobody is there. */
export const post = (address: string, body: unknown): Promise<Response> =>
  ask(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** Asks for something. @throws Fault as `post` does. */
export const get = (address: string): Promise<Response> => ask(address, {});

async function ask(address: string, how: RequestInit): Promise<Response> {
  const response = await fetch(address, how).catch(() => {
    throw new Fault(UNREACHABLE);
  });
  if (response.ok) return response;
  throw new Fault(faultIn(await response.json().catch(() => undefined)));
}

function unlessFault(line: unknown): unknown {
  if (typeof line === "object" && line !== null && "fault" in line) throw new Fault(faultIn(line));
  return line;
}

function faultIn(body: unknown): string {
  const told =
    typeof body === "object" && body !== null && "fault" in body ? body.fault : undefined;
  return typeof told === "string" ? told : "The server refused this.";
}

/** Each line of JSON as it comes. @throws Fault if the server goes away before the end, or says that it failed. */
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
    for (const line of lines) yield unlessFault(JSON.parse(line));
  }
}
