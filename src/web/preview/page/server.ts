/** @module Requests to the page's server. */

import { words } from "./words.ts";

/** The address of this page's collection, which begins those of its views and requests. */
export const { home = "/" } = document.documentElement.dataset;

/** A refusal or failure, in the server's words. */
class Fault extends Error {}

/** Posts JSON to an address of the collection. @throws Fault if it is refused, or the server does not answer. */
export const post = (address: string, body: unknown): Promise<Response> =>
  send(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** Gets JSON. @throws Fault as `post` does. */
export const getJson = async <Data>(address: string): Promise<Data> => (await send(address)).json();

async function send(address: string, request?: RequestInit): Promise<Response> {
  const response = await fetch(home + address, request).catch(() => {
    throw new Fault(words.faults.unreachable);
  });
  if (response.ok) return response;
  throw new Fault(faultIn(await response.json().catch(() => undefined)));
}

function unlessFault(line: unknown): unknown {
  if (typeof line === "object" && line !== null && "fault" in line) throw new Fault(faultIn(line));
  return line;
}

function faultIn(body: unknown): string {
  const fault =
    typeof body === "object" && body !== null && "fault" in body ? body.fault : undefined;
  return typeof fault === "string" ? fault : words.faults.refused;
}

/** Reads each line of JSON as it comes. @throws Fault if the server goes away before the end, or says that it failed. */
export async function* linesOf(response: Response): AsyncGenerator<unknown> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const chunk = await reader?.read().catch(() => {
      throw new Fault(words.faults.unreachable);
    });
    if (!chunk || chunk.done) break;
    const lines = (rest + chunk.value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield unlessFault(JSON.parse(line));
  }
}

/** Runs work of the page; a fault goes to `show`, other errors are thrown. */
export async function reporting(work: Promise<void>, show: (fault: string) => void): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    show(error.message);
  }
}
