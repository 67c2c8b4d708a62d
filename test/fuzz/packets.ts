/** @module Events of the gateway, fuzzed: documented ones with fields that are missing, added, of a wrong type or huge. */

import fc from "fast-check";
import { expect } from "vitest";
import { z } from "zod";
import type { Observation } from "../../src/base/observation.ts";
import { message as text } from "../../src/reply/message.ts";
import { fakeDiscord, joinedBot } from "../support/bot.ts";
import { APPLICATION_ID, CHANNEL_ID, GUILD_ID } from "../fake-discord/ids.ts";
import { type Fields, fieldsOf } from "../fake-discord/json.ts";
import { CONTEXTS, INTERACTIONS, MESSAGES } from "../fake-discord/kinds.ts";
import { writtenMessage } from "../fake-discord/payloads.ts";
import { brokenText } from "./hostile.ts";
import { type Target, targetOf } from "./target.ts";

/** `at` counts the packet's fields, those within others too, and goes round. */
const Edit = z.object({
  edit: z.enum(["drop", "replace", "add"]),
  at: z.number(),
  name: z.string(),
  value: z.unknown(),
});
const Input = z.object({
  interaction: z.string(),
  context: z.string(),
  message: z.string(),
  event: z.enum([
    "INTERACTION_CREATE",
    "MESSAGE_CREATE",
    "CHANNEL_CREATE",
    "THREAD_CREATE",
    "THREAD_UPDATE",
    "THREAD_DELETE",
    "MESSAGE_DELETE",
    "MESSAGE_DELETE_BULK",
  ]),
  /** Where a message is written: one in a forum begins a thread, and one elsewhere mentions the bot. */
  place: z.enum(["channel", "forum", "elsewhere"]).default("elsewhere"),
  edits: z.array(Edit),
});
type Edit = z.infer<typeof Edit>;
type Input = z.infer<typeof Input>;

/** Written by name, so that what is found can be read. */
const HUGE = new Map<unknown, () => unknown>([
  ["a long text", () => "a".repeat(200_000)],
  ["a long list", () => Array.from({ length: 5_000 }, () => ({}))],
  ["a deep list", () => JSON.parse("[".repeat(500) + "]".repeat(500))],
]);
const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 2, 3, 1e21, 1e308, "", "2", [], {}, [null]),
  fc.constantFrom(...Array.from(HUGE.keys()), "1100000000000000002", "../../x", "help", "de"),
  fc.jsonValue({ maxDepth: 3 }),
  brokenText(200),
);

const inputs: fc.Arbitrary<Input> = fc.record({
  interaction: fc.constantFrom(...Object.keys(INTERACTIONS)),
  context: fc.constantFrom(...Object.keys(CONTEXTS)),
  message: fc.oneof(fc.constant("an ordinary one"), fc.constantFrom(...Object.keys(MESSAGES))),
  event: fc.oneof(
    fc.constantFrom("INTERACTION_CREATE", "MESSAGE_CREATE"),
    fc.constantFrom(...Input.shape.event.options),
  ),
  place: fc.constantFrom(...Input.shape.place.unwrap().options),
  edits: fc.array(
    fc.record({
      edit: fc.constantFrom("drop", "replace", "add"),
      at: fc.nat(300),
      name: fc.oneof(
        fc.constantFrom("__proto__", "constructor", "id", "type", "values"),
        brokenText(20),
      ),
      value,
    }),
    { maxLength: 4 },
  ),
});

type Node = Record<string, unknown>;

/** Every field, as the object that holds it and its name. */
const fieldsWithin = (node: Node): readonly (readonly [Node, string])[] =>
  Object.entries(node).flatMap(([name, held]) => [
    [node, name] as const,
    ...(typeof held === "object" && held !== null ? fieldsWithin(held as Node) : []),
  ]);

function apply(packet: Node, { edit, at, name, value: given }: Edit): void {
  const all = fieldsWithin(packet);
  const [holder, field] = all[at % Math.max(1, all.length)] ?? [packet, name];
  if (edit === "drop") Reflect.deleteProperty(holder, field);
  else
    Object.defineProperty(holder, edit === "add" ? name : field, {
      value: HUGE.get(given)?.() ?? structuredClone(given),
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

const edited = (packet: Fields, edits: readonly Edit[]): Fields => {
  const copy = JSON.parse(JSON.stringify(packet)) as Node;
  for (const edit of edits) apply(copy, edit);
  return copy;
};

/** The target of "Find sources" laid over with a kind of message, so that it is fuzzed too. */
const withTarget = (message: Fields): Fields => {
  const target = { ...writtenMessage({ content: "The harbour" }), ...message };
  const id = String(target["id"]);
  return { type: 3, target_id: id, resolved: { messages: { [id]: target } } };
};

const ASKED = "1100000000000000101";
const FORUM = "1100000000000000102";

/** A packet of an event that is no interaction. */
function packetOf({ event, place }: Pick<Input, "event" | "place">, message: Fields): Fields {
  const mention = { content: `<@${APPLICATION_ID}> harbour?`, mentions: [APPLICATION_ID] };
  const written = writtenMessage(place === "elsewhere" ? mention : { content: "harbour?" });
  const { id } = written;
  if (event === "MESSAGE_DELETE_BULK") return { ids: [id], channel_id: ASKED };
  if (event.startsWith("THREAD"))
    return { id, type: 11, parent_id: FORUM, name: "Hours", guild_id: GUILD_ID };
  const channel = { channel: ASKED, forum: id, elsewhere: CHANNEL_ID }[place];
  return { ...written, channel_id: channel, ...message };
}

/** One bot for all runs: what one packet does to it, the next one shows. */
export async function packets(): Promise<Target> {
  const escaped: Observation[] = [];
  const answerIn = [ASKED, FORUM];
  const run = async () => ({ message: text("About the harbour") });
  const { fake } = await joinedBot({
    fake: await fakeDiscord({ messageContent: "limited" }),
    settings: { answerMentions: true, answerIn },
    community: { answerIn },
    abilities: { listener: { name: "post", accepts: () => true, run } },
    observe: (seen) => void (seen.kind === "fault" && escaped.push(seen)),
  });
  return targetOf("packets", Input, inputs, async ({ event, edits, ...kinds }) => {
    const faults = fake.faults.length;
    const message = MESSAGES[kinds.message] ?? {};
    if (event === "INTERACTION_CREATE") {
      let sent: Fields = {};
      const asked = fake.interact({ type: "command", name: "Find sources" }, (payload) => {
        const data = { ...fieldsOf(payload["data"]), ...withTarget(message) };
        const kind = { data, ...INTERACTIONS[kinds.interaction] };
        return (sent = edited({ ...payload, ...kind, ...CONTEXTS[kinds.context] }, edits));
      });
      if (sent["id"] === asked.id && sent["token"] === asked.token) {
        await asked.acknowledged();
        expect(fake.faults.slice(faults)).toEqual([]);
        expect(escaped).toEqual([]);
      }
    } else {
      const packet = packetOf({ event, ...kinds }, message);
      const thread = { id: packet["id"], type: 11, parent_id: FORUM, name: "Hours" };
      if (kinds.place === "forum") fake.gateway.dispatch("THREAD_CREATE", edited(thread, edits));
      fake.gateway.dispatch(event, edited(packet, edits));
    }
    const help = fake.interact({ type: "command", name: "help" });
    expect((await help.message()).content).toContain("/ask");
  });
}
