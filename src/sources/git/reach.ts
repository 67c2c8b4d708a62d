/** @module What git may reach to fetch from an origin: one protocol, and of a host only addresses that were checked. */

import { resolveHost } from "../../base/net/address.ts";
import { variablesOf } from "../../base/child/tool.ts";
import type { Reach } from "./git.ts";
import type { Origin } from "../../base/config/git-origin.ts";

/**
 * Resolves the host of an origin once, and returns what confines git to the addresses.
 * @throws UserError if the host has none that may be reached.
 */
export async function reachOf(origin: Origin, allowPrivate: boolean): Promise<Reach> {
  const { protocol, host, port } = origin;
  switch (protocol) {
    case "file":
      return { protocol };
    case "ssh":
      return { protocol, environment: await sshEnvironment(origin, allowPrivate) };
    default: {
      const addresses = await resolveHost(host, { allowPrivate });
      const pinned = addresses.map(bracketed).join(",");
      return { protocol, configuration: [`http.curloptResolve=${host}:${port}:${pinned}`] };
    }
  }
}

const bracketed = (address: string): string => (address.includes(":") ? `[${address}]` : address);

/** Options of ssh: it asks nothing, and connects only to a host whose key is known. */
const SSH_OPTIONS = [
  "BatchMode=yes",
  "StrictHostKeyChecking=yes",
  "ClearAllForwardings=yes",
  "ConnectTimeout=30",
  "ServerAliveInterval=15",
];

/** Where private addresses may be reached, ssh resolves the host itself, so that it may be an alias of its configuration. */
async function sshEnvironment(
  { host, port }: Origin,
  allowPrivate: boolean,
): Promise<Readonly<Record<string, string>>> {
  const [address] = allowPrivate ? [] : await resolveHost(host, { allowPrivate });
  const alias = port === "22" ? host : `[${host}]:${port}`;
  const pin = address === undefined ? [] : [`HostName=${address}`, `HostKeyAlias=${alias}`];
  const options = [...SSH_OPTIONS, ...pin].map((option) => `-o '${option}'`);
  return {
    ...variablesOf(["SSH_AUTH_SOCK"]),
    GIT_SSH_COMMAND: ["ssh", ...options].join(" "),
    GIT_SSH_VARIANT: "ssh",
  };
}
