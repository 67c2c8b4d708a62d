/** @module Pins made, used, listed and removed in Discord, with the real client. */

import { describe, expect, it, vi } from "vitest";
import { encode } from "../../src/reply/action.ts";
import { flatten } from "../fake-discord/component-limits.ts";
import { fieldsOf, listOf } from "../fake-discord/json.ts";
import type { SentMessage } from "../fake-discord/messages.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { type Bot, HOME, joinedBot, OPERATOR, PRIVATE } from "../support/bot.ts";
import { buildAt, HARBOUR, ORCHARD } from "../support/library.ts";
import { writeFiles } from "../support/temporary.ts";

const BY = { guildId: HOME, userId: OPERATOR } as const;
const MEMBER = { guildId: HOME, userId: "1200000000000000777" } as const;
const QUESTION = "Where shall large vessels stay before arrival?";
const HOURS = "When does the harbour open in the morning?";
const APPLES = "How many apple trees has the orchard?";
const CHOSEN = "📌 Chosen by the moderators:";

const use = (
  fake: FakeDiscord,
  name: string,
  options: Readonly<Record<string, string>>,
  by: object = BY,
) => fake.interact({ type: "command", name, options, ...by });
const ask = (fake: FakeDiscord, question = QUESTION, by: object = MEMBER): Promise<SentMessage> =>
  use(fake, "ask", { question }, by).message();

/** Everything that a message says. */
const textOf = ({ content, embeds }: Pick<SentMessage, "content" | "embeds">): string =>
  [content, ...embeds.flatMap(({ title, description }) => [title ?? "", description ?? ""])]
    .join("\n")
    .replaceAll("\\", "");

/** The components of a message by their label, their emoji, or the text of a select. */
const controlsIn = ({ components }: SentMessage): Map<string, ReturnType<typeof fieldsOf>> =>
  new Map(
    flatten(components)
      .map(fieldsOf)
      .map((one) => [
        String(one["label"] ?? one["placeholder"] ?? fieldsOf(one["emoji"])["name"]),
        one,
      ]),
  );

const PATIENCE = { timeout: 15_000, interval: 10 };
type Handle = ReturnType<FakeDiscord["interact"]>;

function press(
  fake: FakeDiscord,
  shown: SentMessage,
  name: string,
  value?: string,
  by: object = BY,
) {
  const customId = controlsIn(shown).get(name)?.["custom_id"];
  expect(customId, name).toBeDefined();
  const values = value === undefined ? {} : { values: [value] };
  return fake.interact({ type: "component", customId: String(customId), ...values, ...by });
}

/** Waits for the message that a press changes. */
const changed = (pressed: Handle): Promise<SentMessage> =>
  vi.waitFor(() => {
    const found = pressed.edits().at(-1);
    if (!found) throw new Error("no edit");
    return found;
  }, PATIENCE);

const noticeOf = (pressed: Handle): Promise<SentMessage> =>
  vi.waitFor(() => {
    const [notice] = pressed.followUps();
    if (!notice) throw new Error("no notice");
    return notice;
  }, PATIENCE);

const idOf = async ({ library }: Pick<Bot, "library">, question: string): Promise<string> => {
  const { answers } = await library.ask(question, { top: 1, always: true });
  return answers[0]?.citation.id ?? "";
};

