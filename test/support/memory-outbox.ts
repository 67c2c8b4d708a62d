/** @module An outbox in memory, with channels that refuse and members who accept no direct messages. */

import type { Outbox } from "../../src/interactions/outbox.ts";
import type { Message } from "../../src/reply/message.ts";

export interface MemoryOutbox extends Outbox {
  readonly posts: readonly { readonly channelId: string; readonly shown: Message }[];
  readonly told: readonly { readonly userId: string; readonly shown: Message }[];
  /** The members who accept no direct messages. */
  readonly closed: Set<string>;
  /** Posts in these channels fail. */
  readonly refusing: Map<string, Error>;
  /** Direct messages fail with it. */
  fault: Error | undefined;
}

export function memoryOutbox(): MemoryOutbox {
  const posts: MemoryOutbox["posts"][number][] = [];
  const told: MemoryOutbox["told"][number][] = [];
  const outbox: MemoryOutbox = {
    posts,
    told,
    closed: new Set(),
    refusing: new Map(),
    fault: undefined,
    async post(channelId, shown) {
      await Promise.resolve();
      const refusal = outbox.refusing.get(channelId);
      if (refusal) throw refusal;
      posts.push({ channelId, shown });
    },
    async tell(userId, shown) {
      await Promise.resolve();
      if (outbox.fault) throw outbox.fault;
      if (outbox.closed.has(userId)) return false;
      told.push({ userId, shown });
      return true;
    },
  };
  return outbox;
}
