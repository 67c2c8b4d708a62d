/** @module robots.txt (RFC 9309): whether a host lets this program fetch a page. */

import { UserError } from "../../base/errors.ts";
import { StatusError } from "../../base/net/fetch.ts";
import { nameOf, ROBOT } from "../../base/net/request.ts";

interface Rule {
  readonly pattern: string;
  readonly isAllowed: boolean;
}

/** The rules of hosts by origin, and until when they are kept, in milliseconds. */
export type KnownRules = Map<string, { readonly until: number; readonly rules: readonly Rule[] }>;

const DAY = 86_400_000;

/**
 * Returns a check of addresses by the rules of their hosts, which are kept for a day. A status of 4xx means that there are no
 * rules. After any other failure, nothing of that host may be fetched as long as the check is used.
 * @param fetchRules fetches a robots.txt.
 */
export function createRobotsCheck(
  known: KnownRules,
  fetchRules: (address: string) => Promise<Buffer>,
  now: () => number,
): (url: URL) => Promise<void> {
  const failed = new Map<string, UserError>();
  const rulesOf = async (origin: string): Promise<readonly Rule[]> => {
    const kept = known.get(origin);
    if (kept && now() < kept.until) return kept.rules;
    const fetched =
      failed.get(origin) ??
      (await fetchRules(`${origin}/robots.txt`).then(parseRobots, rulesAfter));
    if (fetched instanceof UserError) {
      failed.set(origin, fetched);
      throw fetched;
    }
    known.set(origin, { until: now() + DAY, rules: fetched });
    return fetched;
  };
  return async (url) => {
    if (!isAllowed(await rulesOf(url.origin), url)) throw disallowed(url);
  };
}

function rulesAfter(error: unknown): readonly Rule[] | UserError {
  if (!(error instanceof UserError)) throw error;
  const status = error instanceof StatusError ? error.status : 0;
  const isAbsent = status >= 400 && status < 500 && status !== TOO_MANY_REQUESTS;
  return isAbsent ? [] : error;
}

const TOO_MANY_REQUESTS = 429;

const disallowed = (url: URL): UserError =>
  new UserError({
    expected: `${url.host} to let the robot ${ROBOT} fetch ${nameOf(url)}`,
    found: "that its robots.txt does not",
    remedy: "Ask its operator, or save the page and add the file.",
  });

/**
 * Reads the rules of the groups for this program; where there are none, those of the groups for all robots. Keeps no rule of
 * other robots: a file with thousands of them and of rules would otherwise take their product in memory.
 */
export function parseRobots(content: Buffer): readonly Rule[] {
  const [own, all]: [Rule[], Rule[]] = [[], []];
  const groups = new Map([
    [ROBOT.toLowerCase(), own],
    ["*", all],
  ]);
  let [current, isInRules, isOwn] = [new Set<Rule[]>(), false, false];
  for (const line of content
    .toString()
    .replace(/^\uFEFF/, "")
    .split(/[\r\n]+/)) {
    const [key, value] = fieldIn(line);
    if (key === "user-agent") {
      if (isInRules) current = new Set();
      isInRules = false;
      const group = groups.get(value.toLowerCase().split("/")[0]?.trim() ?? "");
      if (group) current.add(group);
      isOwn ||= group === own;
    } else if (key === "allow" || key === "disallow") {
      isInRules = true;
      const rule = { pattern: normalise(value), isAllowed: key === "allow" };
      if (value !== "") for (const group of current) group.push(rule);
    }
  }
  return isOwn ? own : all;
}

function fieldIn(line: string): readonly [string, string] {
  const plain = line.split("#", 1)[0] ?? "";
  const colon = plain.indexOf(":");
  return [plain.slice(0, Math.max(0, colon)).trim().toLowerCase(), plain.slice(colon + 1).trim()];
}

/** Escapes what URLs escape, with hexadecimal digits in upper case. */
const normalise = (path: string): string =>
  encodeURI(path.toWellFormed())
    .replaceAll("%25", "%")
    .replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());

/** Applies the longest pattern that matches; of two of one length, the one that allows. */
export function isAllowed(rules: readonly Rule[], { pathname, search }: URL): boolean {
  const path = normalise(pathname + search);
  let [longest, allowed] = [-1, true];
  for (const { pattern, isAllowed: allows } of rules) {
    const isWeaker = pattern.length < longest || (pattern.length === longest && !allows);
    if (isWeaker || !isMatch(pattern, path)) continue;
    [longest, allowed] = [pattern.length, allows];
  }
  return allowed;
}

/** Matches the parts between asterisks one after the other, each as early as possible; a `$` at the end is the path's end. */
function isMatch(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith("$");
  const [head = "", ...parts] = (isWhole ? pattern.slice(0, -1) : pattern).split("*");
  if (!path.startsWith(head)) return false;
  let at = head.length;
  const last = isWhole ? parts.pop() : undefined;
  for (const part of parts) {
    const found = path.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  if (!isWhole) return true;
  return last === undefined
    ? path.length === at
    : path.length - last.length >= at && path.endsWith(last);
}
