/** @module Reading Discord's request bodies (JSON, or multipart with files), writing answers. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { parseJson } from "./json.ts";
import type { Fields } from "./json.ts";

export type SentFile = { readonly name: string; readonly bytes: Uint8Array };

export type Received = { readonly body: unknown; readonly files: readonly SentFile[] };

export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** With files, the body is the part called `payload_json`; a test need not know which it was. */
export async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("multipart/form-data")) return receiveForm(bytes, type);
  return { body: bytes.length === 0 ? undefined : parseJson(bytes.toString("utf8")), files: [] };
}

async function receiveForm(bytes: Buffer, type: string): Promise<Received> {
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  const files: SentFile[] = [];
  for (const value of form.values()) {
    if (typeof value === "string") continue;
    files.push({ name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  const payload = form.get("payload_json");
  return { body: typeof payload === "string" ? parseJson(payload) : undefined, files };
}

/** A client that gave up has closed the socket; that is its business, not an error here. */
export function respond(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  const { status, body, headers } = answer;
  // An empty body must not call itself JSON: discord.js would try to parse it.
  if (body === undefined) return void response.writeHead(status, { ...headers }).end();
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** Discord's error shape; bots branch on `code`, so every refusal of the fake goes through here. */
export function refusal(status: number, code: number, message: string, errors?: Fields): Answer {
  return { status, body: { message, code, ...(errors === undefined ? {} : { errors }) } };
}
