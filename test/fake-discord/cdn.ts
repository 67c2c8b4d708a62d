/** @module The files of members, on the host of the fake instead of one of their own. */
import { CHANNEL_ID, snowflake } from "./ids.ts";
import type { Fields } from "./json.ts";
import type { AttachedFile } from "./payloads.ts";

export type Cdn = {
  /** Makes a file available; returns the attachment of its message. */
  readonly attach: (file: AttachedFile, gatewayUrl: string) => Fields;
  /** Returns the bytes of a path. */
  readonly find: (path: string) => Uint8Array | undefined;
};

export function createCdn(): Cdn {
  const files = new Map<string, Uint8Array>();
  return {
    attach({ filename, bytes, forged = {} }, gatewayUrl) {
      const id = snowflake();
      const path = `/ephemeral-attachments/${CHANNEL_ID}/${id}/${filename}`;
      files.set(path, bytes);
      const url = `${gatewayUrl.replace("ws:", "http:")}${encodeURI(path)}?ex=1&is=1&hm=1`;
      const content_type = "application/octet-stream";
      const size = bytes.length;
      return { id, filename, size, url, proxy_url: url, content_type, ephemeral: true, ...forged };
    },
    find: (path) => files.get(path),
  };
}
