/** @module The origin of a git source: its address, branch and folder, checked before git is given them. */

import type { GitSettings } from "./sources.ts";
import { type Complaint, UserError } from "../errors.ts";
import { sha256 } from "../hash.ts";
import { parseUrl } from "../text.ts";

export type Protocol = "https" | "http" | "ssh" | "file";

/** A checked origin; no part of it holds a password. */
export interface Origin {
  readonly url: string;
  readonly protocol: Protocol;
  /** Empty for a file. */
  readonly host: string;
  /** The port, given or the protocol's own. */
  readonly port: string;
  /** The ref that is fetched. */
  readonly ref: string;
  /** The folder that is read, without `/` at its ends; empty for the whole repository. */
  readonly folder: string;
  /** Names the origin for people. */
  readonly name: string;
  /** Differs from that of every other address and branch. */
  readonly key: string;
}

const PORTS: Readonly<Record<Protocol, string>> = { https: "443", http: "80", ssh: "22", file: "" };

/** @throws UserError if a setting can't be used. */
export function originOf({
  url,
  branch,
  folder,
}: Pick<GitSettings, "url" | "branch" | "folder">): Origin {
  const address = checkAddress(url);
  const protocol = protocolOf(address);
  const path = checkFolder(folder);
  if (branch !== undefined) checkBranch(branch);
  const parts = [branch && `branch ${branch}`, path && `folder ${path}`];
  return {
    url: address.href,
    protocol,
    host: address.hostname,
    port: address.port || PORTS[protocol],
    ref: branch === undefined ? "HEAD" : `refs/heads/${branch}`,
    folder: path,
    name: [address.href, ...parts].filter(Boolean).join(", "),
    key: sha256(`${address.href}\n${branch ?? ""}`).slice(0, 16),
  };
}

const fault = (
  expected: Complaint["expected"],
  found: Complaint["found"],
  remedy: Complaint["remedy"],
): UserError => new UserError({ expected, found, remedy });

const ADDRESS = "the address of a git repository (https://, ssh://, http:// or file:///)";
const EXAMPLE = "Write it as in https://example.org/group/docs.git.";

/** Parses an address. It is not repeated in errors, as it may hold a password. */
function checkAddress(text: string): URL {
  const url = /[\s\p{Cc}\\]/u.test(text) ? undefined : parseUrl(text);
  if (!url)
    throw fault(
      ADDRESS,
      "something else",
      `${EXAMPLE} Instead of git@host:group/docs.git, write ssh://git@host/group/docs.git.`,
    );
  const protocol = protocolOf(url);
  const isAccount = url.password !== "" || (url.username !== "" && protocol !== "ssh");
  if (isAccount)
    throw fault(
      "an address without a name or password",
      "one that has them",
      "Use ssh with a key that may only read, such as a deploy key: ssh://git@host/group/docs.git.",
    );
  if (!isHost(url, protocol) || url.search !== "" || url.hash !== "")
    throw fault(ADDRESS, "one with a host or parts that no repository has", EXAMPLE);
  return url;
}

function protocolOf({ protocol }: URL): Protocol {
  const name = protocol.slice(0, -1);
  if (name === "https" || name === "http" || name === "ssh" || name === "file") return name;
  throw fault(ADDRESS, `one of ${name}:`, EXAMPLE);
}

/** Checks the host; names of accounts and hosts become arguments of ssh. */
const isHost = ({ hostname, username }: URL, protocol: Protocol): boolean =>
  protocol === "file"
    ? hostname === ""
    : /^(?:[a-z\d][a-z\d._-]*|\[[\da-f:.]+\])$/i.test(hostname) &&
      /^(?:\w[\w.-]*)?$/.test(username);

/** @throws UserError if git could read a branch as anything else than its name. */
function checkBranch(branch: string): void {
  const isName =
    /^[^\p{Cc}\s~^:?*[\\]{1,200}$/u.test(branch) &&
    !/^[-/.]|[/.]$|\/[/.]|\.\.|@\{|\.lock(?:\/|$)|^@$/.test(branch);
  if (!isName)
    throw fault(
      "the name of a branch",
      JSON.stringify(branch.slice(0, 100)),
      "Name a branch of the repository, such as main, or none for its default branch.",
    );
}

/** Returns the path of a folder without `/` at its ends. */
function checkFolder(folder = ""): string {
  const parts = folder.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..") || /[\p{Cc}]/u.test(folder))
    throw fault(
      "a folder of the repository",
      JSON.stringify(folder.slice(0, 100)),
      "Write its path from the root of the repository, such as docs/guide.",
    );
  return parts.join("/");
}
