/** @module Permanent links to files of a commit, in the form of the host. */

import type { GitSettings } from "../../base/config/sources.ts";
import { parseUrl } from "../../base/text.ts";
import type { Lines } from "../../corpus/citation.ts";

interface Place {
  readonly commit: string;
  /** From the root of the repository. */
  readonly path: string;
  /** Of the quotation, where the text of the file has lines. */
  readonly lines: Lines | undefined;
}

/** Returns the address of a place; undefined if the host is not known. */
export type LinkTo = (place: Place) => string | undefined;

/** The form of addresses of a kind of host; a file that the host renders shows lines only in its source. */
interface Form {
  readonly file: (commit: string, path: string) => string;
  readonly lines: (lines: Lines) => string;
}

const range =
  (before: string, between: string) =>
  ({ from, to }: Lines): string =>
    from === to ? `${before}${from}` : `${before}${from}${between}${to}`;

const GITHUB: Form = {
  file: (commit, path) => `/blob/${commit}/${path}`,
  lines: range("?plain=1#L", "-L"),
};
const GITLAB: Form = {
  file: (commit, path) => `/-/blob/${commit}/${path}`,
  lines: range("?plain=1#L", "-"),
};
const FORGEJO: Form = {
  file: (commit, path) => `/src/commit/${commit}/${path}`,
  lines: range("?display=source#L", "-L"),
};
const BITBUCKET: Form = {
  file: (commit, path) => `/src/${commit}/${path}`,
  lines: range("#lines-", ":"),
};
const SOURCEHUT: Form = {
  file: (commit, path) => `/tree/${commit}/item/${path}`,
  lines: range("#L", "-"),
};

const HOSTS: readonly (readonly [pattern: RegExp, form: Form])[] = [
  [/^github\.com$/, GITHUB],
  [/(?:^|\.)gitlab\./, GITLAB],
  [/^codeberg\.org$|(?:^|\.)(?:forgejo|gitea)\./, FORGEJO],
  [/^bitbucket\.org$/, BITBUCKET],
  [/^git\.sr\.ht$/, SOURCEHUT],
];

/** Returns the links of a repository: by the template of its settings, else by its host. */
export function linksOf({ url, permalink }: Pick<GitSettings, "url" | "permalink">): LinkTo {
  if (permalink !== undefined) return (place) => fillTemplate(permalink, place);
  const { protocol, host, hostname, pathname } = parseUrl(url) ?? new URL("file:///");
  const form = HOSTS.find(([pattern]) => pattern.test(hostname))?.[1];
  if (form === undefined) return () => undefined;
  const site = protocol === "ssh:" ? `https://${hostname}` : `${protocol}//${host}`;
  const root = site + pathname.replace(/\/$/, "").replace(/\.git$/, "");
  return ({ commit, path, lines }) =>
    root + form.file(commit, encodePath(path)) + (lines ? form.lines(lines) : "");
}

/** Fills a template; without lines, the part that names them is left out. */
function fillTemplate(template: string, { commit, path, lines }: Place): string | undefined {
  const file = template.replaceAll("{commit}", commit).replaceAll("{path}", () => encodePath(path));
  const [whole = "", fragment] = file.split(/(?=#)/);
  const isAboutLines = (text = ""): boolean => /\{(?:start|end)\}/.test(text);
  if (lines === undefined && isAboutLines(whole)) return undefined;
  if (lines === undefined) return isAboutLines(fragment) ? whole : file;
  return file.replaceAll("{start}", String(lines.from)).replaceAll("{end}", String(lines.to));
}

const encodePath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");
