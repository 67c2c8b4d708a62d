/** @module Links from replies to the pages of passages: where there are pages, and in replies that can be passed on. */

import type { APIButtonComponentWithURL } from "discord-api-types/v10";
import { describe, expect, it } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { createLog } from "../../src/base/log.ts";
import { CollectionId, singleCollection } from "../../src/collection/collections.ts";
import { createBot } from "../../src/interactions/bot.ts";
import type { Press } from "../../src/interactions/action.ts";
import type { Caller } from "../../src/interactions/caller.ts";
import type { Call } from "../../src/interactions/command.ts";
import { pageAddress } from "../../src/programs/page-address.ts";
import type { Message } from "../../src/reply/message.ts";
import { HARBOUR } from "../support/library.ts";
import { memoryLibrary } from "../support/memory-library.ts";
import { memoryTransport } from "../support/memory-transport.ts";

const QUESTION = "When does the harbour open in the morning?";
const library = await memoryLibrary({ "harbour.md": HARBOUR }, CollectionId.parse("port"));
const [HOURS] = (await library.complete("Hours", 1)).map(({ id }) => id);
const PUBLIC_URL = "https://quotes.example.org";
const ADDRESS = `${PUBLIC_URL}/p/port/${HOURS}`;
const CALLER: Caller = {
  userId: "1",
  guildId: "2",
  channelId: "3",
  locale: "en-GB",
  rights: { operator: false },
};

interface Setting {
  readonly publicUrl?: string | undefined;
  readonly hasPages?: boolean;
  readonly isPrivate?: boolean;
}

const ALL = { publicUrl: PUBLIC_URL, hasPages: true, isPrivate: false };

/** The messages that come of a use. */
async function repliesTo(
  use: Omit<Call, keyof Caller> | Omit<Press, keyof Caller>,
  setting: Setting = {},
): Promise<readonly Message[]> {
  const { publicUrl, hasPages, isPrivate } = { ...ALL, ...setting };
  const bot = createBot({
    ...ABILITIES,
    collections: singleCollection(library, { hasPages, isPrivate }),
    log: createLog("silent"),
    publicUrl,
  });
  const { transport, messages } = memoryTransport();
  await bot.handle({ ...CALLER, ...use }, transport);
  return messages;
}

const source = { name: "source", options: { id: HOURS ?? "" } };
const ask = (isHidden: boolean) => ({
  name: "ask",
  options: { question: QUESTION, private: isHidden },
});

const buttonsOf = (replies: readonly Message[]): string[] =>
  replies
    .flatMap(({ components }) => components.flatMap((row) => row.components))
    .filter((one): one is APIButtonComponentWithURL => "url" in one)
    .map(({ label, url }) => `${label} ${url}`);

const smallPrintOf = (replies: readonly Message[]): string =>
  replies.flatMap(({ embeds }) => embeds.map(({ description }) => description)).join("\n");

describe("a source", () => {
  it("has a button that leads to the page of its passage", async () => {
    expect(buttonsOf(await repliesTo(source))).toEqual([`Page to share ${ADDRESS}`]);
  });

  it.each<[string, Setting]>([
    ["the collection has no pages", { hasPages: false }],
    ["the collection is private", { isPrivate: true }],
    ["there is no public address", { publicUrl: undefined }],
    ["Discord would refuse the address", { publicUrl: "http://localhost:1" }],
  ])("has none where %s", async (_, setting) => {
    const replies = await repliesTo(source, setting);
    expect(replies).toHaveLength(1);
    expect(buttonsOf(replies)).toEqual([]);
  });
});

describe("an answer", () => {
  it("ends its small print with a link where everyone sees it", async () => {
    expect(smallPrintOf(await repliesTo(ask(false)))).toMatch(
      new RegExp(` · \\[link\\]\\(${ADDRESS}\\)$`),
    );
  });

  it("has none for the asker alone, until it is shown to everyone", async () => {
    const [reply] = await repliesTo(ask(true));
    if (!reply) throw new Error("no reply");
    expect(smallPrintOf([reply])).not.toContain(ADDRESS);
    const share = reply.components
      .flatMap((row) => row.components)
      .find((one) => "custom_id" in one && one.custom_id.includes("share"));
    const customId = share && "custom_id" in share ? share.custom_id : "";
    const message = { id: "9", content: reply.content, isPrivate: true };
    const [shared, own] = await repliesTo({ customId, values: [], message });
    expect(smallPrintOf([shared ?? reply])).toContain(`[link](${ADDRESS})`);
    expect(smallPrintOf([own ?? reply])).not.toContain(ADDRESS);
  });
});

describe("the address of a page", () => {
  it("names the collection, but for the only one where the settings name none", () => {
    const page = { publicUrl: PUBLIC_URL, id: "abcdefghijkl" };
    expect(pageAddress({ ...page, collection: "port" })).toBe(`${PUBLIC_URL}/p/port/abcdefghijkl`);
    expect(pageAddress({ ...page, collection: "default" })).toBe(`${PUBLIC_URL}/p/abcdefghijkl`);
  });
});
