/** @module Gateway sessions, each with its sent events, so that a resumed one gets those that it missed. */
import type { WebSocket } from "ws";
import { snowflake, shardOf } from "./ids.ts";
import type { Fields } from "./json.ts";

export type Session = {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  readonly log: Fields[];
  /** The number of events forgotten; the log begins after them. */
  dropped: number;
  socket: WebSocket | undefined;
};

/** The data of an event for a session, by its intents; undefined where it may not hear the event. */
type DataFor = (intents: number) => Fields | undefined;

export type Sessions = {
  readonly open: (shard: Session["shard"], intents: number, socket: WebSocket) => Session;
  readonly find: (id: unknown) => Session | undefined;
  readonly of: (socket: WebSocket) => Session | undefined;
  /** Sends an event to every session of the guild's shard, connected or not, that may hear it. */
  readonly publish: (event: string, guildId: string | null, dataFor: DataFor) => void;
  /** Does the same, and throws where the shard has no session. */
  readonly dispatch: (event: string, data: Fields | DataFor, guildId: string | null) => void;
  readonly forget: (session: Session) => void;
  readonly forgetAll: () => void;
  /** Empties the logs; a client that missed an event can't resume from before. */
  readonly trim: () => void;
};

/** Creates the sessions, which outlive their sockets. */
export function createSessions(): Sessions {
  const byId = new Map<string, Session>();
  const listeners = (guildId: string | null): readonly Session[] =>
    [...byId.values()].filter(({ shard }) => shard[0] === shardOf(guildId, shard[1]));
  return {
    open: (shard, intents, socket) => {
      const id = `session${snowflake()}`;
      const session: Session = { id, shard, intents, log: [], dropped: 0, socket };
      byId.set(session.id, session);
      return session;
    },
    find: (id) => byId.get(String(id)),
    of: (socket) => [...byId.values()].find((session) => session.socket === socket),
    publish: (event, guildId, dataFor) =>
      listeners(guildId).forEach((session) => tell(session, event, dataFor)),
    dispatch: (event, data, guildId) => {
      const dataFor = typeof data === "function" ? data : () => data;
      const hears = listeners(guildId);
      if (hears.length === 0) throw new Error(`No session for ${event}: is the client ready?`);
      hears.forEach((session) => tell(session, event, dataFor));
    },
    forget: ({ id }) => void byId.delete(id),
    forgetAll: () => byId.clear(),
    trim: () => byId.forEach((session) => (session.dropped += session.log.splice(0).length)),
  };
}

function tell(session: Session, event: string, dataFor: DataFor): void {
  const data = dataFor(session.intents);
  if (data !== undefined) deliver(session, event, data);
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
