/** @module A transport in memory, that shows what a reader would see. */

import type { Transport, TransportFault } from "../../src/interactions/transport.ts";
import type { Message } from "../../src/reply/message.ts";
import type { Fixture, Seen } from "../contract/transport.ts";

class Failed extends Error {
  readonly fault: TransportFault | undefined;
  constructor(fault: TransportFault | undefined) {
    super("the request failed");
    this.fault = fault;
  }
}

export interface MemoryTransport extends Fixture {
  /** The methods that were called, in order. */
  readonly calls: readonly string[];
  /** Every message that was shown, whole. */
  readonly messages: readonly Message[];
}

/** Opens a transport for one use. `edit` changes `original` where the use is a press that changes a message. */
export function memoryTransport(original?: string): MemoryTransport {
  const own: Seen[] = original === undefined ? [] : [{ content: original, isPrivate: false }];
  const others: Seen[] = [];
  const calls: string[] = [];
  const messages: Message[] = [];
  let isPrivate = false;
  let failure: { readonly fault: TransportFault | undefined } | undefined;
  const request = (name: string, work: () => void): Promise<void> => {
    calls.push(name);
    if (failure && name !== "acknowledge") return Promise.reject(new Failed(failure.fault));
    work();
    return Promise.resolve();
  };
  const shown = (body: Message, toOne: boolean): Seen => {
    messages.push(body);
    return { content: body.content, isPrivate: toOne };
  };
  const transport: Transport = {
    acknowledge: (manner) => request("acknowledge", () => (isPrivate = manner === "private")),
    refuse: (refusal) => request("refuse", () => others.push(shown(refusal, true))),
    edit: (body) => request("edit", () => own.splice(0, 1, shown(body, isPrivate))),
    beside: (body) => request("beside", () => others.push(shown(body, true))),
    post: (body) => request("post", () => others.push(shown(body, false))),
    inThread: (body, { notice }) =>
      request("inThread", () => {
        own.splice(0, 1, shown(notice, isPrivate));
        others.push(shown(body, false));
      }),
    remove: () => request("remove", () => void own.splice(0, 1)),
    elsewhere: (body) => request("elsewhere", () => others.push(shown(body, false))),
    faultOf: (error) => (error instanceof Failed ? error.fault : undefined),
  };
  return {
    transport,
    calls,
    messages,
    seen: () => [...own, ...others],
    fail: (fault) => (failure = { fault }),
    hasPrivacy: true,
  };
}
