/** @module Addresses of documents as resources: `footnote://COLLECTION/PATH`, with `?offset=` for a later part. */

export interface DocumentAddress {
  readonly collection: string;
  readonly path: string;
  /** Where the part begins, in UTF-16 units of the text as it is quoted. */
  readonly offset: number;
}

const SCHEME = "footnote:";
export const TEMPLATE = `${SCHEME}//{collection}/{+path}`;

/** Formats an address, with each part of the path percent-encoded. */
export function formatAddress({ collection, path, offset }: DocumentAddress): string {
  const encoded = path.toWellFormed().split("/").map(encodeURIComponent).join("/");
  return `${SCHEME}//${collection}/${encoded}${offset === 0 ? "" : `?offset=${offset}`}`;
}

/** Parses an address; undefined if it has another form. */
export function parseAddress(url: URL): DocumentAddress | undefined {
  const { protocol, host, pathname, search, hash } = url;
  const [, digits] = /^(?:\?offset=(\d{1,9}))?$/.exec(search) ?? [];
  const path = decode(pathname.slice(1));
  if (protocol !== SCHEME || hash !== "" || path === undefined) return undefined;
  if (search !== "" && digits === undefined) return undefined;
  return { collection: host, path, offset: Number(digits ?? 0) };
}

function decode(encoded: string): string | undefined {
  try {
    return encoded.split("/").map(decodeURIComponent).join("/");
  } catch {
    return undefined;
  }
}
