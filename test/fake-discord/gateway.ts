/** @module The gateway's sockets, and the ways in which a test can break them. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";
import { hear } from "./handshake.ts";
import type { Fields } from "./json.ts";
import { createSessions } from "./sessions.ts";
import type { Sessions } from "./sessions.ts";

export type GatewayOptions = {
  readonly heartbeatInterval: number;
  /** Listed as unavailable in READY; a GUILD_CREATE follows for sessions with that intent. */
  readonly guilds: () => readonly string[];
  /** Returns the data of a GUILD_CREATE. */
  readonly guild: (id: string) => Fields;
  /** The flags of the application, by which privileged intents are granted. */
  readonly flags: () => number;
  /** Buckets of shards; a session is invalid if it identifies too early after another one of its bucket. */
  readonly maxConcurrency: number;
  readonly identifyApartMs: number;
};

type Counts = {
  /** The number of sockets accepted so far. */
  readonly connections: number;
  readonly open: number;
  /** The number of connections refused before the handshake. */
  readonly refused: number;
  readonly heartbeats: number;
  /** The recommended number of shards. */
  readonly shards: number;
  /** The number of times that a shard identified too early. */
  readonly tooEarly: number;
  /** The data of each IDENTIFY and RESUME, including refused ones. */
  readonly identifies: readonly Fields[];
  readonly resumes: readonly Fields[];
};

export type GatewayControl = Counts & {
  /** Drops the sockets without a close frame, those of one shard or all; sessions can be resumed. */
  readonly dropSockets: (shard?: number) => void;
  /** Closes the sockets; codes that end a session at Discord end it here too. */
  readonly close: (code: number, reason?: string) => void;
  /** Recommends so many shards; every session of fewer is closed with 4011, now and later. */
  readonly requireShards: (count: number) => void;
  readonly send: (op: number, data: unknown) => void;
  /** Sends any text or bytes. */
  readonly sendRaw: (data: string | Buffer) => void;
  /** Sends bytes that are not a WebSocket frame. */
  readonly garble: () => void;
  /** Sends any event, whatever the intents. */
  readonly dispatch: (event: string, data: Fields, guildId?: string | null) => void;
  readonly reconnect: () => void;
  readonly invalidSession: (resumable: boolean) => void;
  readonly ignoreHeartbeats: (ignore: boolean) => void;
  /** Refuses every IDENTIFY and RESUME with this code; without a code, accepts them again. */
  readonly refuseIdentify: (code?: number) => void;
  /** Suppresses HELLO, or READY and RESUMED; without an argument, sends them again. */
  readonly keepSilent: (about?: "hello" | "session") => void;
};

export type Line = {
  readonly options: GatewayOptions & { readonly url: string };
  readonly sessions: Sessions;
  readonly identifies: Fields[];
  readonly resumes: Fields[];
  heartbeats: number;
  shards: number;
  tooEarly: number;
  /** The time of the last IDENTIFY of each bucket. */
  readonly identifiedAt: Map<number, number>;
  connections: number;
  deaf: boolean;
  isRefusing: boolean;
  refused: number;
  /** The close code of refused IDENTIFY and RESUME packets. */
  refusal: number | undefined;
  silent: "hello" | "session" | undefined;
  /** The streams of the open sockets. */
  readonly streams: Set<Duplex>;
};

export type Gateway = {
  readonly control: GatewayControl;
  readonly refuse: (refused: boolean) => void;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly dispatch: Sessions["dispatch"];
  readonly publish: Sessions["publish"];
  /** Forgets the events that every client has received. */
  readonly forget: () => void;
  readonly stop: () => Promise<void>;
};

const RECONNECT = 7;
const INVALID_SESSION = 9;
const SHARDING_REQUIRED = 4011;
/** After these codes a client must identify again. */
const FINAL: readonly number[] = [1000, 1001, 4003, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014];

