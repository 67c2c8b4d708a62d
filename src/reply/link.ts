/** @module Links that Discord accepts: it refuses a whole reply for one that it does not. */

import { isIPv4 } from "node:net";
import { parseUrl } from "../base/text.ts";
import { LIMITS } from "./limits.ts";

const LONGEST = { button: LIMITS.buttonUrl, embed: LIMITS.embedUrl } as const;

/** Returns an address as a link for a button or an embed; undefined where it must be shown as text. */
export function linkFor(
  address: string | undefined,
  element: keyof typeof LONGEST,
): string | undefined {
  const typed = address?.trim() ?? "";
  if (typed.length > LONGEST[element] || CONTROL.test(typed)) return undefined;
  const url = parseUrl(typed);
  if (!url) return undefined;
  const hasAccount = url.username !== "" || url.password !== "";
  if (!SCHEMES.has(url.protocol) || hasAccount || !isAccepted(url.hostname)) return undefined;
  const link = encode(url.href);
  return link.length <= LONGEST[element] ? link : undefined;
}

const CONTROL = /\p{Cc}/u;
const SCHEMES: ReadonlySet<string> = new Set(["http:", "https:"]);

const LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/;
const TOP_LEVEL = /^(?:[a-z]{2,63}|xn--[a-z\d-]{1,59})$/;

/** Accepts a domain name of two labels or more, as `URL` gives it (in lower case, in Punycode), or an IPv4 address. */
function isAccepted(host: string): boolean {
  const labels = host.split(".");
  const isDomain = labels.length > 1 && host.length <= 253 && TOP_LEVEL.test(labels.at(-1) ?? "");
  return isIPv4(host) || (isDomain && labels.every((label) => LABEL.test(label)));
}

/** Percent-encodes the characters that `URL` leaves but RFC 3986 does not allow. */
const encode = (href: string): string =>
  href
    .replace(/[^\w!#$%&'()*+,./:;=?@~-]/g, encodeURIComponent)
    .replace(/%(?![\da-f]{2})/gi, "%25")
    .replace(/(?<=#.*)#/g, "%23");