describe("/pin", () => {
  it("suggests passages, and shows privately what members see from then on", async () => {
    const bot = await joinedBot();
    const { fake } = bot;
    const typed = fake.interact({
      type: "autocomplete",
      name: "pin",
      options: { passage: "Ships" },
      ...BY,
    });
    const [choice] = await typed.choices();
    expect(choice?.name).toContain("Ships");
    expect(textOf(await ask(fake))).not.toContain(CHOSEN);
    const asked = use(fake, "pin", { question: QUESTION, passage: String(choice?.value) });
    expect(await asked.acknowledged()).toMatchObject({ type: 5, data: { flags: PRIVATE } });
    const shown = textOf(await asked.message());
    const seen = await ask(fake);
    expect(shown).toMatch(/Pinned\. Members who ask this/);
    expect(shown.endsWith(textOf(seen))).toBe(true);
    for (const part of [`**${QUESTION}**\n${CHOSEN}`, "wait for the pilot", "Ships"])
      expect(textOf(seen)).toContain(part);
    expect(seen.embeds[0]?.color).toBe(0x2e7d5b);
    const german = fake.interact({
      type: "command",
      name: "ask",
      options: { question: QUESTION },
      locale: "de",
      ...MEMBER,
    });
    expect(textOf(await german.message())).toContain("📌 Von den Moderatoren ausgewählt:");
    expect(fake.faults).toEqual([]);
  });

  it("can be undone, and that too", async () => {
    const bot = await joinedBot();
    const { fake } = bot;
    const passage = await idOf(bot, HOURS);
    const added = await use(fake, "pin", { question: QUESTION, passage }).message();
    const removed = await changed(press(fake, added, "Remove this pin"));
    expect(textOf(removed)).toContain(`**${QUESTION}**\nNo longer pinned.`);
    expect(textOf(await ask(fake))).not.toContain(CHOSEN);
    const again = await changed(press(fake, removed, "Undo"));
    expect(textOf(again)).toContain(CHOSEN);
    expect(textOf(await ask(fake))).toContain(CHOSEN);
    await changed(press(fake, again, "Remove this pin"));
    const late = fake.interact({
      type: "component",
      customId: String(controlsIn(again).get("Remove this pin")?.["custom_id"]),
      ...BY,
    });
    expect(textOf(await noticeOf(late))).toContain("removed already");
    expect(fake.faults).toEqual([]);
  });

  it.each([
    ["an unknown ID", { passage: "aaaaaaaaaaaa" }, /No passage here has the ID aaaaaaaaaaaa\./],
    ["no ID and no heading", { passage: "@everyone" }, /No passage here has the ID @everyone\./],
    ["a question without a word", { question: "???" }, /ask in words/],
    ["a greeting", { question: "Good morning!" }, /Greetings are not searched for/],
  ])("refuses %s in one line", async (_what, change, expected) => {
    const bot = await joinedBot();
    const options = { question: QUESTION, passage: await idOf(bot, HOURS), ...change };
    const refused = await use(bot.fake, "pin", options).message();
    expect(textOf(refused)).toMatch(expected);
    expect(await bot.library.pins()).toEqual([]);
    expect(bot.fake.faults).toEqual([]);
  });

  it("names the pin that is near and leads elsewhere, and the button that replaces it", async () => {
    const bot = await joinedBot();
    const { fake } = bot;
    await use(fake, "pin", { question: HOURS, passage: await idOf(bot, HOURS) }).message();
    const other = await idOf(bot, APPLES);
    const near = { question: "When does the harbour open each morning?", passage: other };
    const refused = await use(fake, "pin", near).message();
    expect(textOf(refused)).toContain(`very close to “${HOURS}”, which is pinned to another`);
    await changed(press(fake, refused, "Remove this pin"));
    expect(textOf(await use(fake, "pin", near).message())).toContain(CHOSEN);
    expect(fake.faults).toEqual([]);
  });

  it("is for operators only, the suggestions too", async () => {
    const { fake, library } = await joinedBot();
    const passage = await idOf({ library }, HOURS);
    for (const [name, options] of [
      ["pin", { question: QUESTION, passage }],
      ["pins", {}],
    ] as const)
      expect(textOf(await use(fake, name, options, MEMBER).message())).toContain("Only operators");
    const typed = fake.interact({
      type: "autocomplete",
      name: "pin",
      options: { passage: "Ships" },
      ...MEMBER,
    });
    expect(await typed.choices()).toEqual([]);
    expect(await library.pins()).toEqual([]);
  });
});

