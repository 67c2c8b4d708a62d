/** @module The people of a run: one who manages a server, and members of two servers. */

import { setTimeout as sleep } from "node:timers/promises";
import { flatten } from "../../fake-discord/component-limits.ts";
import { fieldsOf } from "../../fake-discord/json.ts";
import { APPLICATION_ID, GUILD_ID } from "../../fake-discord/ids.ts";
import type { SentMessage } from "../../fake-discord/messages.ts";
import type { AttachedFile, InteractionEvent } from "../../fake-discord/payloads.ts";
import type { FakeDiscord } from "../../fake-discord/server.ts";
import type { Transcript } from "./transcript.ts";

export interface Person {
  readonly name: string;
  readonly userId: string;
  readonly guildId: string;
  readonly channelId: string;
  readonly memberPermissions: string;
}

/** The fake's own, to which all channels belong. */
export const SERVER = GUILD_ID;
export const OTHER_SERVER = "1100000000000000022";
const MANAGE_SERVER = "32";

const person = (name: string, at: number, guildId: string, memberPermissions = "0"): Person => ({
  name,
  userId: `12000000000000000${at}`,
  guildId,
  channelId: `14000000000000000${guildId.slice(-2)}`,
  memberPermissions,
});
export const MANAGER = person("manager", 21, SERVER, MANAGE_SERVER);
export const MEMBER = person("member", 22, SERVER);
export const STRANGER = person("member of another server", 23, OTHER_SERVER);

type Options = Readonly<Record<string, string | AttachedFile>>;

export interface People {
  /** Uses a command; returns the reply. */
  use(who: Person, name: string, options?: Options): Promise<SentMessage>;
  /** Mentions the bot; returns its message. */
  mention(who: Person, text: string): Promise<SentMessage>;
  /** Presses the button of a reply whose label begins so; returns the text once it fits. */
  press(who: Person, reply: SentMessage, label: string, expected: RegExp): Promise<SentMessage>;
}

const PATIENCE_MS = 120_000;

/** @param transcript Notes what each person does and sees. */
export const peopleOf = (fake: FakeDiscord, transcript: Transcript): People => ({
  async use(who, name, options = {}) {
    transcript.note(who.name, `\`/${name}${Object.entries(options).map(optionText).join("")}\``);
    const reply = await interact(fake, who, { type: "command", name, options });
    transcript.note("bot", textOf(reply));
    return reply;
  },
  async press(who, reply, label, expected) {
    const id = buttonIn(reply, label);
    transcript.note(who.name, `presses “${label}”`);
    const pressed = fake.interact({ type: "component", customId: id, ...placeOf(who) });
    const found = await messageIn(() => [...pressed.edits(), ...pressed.followUps()], expected);
    transcript.note("bot", textOf(found));
    return found;
  },
  async mention({ name, userId, channelId }, text) {
    transcript.note(name, `“@bot ${text}”`);
    fake.say({ channelId, userId, content: `<@${APPLICATION_ID}> ${text}` });
    const found = await messageIn(() => fake.written(channelId), /\S/);
    transcript.note("bot, by the gateway", textOf(found));
    return found;
  },
});

/** Waits for a message whose text fits. */
async function messageIn(
  all: () => readonly SentMessage[],
  expected: RegExp,
): Promise<SentMessage> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(50)) {
    const found = all().findLast((message) => expected.test(textOf(message)));
    if (found) return found;
  }
  throw new Error(`expected ${expected}, found ${all().map(textOf).at(-1)}`);
}

const placeOf = ({ userId, guildId, channelId, memberPermissions }: Person) => ({
  userId,
  guildId,
  channelId,
  memberPermissions,
});

const interact = (fake: FakeDiscord, who: Person, event: InteractionEvent): Promise<SentMessage> =>
  fake.interact({ ...event, ...placeOf(who) }).message(PATIENCE_MS);

const optionText = ([name, value]: readonly [string, Options[string]]): string =>
  ` ${name}:${typeof value === "string" ? value : value?.filename}`;

function buttonIn({ components }: SentMessage, label: string): string {
  const buttons = flatten(components).map(fieldsOf);
  const found = buttons.find((one) => String(one["label"]).startsWith(label));
  if (!found) throw new Error(`no button ${label}: ${buttons.map((one) => one["label"]).join()}`);
  return String(found["custom_id"]);
}

/** Returns everything that a message says. */
export const textOf = ({ content, embeds }: Pick<SentMessage, "content" | "embeds">): string =>
  [
    content,
    ...embeds.flatMap(({ title, description, footer }) => [title, description, footer?.text]),
  ]
    .filter(Boolean)
    .join("\n");
