/** @module The routes of the interactions' server: Discord's requests, proofs of the address, readiness for balancers. */

import type { HttpBindings } from "@hono/node-server";
import { InteractionResponseType, InteractionType } from "discord-api-types/v10";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import type { Log } from "../../base/log.ts";
import type { DeliveryResult, Observe } from "../../base/observation.ts";
import { parseJson } from "../../base/text.ts";
import { PROOF_PARAMETER, proofOf } from "../../discord/endpoint-proof.ts";
import { addressOf } from "../../discord/interaction.ts";
import { dataHeaders, unstored } from "../guard.ts";
import type { Delivery, Received } from "./deliveries.ts";
import { createClock } from "./clock.ts";
import { createVerifier } from "./signature.ts";

export interface EndpointOptions {
  /** The keys of the application, in hexadecimal. */
  readonly publicKeys: readonly string[];
  readonly token: string;
  readonly receive: (delivery: Delivery) => Received;
  /** Lists the conditions that the bot lacks before it can answer. */
  readonly missing: () => readonly string[];
  readonly log: Log;
  readonly observe: Observe;
}

/** Bytes of a request; Discord's are far smaller. */
const MAX_BODY = 500_000;
const PATH = "/interactions";
const CHALLENGE = /^[0-9a-f]{32,128}$/;

type Env = { Bindings: HttpBindings };
type Refused = Exclude<DeliveryResult, "accepted" | "repeated">;

/** Creates the routes. A signature is checked before anything else of a request is judged. */
export function createEndpoint(options: EndpointOptions): Hono<Env> {
  const { log, missing } = options;
  const app = new Hono<Env>();
  app.use(dataHeaders, unstored);
  app.post(PATH, limitBody, receiver(options));
  app.get(PATH, (context) => proveAddress(context, options));
  app.all(PATH, (context) => context.text("Only POST.\n", 405, { Allow: "POST" }));
  app.get("/readyz", (context) => {
    const isReady = missing().length === 0;
    return context.json({ ready: isReady }, isReady ? 200 : 503);
  });
  app.notFound((context) => context.text(`There is ${PATH}.\n`, 404));
  app.onError((error, context) => {
    // Nobody reads the answer.
    if (context.req.raw.signal.aborted) return new Response(null, { status: 499 });
    log.error({ err: error }, "a request of Discord failed");
    return context.text("It failed; see the log.\n", 500);
  });
  return app;
}

const limitBody = bodyLimit({
  maxSize: MAX_BODY,
  onError: (context) => context.text(`Expected at most ${MAX_BODY} bytes.\n`, 413),
});

const REFUSALS: Readonly<Record<Refused, readonly [status: 400 | 401 | 415, text: string]>> = {
  unsigned: [401, "Expected a valid signature."],
  stale: [401, "Expected a timestamp of the last 60 seconds."],
  "no json": [415, "Expected application/json."],
  unreadable: [400, "Expected an interaction."],
};

/** Returns the handler of Discord's requests. */
function receiver(options: EndpointOptions) {
  const { publicKeys, receive, log, observe } = options;
  const isSigned = createVerifier(publicKeys);
  const clock = createClock({ log, observe });
  const refuse = (context: Context, result: Refused): Response => {
    const [status, text] = REFUSALS[result];
    observe({ kind: "delivery", result });
    return context.text(`${text}\n`, status);
  };
  return async (context: Context<Env>): Promise<Response> => {
    const body = new Uint8Array(await context.req.arrayBuffer());
    const timestamp = context.req.header("x-signature-timestamp");
    const signature = context.req.header("x-signature-ed25519");
    if (!isSigned({ signature, timestamp, body })) return refuse(context, "unsigned");
    if (!clock.isRecent(timestamp)) return refuse(context, "stale");
    if (!JSON_TYPE.test(context.req.header("content-type") ?? ""))
      return refuse(context, "no json");
    const packet = parseJson(Buffer.from(body).toString());
    if (Ping.safeParse(packet).success)
      return Response.json({ type: InteractionResponseType.Pong });
    const address = addressOf(packet);
    if (!address) return refuse(context, "unreadable");
    const { isNew, response } = receive({ packet, address, sent: sentOf(context) });
    observe({ kind: "delivery", result: isNew ? "accepted" : "repeated" });
    return (await response)();
  };
}

const JSON_TYPE = /^application\/json(?:;|$)/i;
const Ping = z.object({ type: z.literal(InteractionType.Ping) });

/** Resolves once the response is written to its connection; rejects if that ends before. */
function sentOf({ env: { outgoing } }: Context<Env>): Promise<void> {
  const sent = new Promise<void>((resolve, reject) => {
    outgoing.once("finish", resolve);
    outgoing.once("close", () => reject(new Error("the connection ended before the answer")));
  });
  // It may end before an answer waits for it.
  sent.catch(() => {});
  return sent;
}

/** Answers a challenge of the set-up, or of the doctor. */
function proveAddress(context: Context<Env>, { token, missing }: EndpointOptions): Response {
  const challenge = context.req.query(PROOF_PARAMETER) ?? "";
  if (!CHALLENGE.test(challenge)) return context.text("Only POST.\n", 405, { Allow: "POST" });
  const isReady = missing().length === 0;
  return context.json({ proof: proofOf(token, challenge), ready: isReady });
}
