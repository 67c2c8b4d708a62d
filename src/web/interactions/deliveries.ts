/** @module Deliveries of interactions: each is answered once, and a second delivery gets the same first answer. */

import { RESTJSONErrorCodes } from "discord-api-types/v10";
import { giveTurns } from "../../base/turns.ts";
import type { Asked } from "../../discord/answering.ts";
import type { Address } from "../../discord/interaction.ts";
import type { Respond } from "../../discord/transports.ts";
import type { Claims } from "../../storage/claims.ts";
import { type MakeResponse, responseOf } from "./response.ts";

export interface Delivery {
  readonly packet: unknown;
  readonly address: Address;
  /** Resolves once the response is sent; rejects if the connection ends before that. */
  readonly sent: Promise<void>;
}

export interface Received {
  /** Whether it is the first delivery of its interaction to this process. */
  readonly isNew: boolean;
  readonly response: Promise<MakeResponse>;
}

export interface DeliveriesOptions {
  readonly answer: (asked: Asked) => Promise<void>;
  readonly claims: Claims;
  /** Until Discord no longer waits, in milliseconds. */
  readonly deadline?: number;
}

interface Known {
  readonly response: Promise<MakeResponse>;
  /** The sending of the response, for each delivery. */
  readonly sent: Promise<void>[];
}

/** More than come in the two minutes for which a signature is accepted. */
const MOST_KNOWN = 10_000;
const DEADLINE_MS = 3_000;
/** In which others are acknowledged that came in the same moment, before the work on the first of them begins. */
const TURNS = 20;

/** Returns the function that takes deliveries. Its response never rejects. */
export function takeDeliveries(options: DeliveriesOptions): (delivery: Delivery) => Received {
  const { answer, claims, deadline = DEADLINE_MS } = options;
  const known = new Map<string, Known>();
  return ({ packet, address, sent }) => {
    const { id } = address;
    const before = known.get(id);
    before?.sent.push(sent);
    if (before) return { isNew: false, response: before.response };
    const first = waitForFirst(deadline);
    const all = [sent];
    known.set(id, { response: first.response, sent: all });
    forgetOldest(known);
    const respond: Respond = async (given, files) => {
      if (!first.give(responseOf(given, files)) && first.isLate()) throw unheard();
      await Promise.any(all).catch(() => {
        // The next delivery is answered as the first one.
        known.delete(id);
        throw unheard();
      });
    };
    const claim = async (): Promise<boolean> => {
      await giveTurns(TURNS);
      return claims.claim(id);
    };
    void answer({ packet, address, respond, claim }).then(() => {
      if (first.give(FAILED) || first.isLate()) known.delete(id);
    });
    return { isNew: true, response: first.response };
  };
}

function forgetOldest(known: Map<string, Known>): void {
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}

/** Returns the error of an answer for which Discord does not wait any more, as its REST API has it. */
const unheard = (): Error =>
  Object.assign(new Error("no delivery of the interaction waits for its answer"), {
    code: RESTJSONErrorCodes.UnknownInteraction,
  });

const FAILED: MakeResponse = () => new Response("It failed; see the log.\n", { status: 500 });
const LATE: MakeResponse = () => new Response("There was no answer in time.\n", { status: 504 });

/** Waits for the first answer, until the deadline. */
function waitForFirst(deadline: number) {
  let state: "waiting" | "given" | "late" = "waiting";
  let settle: (make: MakeResponse) => void = () => {};
  const response = new Promise<MakeResponse>((resolve) => (settle = resolve));
  const end = (make: MakeResponse, as: "given" | "late"): boolean => {
    if (state !== "waiting") return false;
    state = as;
    clearTimeout(timer);
    settle(make);
    return true;
  };
  const timer = setTimeout(() => end(LATE, "late"), deadline);
  return {
    response,
    /** Returns whether it is the first. */
    give: (make: MakeResponse): boolean => end(make, "given"),
    isLate: (): boolean => state === "late",
  };
}