describe("the button 📌", () => {
  it("is under replies to operators only", async () => {
    const { fake } = await joinedBot();
    expect(controlsIn(await ask(fake, HOURS, BY)).has("📌")).toBe(true);
    expect(controlsIn(await ask(fake, HOURS, MEMBER)).has("📌")).toBe(false);
  });

  it("offers the passages of the reply, and pins the chosen one to its question", async () => {
    const bot = await joinedBot();
    const { fake } = bot;
    const question = "When do *ships* from the north (big ones) come to the harbour?";
    const reply = await ask(fake, question, BY);
    const choice = await press(fake, reply, "📌").message();
    expect(textOf(choice)).toBe(`**${question}**\nWhich passage answers it?`);
    expect(choice.flags).toBe(PRIVATE);
    const options = listOf(controlsIn(choice).get("Choose the passage")?.["options"]).map(fieldsOf);
    expect(options.length).toBeGreaterThan(1);
    const last = options.at(-1);
    const done = await changed(press(fake, choice, "Choose the passage", String(last?.["value"])));
    expect(textOf(done)).toContain(CHOSEN);
    const [pin] = await bot.library.pins();
    expect(pin).toMatchObject({ question, status: "active" });
    const source = await bot.library.source(pin?.passage ?? "");
    const heading = source.status === "found" ? source.citation.headings.at(-1) : "";
    expect(last?.["label"]).toBe(heading);
    expect(textOf(await ask(fake, question))).toContain(CHOSEN);
    expect(fake.faults).toEqual([]);
  });

  it("does nothing for a member, pressed or forged", async () => {
    const bot = await joinedBot();
    const { fake, library } = bot;
    const passages = [await idOf(bot, HOURS)];
    const reply = await ask(fake, HOURS, BY);
    for (const pressed of [
      press(fake, reply, "📌", undefined, MEMBER),
      fake.interact({ type: "component", customId: encode("pinned", { passages }), ...MEMBER }),
      fake.interact({
        type: "component",
        customId: encode("unpin", { word: "0".repeat(20) }),
        ...MEMBER,
      }),
      fake.interact({ type: "component", customId: encode("pins", {}), ...MEMBER }),
    ])
      expect(JSON.stringify(await pressed.acknowledged())).toContain("Only operators");
    expect(await library.pins()).toEqual([]);
  });

  it("is under a reply that found nothing, if sections are near", async () => {
    const { fake, library } = await joinedBot();
    const reply = await ask(fake, QUESTION, BY);
    if (reply.embeds.length > 0) throw new Error("something was found");
    const choice = await press(fake, reply, "📌").message();
    await changed(press(fake, choice, "Choose the passage", "0"));
    expect(await library.pins()).toMatchObject([{ question: QUESTION }]);
  });

  it("says so where its message has no question", async () => {
    const bot = await joinedBot();
    const passages = [await idOf(bot, HOURS)];
    const customId = encode("pin", { passages });
    const pressed = bot.fake.interact({ type: "component", customId, ...BY });
    expect(textOf(await pressed.message())).toContain("from an older version");
  });
});

describe("/pins", () => {
  it("lists pins page by page, the latest first, and removes one by a select", async () => {
    const bot = await joinedBot();
    const { fake, library } = bot;
    expect(textOf(await use(fake, "pins", {}).message())).toContain("No pins yet. **/pin**");
    const passage = await idOf(bot, HOURS);
    const words = [
      "anchor",
      "barrel",
      "candle",
      "dinner",
      "engine",
      "fiddle",
      "garden",
      "hammer",
      "island",
    ];
    for (const word of words) await library.pin(`Has anybody lost ${word}?`, passage);
    const first = await use(fake, "pins", {}).message();
    expect(textOf(first)).toMatch(/1\. \*\*Has anybody lost island\?\*\*\n-# Hours · The harbour/);
    expect(first.embeds[0]?.footer?.text).toBe("9 pins · Page 1 of 2");
    const second = await changed(press(fake, first, "Next ▶"));
    expect(textOf(second)).toContain("9. **Has anybody lost anchor?**");
    const oldest = (await library.pins())[0]?.id ?? "";
    const removed = await changed(press(fake, second, "Remove a pin", oldest));
    expect(textOf(removed)).toContain("**Has anybody lost anchor?**\nNo longer pinned.");
    const rest = await changed(press(fake, removed, "All pins"));
    expect(rest.embeds[0]?.footer?.text).toBe("8 pins · Page 1 of 1");
    expect(fake.faults).toEqual([]);
  });

  it("says why a pin is set aside, and which text took the place of its passage", async () => {
    const bot = await joinedBot();
    const { fake, library, place } = bot;
    await library.pin(HOURS, await idOf(bot, HOURS));
    await library.pin(APPLES, await idOf(bot, APPLES));
    await writeFiles(place.seedsDir, {
      "harbour.md": HARBOUR.replace("six", "seven"),
      "orchard.md": ORCHARD.replace(/## Trees[^#]*/, ""),
    });
    await buildAt(place, { full: false, onProgress: () => {} });
    await library.refresh();
    const shown = textOf(await use(fake, "pins", {}).message());
    const successor = await idOf(bot, HOURS);
    expect(shown).toContain(
      `Set aside: the passage has changed. The current text is ${successor}.`,
    );
    expect(shown).toMatch(/apple trees[^⚠]*⚠️ Set aside: the passage/);
    expect(textOf(await ask(fake, HOURS))).not.toContain(CHOSEN);
    const gone = (await library.pins())[0]?.passage ?? "";
    const refused = await use(fake, "pin", { question: QUESTION, passage: gone }).message();
    expect(textOf(refused)).toContain(`${gone} has changed, so it can't be pinned. The current`);
    expect(fake.faults).toEqual([]);
  });
});
