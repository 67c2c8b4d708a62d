/** @module The key by which the requests of a visitor are counted. */

import ipaddr from "ipaddr.js";

/**
 * Returns the key of a visitor: an IPv4 address, or the 64 bits of an IPv6 address that one customer has.
 *
 * `X-Forwarded-For` counts only on connections from this machine, where the proxy is, and of its entries only the last: the
 * proxy writes that one, its client may write all others. Where a proxy runs elsewhere, its visitors share one key.
 */
export function visitorKey(peer: string | undefined, forwarded: string | undefined): string {
  const own = parseAddress(peer);
  const client =
    own?.range() === "loopback" ? parseAddress(forwarded?.split(",").at(-1)) : undefined;
  const address = client ?? own;
  return address instanceof ipaddr.IPv6
    ? ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()
    : (address?.toString() ?? "unknown");
}

/** Parses an address; one of IPv4 in IPv6 becomes IPv4. */
function parseAddress(text = ""): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const trimmed = text.trim();
  return ipaddr.isValid(trimmed) ? ipaddr.process(trimmed) : undefined;
}
