/** @module Request bodies (JSON, or multipart with files) and responses. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { parseJson } from "./json.ts";
import type { Fields } from "./json.ts";

export type SentFile = { readonly name: string; readonly bytes: Uint8Array };

export type Received = { readonly body: unknown; readonly files: readonly SentFile[] };

export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  /** Sent instead of a body. */
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Reads a body; with files it is the part `payload_json`. */
export async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("multipart/form-data")) return parseForm(bytes, type);
  return { body: bytes.length === 0 ? undefined : parseJson(bytes.toString("utf8")), files: [] };
}

/** Parses a form with files, whose part `payload_json` is the body. */
export async function parseForm(bytes: Buffer<ArrayBuffer>, type: string): Promise<Received> {
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  const files: SentFile[] = [];
  for (const value of form.values()) {
    if (typeof value === "string") continue;
    files.push({ name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  const payload = form.get("payload_json");
  return { body: typeof payload === "string" ? parseJson(payload) : undefined, files };
}

/** Writes a response. A socket that the client closed is not an error. */
export function respond(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  const { status, body, bytes, headers } = answer;
  if (bytes) return void response.writeHead(status, { ...headers }).end(bytes);
  // An empty body must not be declared as JSON: discord.js would parse it.
  if (body === undefined) return void response.writeHead(status, { ...headers }).end();
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** Returns an error in Discord's form; bots branch on `code`. */
export function refusal(status: number, code: number, message: string, errors?: Fields): Answer {
  return { status, body: { message, code, ...(errors === undefined ? {} : { errors }) } };
}
