/** @module The connections of a server, and the answers that they have not taken yet. */

import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

export interface Connections {
  /** Counts a connection. Ends the longest idle one if there are too many; returns false if none is idle. */
  enter(socket: Duplex): boolean;
  /** Counts an answer until it is sent. */
  answer(socket: Duplex, response: ServerResponse): void;
  /** Lists the answers that a connection waits for, in their order. */
  answersTo(socket: Duplex): readonly ServerResponse[];
  isIdle(socket: Duplex): boolean;
  /** Ends the connections that keep the oldest answers until the bytes of all are within the limit. */
  relieve(): void;
  endIdle(): void;
}

export interface ConnectionLimits {
  readonly most: number;
  /** The most bytes of answers that are held for slow clients. */
  readonly mostBytes: number;
}

/** Counts connections. One without a request that waits for its answer is idle, also while its next request comes in. */
export function countConnections({ most, mostBytes }: ConnectionLimits): Connections {
  /** The answers of each that are not sent; the longest unchanged connection first. */
  const unsent = new Map<Duplex, Set<ServerResponse>>();
  const idle = (): Duplex | undefined => {
    for (const [socket, { size }] of unsent) if (size === 0) return socket;
    return undefined;
  };
  const end = (socket: Duplex): void => {
    unsent.delete(socket);
    socket.destroy();
  };
  const touch = (socket: Duplex, answers: Set<ServerResponse>): void => {
    if (unsent.delete(socket)) unsent.set(socket, answers);
  };
  const bytes = (): number => {
    let sum = 0;
    for (const answers of unsent.values())
      for (const { writableLength } of answers) sum += writableLength;
    return sum;
  };
  return {
    enter(socket) {
      const oldest = unsent.size < most ? undefined : idle();
      if (oldest) end(oldest);
      if (unsent.size >= most) return false;
      unsent.set(socket, new Set());
      socket.once("close", () => unsent.delete(socket));
      return true;
    },
    answer(socket, response) {
      const answers = unsent.get(socket);
      if (!answers) return;
      answers.add(response);
      touch(socket, answers);
      response.once("close", () => {
        answers.delete(response);
        touch(socket, answers);
      });
    },
    answersTo: (socket) => Array.from(unsent.get(socket) ?? []),
    isIdle: (socket) => (unsent.get(socket)?.size ?? 0) === 0,
    relieve() {
      for (const [socket, { size }] of unsent) {
        if (bytes() <= mostBytes) return;
        if (size > 0 && socket.writableLength > 0) end(socket);
      }
    },
    endIdle() {
      for (const [socket, { size }] of unsent) if (size === 0) end(socket);
    },
  };
}
