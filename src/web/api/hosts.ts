/** @module The names of the server for programs: a page of another name that resolves to this machine gets nothing. */

import { isIPv6 } from "node:net";
import type { MiddlewareHandler } from "hono";
import { parseUrl } from "../../base/text.ts";
import { isOwnHost } from "../guard.ts";
import { RequestFault } from "./problem.ts";

/** Where the server is. */
export interface Site {
  /** The address that it listens on. */
  readonly host: string;
  /** Undefined in tests without a network, where any will do. */
  readonly port: () => number | undefined;
  /** The address under which others reach it, perhaps through a proxy. */
  readonly publicUrl: string | undefined;
}

/** Whether a Host header names this machine, or the address that the site listens on. */
function isLocal(name: string, { host, port }: Site): boolean {
  const listening = `${isIPv6(host) ? `[${host}]` : host}:${port()}`;
  return isOwnHost(name, port()) || name === listening;
}

/** Lists the Host headers by which a URL is reached: its port may be left out where it is the usual one. */
function hostsOf(address: string | undefined): readonly string[] {
  const url = address === undefined ? undefined : parseUrl(address);
  if (!url) return [];
  const { protocol, hostname, host, port } = url;
  return port === "" ? [host, `${hostname}:${protocol === "https:" ? 443 : 80}`] : [host];
}

/** Whether an Origin header is that of the site's own pages. */
export function isOwnOrigin(origin: string, site: Site): boolean {
  const url = parseUrl(origin);
  if (!url || url.origin !== origin) return false;
  return origin === site.publicUrl || (url.protocol === "http:" && isLocal(url.host, site));
}

/** Refuses all names but those of the site. Headers in which a proxy repeats the name, such as `X-Forwarded-Host`, are not read. */
export const requireOwnHost =
  (site: Site): MiddlewareHandler =>
  async ({ req }, next) => {
    const name = (req.header("host") ?? new URL(req.url).host).toLowerCase();
    if (isLocal(name, site) || hostsOf(site.publicUrl).includes(name)) return next();
    throw new RequestFault("wrong-host", {
      expected: "the name of this server in the header Host",
      found: "another",
      remedy:
        "Use the address in PUBLIC_URL, or 127.0.0.1 on this machine; let a proxy pass Host on.",
    });
  };
