/** @module Links that Discord accepts: it refuses a whole reply for one that it does not. */

import { isIPv4 } from "node:net";
import { parseUrl } from "../base/text.ts";
import { escape } from "./escape.ts";
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

/** The longest address of a link in a text, to leave space for the text. */
const LONGEST_MASKED = 300;
/** Signs that would break a link's label, where Discord knows no escapes, or make it look like another address. */
const UNFIT_LABEL = /[[\]\\*_~|`<>@\n]|:\/\/|\w\.\w|^\s*(?:[#-]|\d+[.)])/;

/**
 * Renders a text that links to an address; undefined where Discord would not show it as it is written.
 */
export function maskedLink(text: string, address: string | undefined): string | undefined {
  const link = linkFor(address, "embed");
  if (link === undefined || link.length > LONGEST_MASKED || /[()<>\s]/.test(link)) return undefined;
  return text.trim() === "" || UNFIT_LABEL.test(text) ? undefined : `[${text}](${link})`;
}

/** An address of which Discord makes the same link: nothing after it could be taken for a part of it. */
const ADDRESS = /https?:\/\/[\w./?=&%#~+-]*[\w/=&#~+-](?=[.,;]?(?:[ \n]|$))/g;

/**
 * Escapes a text but the addresses that Discord accepts, of which it makes links.
 * @param isApart whether white space or nothing follows the text.
 */
export function escapeAroundLinks(text: string, isApart: boolean): string {
  let [result, at] = ["", 0];
  for (const { index, 0: address } of text.matchAll(ADDRESS)) {
    const isAtEnd = index + address.length >= text.length - 1;
    if (linkFor(address, "embed") === undefined || (isAtEnd && !isApart)) continue;
    result += escape(text.slice(at, index)) + address;
    at = index + address.length;
  }
  return result + escape(text.slice(at));
}

/** Adds the fragment by which a browser finds a text on a page and marks it: its first and last words. */
export function withTextFragment(address: string, text: string): string {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const [first, last] = [words.slice(0, FRAGMENT_WORDS), words.slice(-FRAGMENT_WORDS)];
  const range = words.length > 2 * FRAGMENT_WORDS ? [first, last] : [words];
  const directive = range.map((part) => encodeURIComponent(part.join(" ")).replaceAll("-", "%2D"));
  return `${address}${address.includes("#") ? "" : "#"}:~:text=${directive.join(",")}`;
}

const FRAGMENT_WORDS = 4;

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
