/** @module Network addresses: which of them a fetch on behalf of a document may reach. */

import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { systemCode, UserError } from "../errors.ts";

export interface AddressOptions {
  /** Whether addresses of this machine and of private networks may be reached. */
  readonly allowPrivate: boolean;
}

/**
 * Resolves a host to the addresses that may be reached; the caller connects to one of these and resolves no second time.
 * @param host a name or an address, an IPv6 address with or without brackets.
 * @throws UserError if there is none, or one of them is not public: where it must be, the message is the same for both, so that
 * nobody learns the names and addresses of a private network; the cause has them.
 */
export async function resolveHost(
  host: string,
  { allowPrivate }: AddressOptions,
): Promise<readonly string[]> {
  const name = host.replace(/^\[|\]$/g, "");
  const found = await lookup(name, { all: true }).catch((error: unknown) => {
    throw allowPrivate ? unresolved(host, error) : notPublic(host, error);
  });
  const addresses = found.map(({ address }) => address);
  const refused = allowPrivate ? undefined : addresses.find((address) => !isPublic(address));
  if (refused !== undefined)
    throw notPublic(host, new Error(`${refused} is of this machine or a private network`));
  return addresses;
}

/** The IPv6 addresses that are assigned on the public Internet; some are of special use even so. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/** Checks whether an address is one of the public Internet; an IPv4 address in an IPv6 one counts as the former. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  const isAssigned = parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST);
  return isAssigned && parsed.range() === "unicast";
}

const unresolved = (host: string, cause: unknown): UserError =>
  new UserError(
    {
      expected: `the address of ${host}`,
      found: systemCode(cause) ?? "none",
      remedy: "Check the name and the network, and try again.",
    },
    { cause },
  );

const notPublic = (host: string, cause: unknown): UserError =>
  new UserError(
    {
      expected: `a public address of ${host}`,
      found: "none",
      remedy:
        "Check the name and the network. Private hosts are only for collections of pages or git (private: true in footnote.yaml).",
    },
    { cause },
  );
