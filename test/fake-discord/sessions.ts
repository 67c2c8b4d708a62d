/** @module Gateway sessions, each with its sent events, so that a resumed one gets those that it missed. */
import type { WebSocket } from "ws";
import { snowflake, shardOf } from "./ids.ts";
import type { Fields } from "./json.ts";

export type Session = {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly log: Fields[];
  /** The number of events forgotten; the log begins after them. */
  dropped: number;
  socket: WebSocket | undefined;
};

export type Sessions = {
  readonly open: (shard: readonly [number, number], socket: WebSocket) => Session;
  readonly find: (id: unknown) => Session | undefined;
  readonly of: (socket: WebSocket) => Session | undefined;
  /** Sends an event to every session of the guild's shard, connected or not. */
  readonly dispatch: (event: string, data: Fields, guildId: string | null) => void;
  readonly forget: (session: Session) => void;
  readonly forgetAll: () => void;
  /** Empties the logs; a client that missed an event can't resume from before. */
  readonly trim: () => void;
};

/** Creates the sessions, which outlive their sockets. */
export function createSessions(): Sessions {
  const byId = new Map<string, Session>();
  return {
    open: (shard, socket) => {
      const session: Session = { id: `session${snowflake()}`, shard, log: [], dropped: 0, socket };
      byId.set(session.id, session);
      return session;
    },
    find: (id) => byId.get(String(id)),
    of: (socket) => [...byId.values()].find((session) => session.socket === socket),
    dispatch: (event, data, guildId) => {
      const hears = [...byId.values()].filter(
        ({ shard }) => shard[0] === shardOf(guildId, shard[1]),
      );
      if (hears.length === 0) throw new Error(`No session for ${event}: is the client ready?`);
      hears.forEach((session) => deliver(session, event, data));
    },
    forget: ({ id }) => void byId.delete(id),
    forgetAll: () => byId.clear(),
    trim: () => byId.forEach((session) => (session.dropped += session.log.splice(0).length)),
  };
}

/** Numbers and logs an event, and sends it if the session has a socket. */
export function deliver(session: Session, event: string, data: Fields): void {
  const packet = { op: 0, t: event, s: session.dropped + session.log.length + 1, d: data };
  session.log.push(packet);
  session.socket?.send(JSON.stringify(packet));
}

/** Sends all events after the client's last number; false if that is too high. */
export function replay(session: Session, seen: number): boolean {
  const known = seen - session.dropped;
  if (known < 0 || known > session.log.length) return false;
  session.log.slice(known).forEach((packet) => session.socket?.send(JSON.stringify(packet)));
  deliver(session, "RESUMED", {});
  return true;
}
