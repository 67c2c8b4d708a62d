/** @module Interactions over HTTP: signed requests to the endpoint of the application, as Discord sends them. */
import { generateKeyPairSync, sign } from "node:crypto";
import { parseForm } from "./http.ts";
import type { Received } from "./http.ts";
import { fieldsOf, parseJson } from "./json.ts";

/** The response of a bot; status 0 if there was none in time. */
export type Delivered = Received & { readonly status: number; readonly text: string };

export type Signer = {
  /** 32 bytes in hexadecimal, as the developer portal shows them. */
  readonly publicKey: string;
  /** Returns the headers of a request. @param at seconds since 1970; now by default. */
  readonly headers: (body: string, at?: number) => Readonly<Record<string, string>>;
};

export type Endpoint = Signer & {
  readonly url: () => string | undefined;
  /** Sets the address without the checks. */
  readonly use: (url: string | undefined) => void;
  readonly send: (payload: unknown) => Promise<Delivered>;
  /** Makes Discord's two checks of a new address; returns what is wrong with it. */
  readonly check: (url: string) => Promise<string | undefined>;
};

/** Discord's, for the first answer. */
const DEADLINE_MS = 3000;
const PING = { id: "1", token: "ping", application_id: "1", version: 1, type: 1 };
const PONG = 1;

/** Creates the keys of an application. */
export function createSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const { x = "" } = publicKey.export({ format: "jwk" });
  return {
    publicKey: Buffer.from(x, "base64url").toString("hex"),
    headers: (body, at = Math.floor(Date.now() / 1000)) => ({
      "content-type": "application/json",
      "user-agent": "Discord-Interactions/1.0 (+https://discord.com)",
      "x-signature-timestamp": String(at),
      "x-signature-ed25519": sign(null, Buffer.from(`${at}${body}`), privateKey).toString("hex"),
    }),
  };
}

/** Creates the endpoint of an application, which has no address at first. */
export function createEndpoint(signer = createSigner()): Endpoint {
  let address: string | undefined;
  const post = async (url: string, payload: unknown, by = signer): Promise<Delivered> => {
    const body = JSON.stringify(payload);
    const signal = AbortSignal.timeout(DEADLINE_MS);
    try {
      const request = { method: "POST", body, headers: by.headers(body), signal };
      return await deliveredOf(await fetch(url, request));
    } catch {
      return { status: 0, text: "", body: undefined, files: [] };
    }
  };
  return {
    ...signer,
    url: () => address,
    use: (url) => void (address = url),
    send: (payload) => post(address ?? "", payload),
    check: async (url) => {
      const good = await post(url, PING);
      if (good.status !== 200 || fieldsOf(good.body)["type"] !== PONG)
        return `a signed PING was answered with ${good.status} ${good.text}`;
      const bad = await post(url, PING, createSigner());
      return bad.status === 401 ? undefined : `a wrong signature was answered with ${bad.status}`;
    },
  };
}

async function deliveredOf(response: Response): Promise<Delivered> {
  const { status, headers } = response;
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = headers.get("content-type") ?? "";
  const text = bytes.toString();
  if (type.startsWith("multipart/form-data"))
    return { status, text, ...(await parseForm(bytes, type)) };
  return {
    status,
    text,
    body: type.startsWith("application/json") ? parseJson(text) : undefined,
    files: [],
  };
}
