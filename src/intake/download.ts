/** @module Documents from the network: a file that a member attached in Discord, or a page by its address. */

import { extname } from "node:path";
import { type Fetched, fetchBytes, type FetchOptions } from "../base/net/fetch.ts";
import { parseUrl } from "../base/text.ts";
import { UserError } from "../base/errors.ts";
import { unreadableReason } from "../corpus/formats.ts";
import type { Origin } from "../corpus/front-matter.ts";
import { MAX_FILE_BYTES, requireSize } from "../sources/files.ts";
import { IntakeFault } from "./fault.ts";

/** A file from outside, under the name that it has there, with its known provenance. */
export interface Upload {
  readonly name: string;
  readonly content: Buffer;
  readonly origin?: Origin;
}

/** A file at Discord, as the member's message describes it. */
interface Remote {
  readonly name: string;
  readonly size: number;
  readonly url: string;
}

export interface Downloads {
  /** Fetches an attachment, from Discord only. @throws UserError */
  attachment(attachment: Remote): Promise<Upload>;
  /** Fetches a page or file from a public address, by https. @throws UserError */
  page(address: string): Promise<Upload>;
}

/** The host of attachments. */
const DISCORD = "cdn.discordapp.com";

const LIMITS = { maxBytes: MAX_FILE_BYTES, maxMilliseconds: 60_000, maxPause: 15_000 };

interface DownloadOptions {
  /** The address of Discord's API; that of a test, at this machine, has the attachments too. */
  readonly api?: string | undefined;
  readonly fetch?: (address: string, options: FetchOptions) => Promise<Fetched>;
}

export function openDownloads({
  api = "https://discord.com",
  fetch = fetchBytes,
}: DownloadOptions = {}): Downloads {
  const { protocol, hostname } = new URL(api);
  // Settings allow http to this machine only.
  const isTest = protocol === "http:";
  const fromDiscord = {
    ...LIMITS,
    hosts: [isTest ? hostname : DISCORD],
    allowHttp: isTest,
    allowPrivate: isTest,
    maxRedirects: 0,
  };
  return {
    async attachment({ name, size, url }) {
      try {
        requireSize(size);
      } catch (error) {
        throw error instanceof UserError ? new IntakeFault("refused", name, error) : error;
      }
      return { name, content: (await fetch(url, fromDiscord)).bytes };
    },
    async page(address) {
      const { bytes, url, contentType } = await fetch(address, { ...LIMITS, allowPrivate: false });
      const retrieved = new Date().toISOString().slice(0, 10);
      return {
        name: nameFor(url, contentType),
        content: bytes,
        origin: { source: url, retrieved },
      };
    },
  };
}

/** The endings of the types that servers give to documents. */
const ENDINGS: Readonly<Record<string, string>> = {
  "text/html": ".html",
  "application/xhtml+xml": ".html",
  "text/markdown": ".md",
  "text/plain": ".txt",
  "application/pdf": ".pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
};

/**
 * Returns the name of a page: its host, path and query, so that the same address always has the same name. Its type gives
 * the ending; the path does where that says more than "text".
 */
export function nameFor(address: string, contentType = ""): string {
  const url = parseUrl(address);
  if (!url) return "";
  const { host, pathname, search } = url;
  const whole = decoded(`${host}${pathname}${search}`)
    .replace(/[\\/]+/g, "-")
    .replace(/-+$/, "");
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const given = extname(pathname).toLowerCase();
  const isKnown = unreadableReason(`a${given}`) === undefined;
  const isSure = type in ENDINGS && type !== "text/plain";
  const ending = isKnown && !isSure ? given : (ENDINGS[type] ?? given);
  return whole.toLowerCase().endsWith(ending) ? whole : whole + ending;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
