/** @module HTTP and HTTPS servers on loopback, closed when the test ends. */

import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import https from "node:https";
import { onTestFinished } from "vitest";

/** Serves a handler on 127.0.0.1. Returns its address, without a slash at the end. */
export const serve = async (handler: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listen(createServer(handler))}`;

/** Serves a handler with a certificate of `pages.test` that no system trusts. Returns the port. */
export const serveSecurely = (
  handler: RequestListener,
  onServerName: (name: string) => void = () => {},
): Promise<number> => {
  const server = https.createServer({ key: KEY, cert: CERTIFICATE }, handler);
  server.on("secureConnection", ({ servername }: { servername?: string | false }) =>
    onServerName(servername || ""),
  );
  return listen(server);
};

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

/** Made for these tests; valid until 2120. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBZDCCAQqgAwIBAgIBATAKBggqhkjOPQQDAjAVMRMwEQYDVQQDDApwYWdlcy50
ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAVMRMwEQYDVQQD
DApwYWdlcy50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEOVRCbTf1pqx7
ljh5T22H0O5UY+Ey5/51/wBEeBnoy5OnDkv9xxdqo+VGTCVg8Z3cgGOBYhQoP7aQ
lvONIYAeoKNJMEcwFQYDVR0RBA4wDIIKcGFnZXMudGVzdDAPBgNVHRMBAf8EBTAD
AQH/MB0GA1UdDgQWBBQiYCqn7yuLiE8U7kT2JmOe8Rn2MTAKBggqhkjOPQQDAgNI
ADBFAiEAsrhvhKqbK7HNLM2ULhZIEdqDBbbhF8SFR2tJYUyCs8wCIHAxg+T2+pSv
TrhxCXlGjQ7X7d4C08TUzUcmk7cJANOe
-----END CERTIFICATE-----
`;

const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBj1TNbq8KAtaC1oa
RHRx7OwW342w64GlY7NJEKJW+eChRANCAAQ5VEJtN/WmrHuWOHlPbYfQ7lRj4TLn
/nX/AER4GejLk6cOS/3HF2qj5UZMJWDxndyAY4FiFCg/tpCW840hgB6g
-----END PRIVATE KEY-----
`;
