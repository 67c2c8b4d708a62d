/** @module PGlite, a PostgreSQL in WebAssembly, behind a port: started with the first connection, once a run. */

import type { PGlite } from "@electric-sql/pglite";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createLimit } from "../../src/base/single-flight.ts";

/** A port of this machine, and a function that stops what listens there. */
interface Served {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Listens on a free port. All connections share one session, so that each waits while another is in a query or a transaction,
 * and its prepared statements have names of its own.
 */
export async function servePglite(): Promise<Served> {
  let started: Promise<PGlite> | undefined;
  const sockets = new Set<Socket>();
  const inTurn = createLimit(1);
  let count = 0;
  // Replies are small and many: waiting to join them would cost 40 ms each.
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    started ??= startPglite();
    count += 1;
    void serve(socket, started, inTurn, `${count}:`).catch(() => socket.destroy());
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

async function startPglite(): Promise<PGlite> {
  const { PGlite: Engine } = await import("@electric-sql/pglite");
  const { vector } = await import("@electric-sql/pglite-pgvector");
  const db = await Engine.create({ extensions: { vector } });
  await db.exec("create extension vector");
  return db;
}

/** Answers the messages of a connection; it has its turn until its session is idle. */
async function serve(
  socket: Socket,
  started: Promise<PGlite>,
  inTurn: ReturnType<typeof createLimit>,
  prefix: string,
): Promise<void> {
  const messages = messagesOf(socket);
  const db = await started;
  let state = IDLE;
  const answerOne = async (message: Buffer): Promise<void> => {
    const reply = Buffer.from(await db.execProtocolRaw(renamed(message, prefix)));
    if (reply.at(-6) === READY) state = reply.at(-1) ?? IDLE;
    socket.write(reply);
  };
  const answerUntilIdle = async (first: Buffer): Promise<void> => {
    let message: Buffer | undefined = first;
    while (message) {
      await answerOne(message);
      if (ENDS.has(message[0] ?? 0) && state === IDLE) return;
      message = await messages.next().then(
        ({ value }) => value,
        () => undefined,
      );
    }
    await db.exec("rollback");
  };
  for await (const message of messages) {
    if (message[0] === TERMINATE) break;
    await inTurn(() => answerUntilIdle(message));
  }
  socket.end();
}

const code = (letter: string): number => letter.charCodeAt(0);
const [READY, IDLE, TERMINATE] = [code("Z"), code("I"), code("X")];
/** The kinds of messages after which the server is ready again: a query, a synchronisation, and the start, which has none. */
const ENDS = new Set([code("Q"), code("S"), 0]);
const HEADER = 5;

/** Yields the messages of a client; the first has a length and no kind. */
async function* messagesOf(socket: Socket): AsyncGenerator<Buffer, undefined> {
  let bytes: Buffer = Buffer.alloc(0);
  let lengthAt = 0;
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk]);
    while (bytes.length >= HEADER) {
      const end = lengthAt + bytes.readUInt32BE(lengthAt);
      if (bytes.length < end) break;
      yield bytes.subarray(0, end);
      bytes = bytes.subarray(end);
      lengthAt = 1;
    }
  }
}

/** Puts a prefix before the name of a prepared statement in a message. */
function renamed(message: Buffer, prefix: string): Buffer {
  const at = nameIn(message);
  if (at === undefined || message[at] === 0) return message;
  const next = Buffer.concat([message.subarray(0, at), Buffer.from(prefix), message.subarray(at)]);
  next.writeUInt32BE(next.length - 1, 1);
  return next;
}

/** Returns the position of the name of a statement in messages that have one. */
function nameIn(message: Buffer): number | undefined {
  const kind = String.fromCharCode(message[0] ?? 0);
  if (kind === "P") return HEADER;
  if (kind === "B") return message.indexOf(0, HEADER) + 1;
  return ["C", "D"].includes(kind) && message[HEADER] === code("S") ? HEADER + 1 : undefined;
}
