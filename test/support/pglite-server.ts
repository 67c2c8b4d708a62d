/** @module PGlite, a PostgreSQL in WebAssembly, behind a port: started with the first connection, once a run. */

import { connect, createServer, type AddressInfo } from "node:net";

/** A port of this machine, and a function that stops what listens there. */
interface Served {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Listens on a free port. */
export async function servePglite(): Promise<Served> {
  let started: ReturnType<typeof startPglite> | undefined;
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    started ??= startPglite();
    void started.then(({ port }) => {
      const upstream = connect(port, "127.0.0.1").on("error", () => socket.destroy());
      socket.pipe(upstream).pipe(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await (await started)?.close();
    },
  };
}

async function startPglite(): Promise<Served> {
  const { PGlite } = await import("@electric-sql/pglite");
  const { vector } = await import("@electric-sql/pglite-pgvector");
  const { PGLiteSocketServer } = await import("@electric-sql/pglite-socket");
  const db = await PGlite.create({ extensions: { vector } });
  await db.exec("create extension vector");
  const server = new PGLiteSocketServer({ db, host: "127.0.0.1", port: 0, maxConnections: 100 });
  await server.start();
  return {
    port: Number(server.getServerConn().split(":").at(-1)),
    async close() {
      await server.stop();
      await db.close();
    },
  };
}
