/** @module One connection to Discord's gateway, from the handshake to its end. */

import {
  DefaultWebSocketManagerOptions,
  type SessionInfo,
  WebSocketShard,
  WebSocketShardEvents,
  WebSocketShardStatus,
} from "@discordjs/ws";
import type { APIGatewayBotInfo } from "discord-api-types/v10";
import { z } from "zod";
import type { Timing } from "./timing.ts";
import { reasonOf } from "./rest.ts";

/** The position of a shard: it hears the servers whose ID, shifted right by 22 bits, leaves `id` when divided by `count`. */
export interface Position {
  readonly id: number;
  readonly count: number;
}

export interface ShardOptions {
  readonly position: Position;
  readonly token: string;
  readonly intents: number;
  readonly timing: Pick<Timing, "connect">;
  /** Stores what another connection needs to resume the session. */
  readonly session: { get(): SessionInfo | null; set(session: SessionInfo | null): void };
  /** Resolves when the shard may identify, after HELLO; not called where a session is resumed. */
  readonly mayIdentify: () => Promise<void>;
  readonly onConnected: () => void;
  /** Takes the time until Discord answered a heartbeat. */
  readonly onHeartbeat: (latencyMs: number) => void;
  /** Takes each event as Discord sends it. */
  readonly onEvent: (name: string, data: unknown) => void;
}

/** The end of a connection, or of an attempt to make one. */
export interface End {
  readonly why: string;
  readonly wasConnected: boolean;
  /** The gateway's close code, if it closed. */
  readonly code?: number;
}

export interface Shard {
  /** Resolves once the shard is connected, or has ended. */
  readonly begun: Promise<void>;
  readonly ended: Promise<End>;
  readonly isConnected: () => boolean;
  close(): Promise<void>;
}

/** The address of a gateway. */
export const SocketUrl = z.url({ protocol: /^wss?$/ });

/**
 * Connects once. The library's shard would reconnect by itself, every half second and without end. To prevent that, the
 * promises that it awaits before it connects stay pending once the connection has ended.
 */
export function openShard(gateway: APIGatewayBotInfo, options: ShardOptions): Shard {
  const { position, token, intents, timing, session } = options;
  let state: "connecting" | "open" | "connected" | "ended" = "connecting";
  let wasConnected = false;
  let hasBegun = false;
  let late: NodeJS.Timeout | undefined;
  let settle: (end: End) => void = () => {};
  let begin: () => void = () => {};
  const ended = new Promise<End>((resolve) => (settle = resolve));
  const begun = new Promise<void>((resolve) => (begin = resolve));

  const end = (why: string, code?: number): void => {
    if (state === "ended") return;
    state = "ended";
    clearTimeout(late);
    begin();
    settle({ why, wasConnected, ...(code === undefined ? {} : { code }) });
  };
  const unlessEnded = async <Value>(value: Value): Promise<Value> =>
    state === "ended" ? new Promise<never>(() => {}) : value;
  const shard = new WebSocketShard(
    {
      options: {
        ...DefaultWebSocketManagerOptions,
        token,
        intents,
        gatewayInformation: gateway,
        shardCount: position.count,
        handshakeTimeout: timing.connect,
        helloTimeout: timing.connect,
        // The library has no time-out for RESUMED: `late` serves both.
        readyTimeout: null,
      },
      retrieveSessionInfo() {
        const begins = shard.status === WebSocketShardStatus.Idle;
        if (begins && hasBegun) end("the connection was lost");
        hasBegun = true;
        return unlessEnded(session.get());
      },
      updateSessionInfo: (_id, updated) => session.set(isSound(updated) ? updated : null),
      async waitForIdentify() {
        clearTimeout(late);
        await options.mayIdentify().catch((error: unknown) => abandon(reasonOf(error)));
        await unlessEnded(undefined);
        awaitAnswer();
      },
    },
    position.id,
  );
  /** Ends first, as the library reconnects a shard that is destroyed before READY. */
  const abandon = (why: string): void => {
    end(why);
    void shard.destroy();
  };
  const awaitAnswer = (): void => {
    late = setTimeout(() => abandon("no answer to the login"), timing.connect);
  };
  const opened = (): void => {
    if (state === "ended") abandon("closed");
    if (state !== "connecting") return;
    state = "open";
    awaitAnswer();
  };
  const connected = (): void => {
    if (state === "ended") return;
    clearTimeout(late);
    state = "connected";
    wasConnected = true;
    begin();
    options.onConnected();
  };

  shard
    .on(WebSocketShardEvents.Hello, opened)
    .on(WebSocketShardEvents.Ready, connected)
    .on(WebSocketShardEvents.Resumed, connected)
    .on(WebSocketShardEvents.HeartbeatComplete, ({ latency }) => options.onHeartbeat(latency))
    .on(WebSocketShardEvents.Dispatch, ({ data }) => options.onEvent(data.t, data.d))
    .on(WebSocketShardEvents.Closed, ({ code }) => end(`the connection was closed (${code})`, code))
    .on(WebSocketShardEvents.Error, ({ error }) => end(reasonOf(error)));
  // The events report its failure too.
  shard.connect().catch(() => {});
  return {
    begun,
    ended,
    isConnected: () => state === "connected",
    async close() {
      if (state === "connected") await shard.destroy();
      else if (state === "open") abandon("closed");
      // A socket that is still opening is closed on HELLO: earlier, the library would remove the listener for its errors.
      else end("closed");
    },
  };
}

/** Whether the session can be resumed: the library throws if the address is invalid. */
const isSound = (session: SessionInfo | null): boolean =>
  SocketUrl.safeParse(session?.resumeURL).success;
