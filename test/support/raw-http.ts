/** @module HTTP as bytes over a connection: for messages that no client sends. */

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** All that came over a connection until its end. */
export interface Heard {
  readonly text: string;
  /** The statuses of the answers, in their order. */
  readonly statuses: readonly number[];
  /** Why it broke, if it did not end in order. */
  readonly fault: string | undefined;
}

/** Connects to this machine; the connection is destroyed when the test ends. */
export async function openRaw(port: number, host = "127.0.0.1"): Promise<Socket> {
  const socket = connect(port, host);
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  return socket;
}

/** Collects what comes over a connection until the other side ends it. */
export const hearAll = (socket: Socket): Promise<Heard> =>
  new Promise((resolve) => {
    let text = "";
    let fault: string | undefined;
    socket.setEncoding("latin1");
    socket.on("data", (part: string) => (text += part));
    socket.on("error", (error) => (fault = error.message));
    socket.on("close", () => resolve({ text, statuses: statusesIn(text), fault }));
  });

const statusesIn = (text: string): readonly number[] =>
  Array.from(text.matchAll(/HTTP\/1\.1 (\d{3}) /g), ([, status]) => Number(status));

/** Sends bytes over a connection of their own, and collects what comes until the other side ends it. */
export async function exchange(port: number, ...parts: readonly string[]): Promise<Heard> {
  const socket = await openRaw(port);
  const heard = hearAll(socket);
  for (const part of parts) socket.write(part, "latin1");
  return heard;
}

/** A request as bytes. */
export const requestText = (
  line: string,
  headers: Readonly<Record<string, string>> = {},
  body = "",
): string => {
  const lines = Object.entries({ Host: "127.0.0.1", ...headers });
  return `${line} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;
};
