/** @module A proxy before a database: it cuts the network in two ways, and counts the messages to the server. */

import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** `silent`: nothing passes, and nobody hears of it; `reset`: each connection is refused. */
export type Network = "open" | "silent" | "reset";

export interface Proxy {
  readonly port: number;
  cut(network: Network): void;
  /** Calls a function once, before the message of this number from now is passed on. */
  at(message: number, call: () => void): void;
  /** Returns the number of messages so far. */
  messages(): number;
  close(): Promise<void>;
}

/** Starts a proxy before a port of this machine. */
export async function startProxy(target: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let network: Network = "open";
  let messages = 0;
  let awaited: { readonly at: number; readonly call: () => void } | undefined;
  const count = (): void => {
    messages += 1;
    if (awaited === undefined || messages < awaited.at) return;
    const { call } = awaited;
    awaited = undefined;
    call();
  };
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    keep(client);
    if (network === "reset") return void client.resetAndDestroy();
    const upstream = keep(connect(target, "127.0.0.1"));
    join(client, upstream, count);
    join(upstream, client, () => {});
    if (network === "silent") for (const socket of [client, upstream]) socket.pause();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    cut(next) {
      network = next;
      for (const socket of sockets) {
        if (next === "reset") socket.resetAndDestroy();
        else if (next === "silent") socket.pause();
        else socket.resume();
      }
    },
    at: (message, call) => void (awaited = { at: messages + message, call }),
    messages: () => messages,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function join(from: Socket, to: Socket, onData: () => void): void {
  from.on("data", (bytes) => {
    onData();
    to.write(bytes);
  });
  from.on("end", () => to.end()).on("close", () => to.destroy());
}
