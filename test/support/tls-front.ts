/** @module A front with TLS for a server of PostgreSQL without it, and certificates of an authority of its own. */

import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { onTestFinished } from "vitest";
import { folderWith } from "./temporary.ts";

/** In PEM. */
export interface Identity {
  readonly ca: string;
  readonly key: string;
  readonly cert: string;
}

/** Whether certificates can be made here. */
export const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];

/** Makes an authority, and a certificate of it. @param names as in `subjectAltName`, such as `DNS:localhost`. */
export async function makeIdentity(names: string): Promise<Identity> {
  const folder = await folderWith({ extensions: `subjectAltName=${names}\n` });
  const openssl = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync("openssl", args, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };
  const authority = ["-subj", "/CN=Test Authority", "-keyout", "ca.key", "-out", "ca.pem"];
  openssl("req", "-x509", ...KEY, ...authority);
  const by = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2"];
  openssl("req", ...KEY, "-keyout", "server.key", "-out", "request", "-subj", "/CN=database");
  openssl("x509", "-req", "-in", "request", "-out", "cert", "-extfile", "extensions", ...by);
  const read = (name: string): Promise<string> => readFile(join(folder, name), "utf8");
  return { ca: await read("ca.pem"), key: await read("server.key"), cert: await read("cert") };
}

export interface Front {
  readonly port: number;
  /** The names that clients asked for, by SNI. */
  readonly names: readonly (string | false)[];
  /** Returns all bytes that came in the clear. */
  readonly inTheClear: () => Buffer;
}

/** "SSLRequest" of the protocol: its length and its code. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** Listens until the test ends. @param identity that of the server; without it, TLS is declined. */
export async function serveTls(upstream: number, identity?: Identity): Promise<Front> {
  const names: (string | false)[] = [];
  const clear: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    socket.once("data", (request: Buffer) => {
      clear.push(request);
      socket.on("data", (more: Buffer) => identity ?? clear.push(more));
      if (!identity || !request.equals(SSL_REQUEST)) return void socket.write("N");
      socket.removeAllListeners("data");
      socket.write("S");
      const secured = new TLSSocket(socket, { isServer: true, ...identity });
      secured
        .on("error", () => {})
        .on("secure", () => {
          names.push(secured.servername ?? false);
          const behind = connect(upstream, "127.0.0.1").on("error", () => secured.destroy());
          sockets.add(behind);
          secured.pipe(behind).pipe(secured);
        });
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, names, inTheClear: () => Buffer.concat(clear) };
}