/** Creates the gateway; `url` is the address for RESUME in READY. */
export function createGateway(options: GatewayOptions & { readonly url: string }): Gateway {
  const server = new WebSocketServer({ noServer: true });
  const counts = {
    heartbeats: 0,
    shards: 1,
    tooEarly: 0,
    connections: 0,
    deaf: false,
    isRefusing: false,
    refused: 0,
    refusal: undefined,
    silent: undefined,
  };
  const line: Line = {
    options,
    sessions: createSessions(),
    identifies: [],
    resumes: [],
    streams: new Set(),
    identifiedAt: new Map(),
    ...counts,
  };
  return {
    control: control(server, line),
    refuse: (refused) => void (line.isRefusing = refused),
    upgrade: (request, socket, head) => {
      // To a client this is a refused connection: no HTTP response, a closed socket.
      if (line.isRefusing) refuse(line, socket);
      else {
        line.streams.add(socket);
        socket.on("close", () => line.streams.delete(socket));
        server.handleUpgrade(request, socket, head, (accepted) => accept(line, accepted));
      }
    },
    dispatch: (event, data, guildId) => line.sessions.dispatch(event, data, guildId),
    publish: (event, guildId, dataFor) => line.sessions.publish(event, guildId, dataFor),
    forget: () => line.sessions.trim(),
    stop: () => stop(server),
  };
}

function refuse(line: Line, socket: Duplex): void {
  line.refused += 1;
  socket.destroy();
}

function accept(line: Line, socket: WebSocket): void {
  line.connections += 1;
  socket.on("error", () => socket.terminate());
  socket.on("message", (data) => hear(line, socket, data));
  socket.on("close", (code) => hangUp(line, socket, code));
  if (line.silent === "hello") return;
  socket.send(
    JSON.stringify({ op: 10, d: { heartbeat_interval: line.options.heartbeatInterval } }),
  );
}

/** Detaches a socket. Codes 1000 and 1001 end the session, any other keeps it. */
function hangUp(line: Line, socket: WebSocket, code: number): void {
  const session = line.sessions.of(socket);
  if (session === undefined) return;
  session.socket = undefined;
  if (FINAL.includes(code)) line.sessions.forget(session);
}

function control(server: WebSocketServer, line: Line): GatewayControl {
  return {
    get connections() {
      return line.connections;
    },
    get open() {
      return server.clients.size;
    },
    get refused() {
      return line.refused;
    },
    get shards() {
      return line.shards;
    },
    get tooEarly() {
      return line.tooEarly;
    },
    get heartbeats() {
      return line.heartbeats;
    },
    identifies: line.identifies,
    resumes: line.resumes,
    ...levers(server, line),
  };
}
type Levers = Omit<GatewayControl, keyof Counts>;

function levers(server: WebSocketServer, line: Line): Levers {
  const all = (act: (socket: WebSocket) => void): void => server.clients.forEach(act);
  const send = (op: number, d: unknown): void =>
    all((socket) => socket.send(JSON.stringify({ op, d })));
  return {
    send,
    sendRaw: (data) => all((socket) => socket.send(data)),
    garble: () => line.streams.forEach((stream) => stream.write(Buffer.alloc(64, 0xff))),
    dropSockets: (shard) =>
      all((socket) => {
        if (shard === undefined || line.sessions.of(socket)?.shard[0] === shard) socket.terminate();
      }),
    requireShards: (count) => {
      line.shards = count;
      all((socket) => {
        const session = line.sessions.of(socket);
        if (session && session.shard[1] < count)
          socket.close(SHARDING_REQUIRED, "Sharding required");
      });
    },
    close: (code, reason) => {
      if (FINAL.includes(code)) line.sessions.forgetAll();
      all((socket) => socket.close(code, reason));
    },
    dispatch: (event, data, guildId = null) => line.sessions.dispatch(event, data, guildId),
    reconnect: () => send(RECONNECT, null),
    invalidSession: (resumable) => {
      if (!resumable) line.sessions.forgetAll();
      send(INVALID_SESSION, resumable);
    },
    ignoreHeartbeats: (ignore) => void (line.deaf = ignore),
    refuseIdentify: (code) => void (line.refusal = code),
    keepSilent: (about) => void (line.silent = about),
  };
}

function stop(server: WebSocketServer): Promise<void> {
  server.clients.forEach((socket) => socket.terminate());
  return new Promise((resolve) => server.close(() => resolve()));
}
