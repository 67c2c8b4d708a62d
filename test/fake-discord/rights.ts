/** @module The rights of the bot in channels, and the members who take direct messages. */
import type { Channel } from "./channels.ts";

/**
 * A right of the bot. As at Discord, `send` in a channel says nothing of its threads; in a forum, which has no messages
 * of its own, it is to write in the posts. `threads` is to start one.
 */
export type Right = "view" | "send" | "send in threads" | "threads" | "history";

export type Rights = {
  readonly forbid: (id: string, right: Right) => void;
  readonly permit: (id: string, right: Right) => void;
  /** Whether the bot has a right in a channel; threads have the rights of their channel. */
  readonly may: (channel: Channel, right: Right) => boolean;
  /** Makes a member refuse direct messages. */
  readonly closeDirect: (userId: string) => void;
  readonly takesDirect: (userId: string) => boolean;
};

/** Creates the rights; every right is given until it is forbidden. */
export function createRights(isForum: (id: string) => boolean): Rights {
  const forbidden = new Set<string>();
  const closed = new Set<string>();
  const has = (id: string, right: Right): boolean => !forbidden.has(`${id} ${right}`);
  return {
    forbid: (id, right) => void forbidden.add(`${id} ${right}`),
    permit: (id, right) => void forbidden.delete(`${id} ${right}`),
    may: ({ id, thread, parentId }, right) => {
      if (!has(id, right)) return false;
      if (thread === undefined || parentId === null) return true;
      if (right !== "send") return has(parentId, right);
      return has(parentId, "send in threads") && (!isForum(parentId) || has(parentId, "send"));
    },
    closeDirect: (userId) => void closed.add(userId),
    takesDirect: (userId) => !closed.has(userId),
  };
}
