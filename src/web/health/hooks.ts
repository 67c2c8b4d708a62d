/** @module Webhooks: a signed request of a git host or of a script starts the sync of a collection. */

import { type Context, Hono } from "hono";
import { z } from "zod";
import { rememberLatest } from "../../base/latest.ts";
import type { Log } from "../../base/log.ts";
import { parseJson } from "../../base/text.ts";
import { unstored } from "../guard.ts";
import { readSigned, type SignedRequest, type Unread, UNSIGNED } from "./signed-request.ts";

/** The collection that a hook syncs. */
export interface HookTarget {
  /** The default branch of the repository where none is named. */
  readonly branch?: string | undefined;
  readonly run: () => void;
}

export interface HookOptions {
  readonly secret: Buffer;
  /** Finds a collection by its ID; undefined while the bot starts. */
  readonly targets: () => ((name: string) => HookTarget | undefined) | undefined;
  readonly log: Log;
  /** The time for a body, in milliseconds. */
  readonly bodyMs?: number;
}

const BODY_MS = 10_000;
/** So that slow requests cannot keep out those for health. */
const MOST_READING = 20;
const MOST_REMEMBERED = 1_000;
const SPACING_MS = 60_000;
/** The age of a signature. */
const OLDEST_MS = 300_000;
/** By which a sender's clock may be ahead. */
const AHEAD_MS = 30_000;

/**
 * Creates the route `POST /hooks/NAME`, which answers under any host name, as a proxy forwards to it.
 *
 * A signature that was accepted is remembered and refused. One with a time is also refused if this process had not started
 * by then, so that it could have been accepted before.
 */
export function createHooks(options: HookOptions): Hono {
  const { secret, targets, log, bodyMs = BODY_MS } = options;
  const startedAt = Date.now();
  const hooks = new Map<string, Hook>();
  let reading = 0;
  const receive = async (request: Context["req"]): Promise<Answer> => {
    const find = targets();
    if (!find || reading >= MOST_READING) return { status: 503, text: "Try again later." };
    reading += 1;
    const signed = await readSigned(request, secret, bodyMs).finally(() => (reading -= 1));
    if ("status" in signed) return signed;
    const name = request.param("name") ?? "";
    const target = find(name);
    if (!signed.isGenuine) return UNSIGNED;
    if (!target) {
      log.warn("a webhook with a valid signature names no collection that can be synced");
      return UNSIGNED;
    }
    if (!isNeeded(request, signed, target)) return { status: 202, text: "No sync is needed." };
    const hook = hooks.get(name) ?? createHook();
    hooks.set(name, hook);
    if (!isRecent(signed, startedAt) || !hook.remember(signed.claimed)) return REPLAYED;
    log.info({ collection: name }, "a webhook starts a sync");
    hook.start(target.run);
    return { status: 202, text: "Accepted." };
  };
  return new Hono().all("/:name", unstored, async (context) => {
    const { status, text } = context.req.method === "POST" ? await receive(context.req) : NOT_POST;
    return context.text(`${text}\n`, status);
  });
}

type Answer = Unread | { readonly status: 202 | 405 | 409 | 503; readonly text: string };

const NOT_POST: Answer = { status: 405, text: "Only POST." };
const REPLAYED: Answer = { status: 409, text: "Received before, or signed too long ago." };

function isRecent({ signedAt }: SignedRequest, startedAt: number): boolean {
  if (signedAt === undefined) return true;
  const now = Date.now();
  return signedAt > Math.max(startedAt + AHEAD_MS, now - OLDEST_MS) && signedAt <= now + AHEAD_MS;
}

/** The fields in use of a push, the same for GitHub, Forgejo and Gitea. */
const Push = z.object({
  ref: z.string(),
  repository: z.object({ default_branch: z.string().optional() }).optional(),
});

/** Whether an event may have changed the branch of a collection; true if that can't be known. */
function isNeeded(request: Context["req"], signed: SignedRequest, { branch }: HookTarget): boolean {
  if ((request.header("x-github-event") ?? "push") !== "push") return false;
  const push = Push.safeParse(jsonOf(signed)).data;
  const followed = branch ?? push?.repository?.default_branch;
  return push === undefined || followed === undefined || push.ref === `refs/heads/${followed}`;
}

const jsonOf = ({ head, isWhole }: SignedRequest): unknown =>
  isWhole ? parseJson(head.toString()) : undefined;

interface Hook {
  /** Returns whether the signature is new. */
  readonly remember: (claimed: string) => boolean;
  /** Starts a sync soon, at most once a minute; calls until then share it. */
  readonly start: (run: () => void) => void;
}

function createHook(): Hook {
  const seen = rememberLatest(MOST_REMEMBERED);
  let timer: NodeJS.Timeout | undefined;
  let earliest = 0;
  return {
    remember: (claimed) => seen.add(claimed),
    start(run) {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          earliest = performance.now() + SPACING_MS;
          run();
        },
        Math.max(0, earliest - performance.now()),
      ).unref();
    },
  };
}
