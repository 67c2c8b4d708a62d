/** @module Pins of two collections: each is its own operators', and no other shows or takes it. */

import { describe, expect, it } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { EVERYONE, NO_COMMUNITY } from "../../src/base/config/collections.ts";
import { createLog } from "../../src/base/log.ts";
import { CollectionId, openCollections } from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import { createBot } from "../../src/interactions/bot.ts";
import type { Use } from "../../src/interactions/action.ts";
import { decode, tagOf } from "../../src/reply/action.ts";
import type { Message } from "../../src/reply/message.ts";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { memoryLibrary } from "../support/memory-library.ts";
import { memoryTransport } from "../support/memory-transport.ts";

const [PORT_GUILD = "", FARM_GUILD = "", HOME = "", FARMER = "", HOST = ""] = [
  "1",
  "2",
  "3",
  "5",
  "6",
].map((digit) => digit.repeat(18));
const QUESTION = "Where shall large vessels stay before arrival?";

async function scene() {
  const port = await memoryLibrary({ "harbour.md": HARBOUR }, CollectionId.parse("port"));
  const farm = await memoryLibrary({ "orchard.md": ORCHARD }, CollectionId.parse("farm"));
  const served = (library: Library, guild: string, operators: readonly string[]) => ({
    id: library.id,
    audience: { ...EVERYONE, isEveryone: false, servers: [guild] },
    isPrivate: false,
    hasPages: false,
    operators,
    community: NO_COMMUNITY,
    sourceName: library.id,
    faults: () => [],
    open: async () => library,
    build: (request: Parameters<Library["rebuild"]>[0]) => library.rebuild(request),
  });
  const bot = createBot({
    ...ABILITIES,
    collections: openCollections([
      served(port, PORT_GUILD, []),
      served(farm, FARM_GUILD, [FARMER]),
    ]),
    log: createLog("silent"),
  });
  const show = async (use: Use): Promise<Message | undefined> => {
    const { transport, messages } = memoryTransport();
    await bot.handle(use, transport);
    return messages.at(-1);
  };
  const idOf = async (library: Library, question: string): Promise<string> =>
    (await library.ask(question, { top: 1, always: true })).answers[0]?.citation.id ?? "";
  const ships = await idOf(port, "Ships from the north wait for the pilot?");
  return { port, farm, ships, show };
}

const by = (userId: string, guildId: string, operator = false) => ({
  userId,
  guildId,
  channelId: "8",
  locale: "en",
  rights: operator ? { operator, everyCollection: true } : { operator },
});

describe("pins of several collections", () => {
  it("lead to no passage of another", async () => {
    const { port, farm, ships, show } = await scene();
    const options = { question: QUESTION, passage: ships };
    const refused = await show({ ...by(FARMER, FARM_GUILD), name: "pin", options });
    expect(refused?.content).toContain(`No passage here has the ID ${ships}`);
    expect(refused?.content).not.toContain("Ships");
    expect([...(await port.pins()), ...(await farm.pins())]).toEqual([]);
  });

  it("are not made, listed or removed by an operator of another", async () => {
    const { port, ships, show } = await scene();
    const pin = await port.pin(QUESTION, ships);
    for (const use of [
      { name: "pin", options: { question: "Any?", passage: ships, collection: "port" } },
      { name: "pins", options: { collection: "port" } },
    ])
      expect((await show({ ...by(FARMER, FARM_GUILD), ...use }))?.content).toContain(
        "no such collection",
      );
    for (const customId of [`1.unpin..${pin.id}.`, `1.unpin..${pin.id}..${tagOf("port")}`])
      await show({
        ...by(FARMER, FARM_GUILD),
        customId,
        values: [],
        message: { id: "9", content: "**Q**" },
      });
    expect(await port.pins()).toHaveLength(1);
    const listed = await show({ ...by(FARMER, FARM_GUILD), name: "pins", options: {} });
    expect(listed?.content).toContain("No pins yet");
  });

  it("are shown for questions to their own collection only", async () => {
    const { port, farm, ships, show } = await scene();
    await port.pin(QUESTION, ships);
    const ask = { name: "ask", options: { question: QUESTION } };
    expect((await show({ ...by(FARMER, PORT_GUILD), ...ask }))?.content).toContain("Chosen by");
    expect((await show({ ...by(FARMER, FARM_GUILD), ...ask }))?.content).not.toContain("Chosen by");
    expect(await farm.pins()).toEqual([]);
  });

  it("are made from elsewhere by name, and their buttons keep the collection", async () => {
    const { port, ships, show } = await scene();
    const options = { question: QUESTION, passage: ships, collection: "port" };
    const made = await show({ ...by(HOST, HOME, true), name: "pin", options });
    const ids = (made?.components ?? []).flatMap(({ components }) =>
      components.flatMap((one) => ("custom_id" in one ? [one.custom_id] : [])),
    );
    expect(ids.map((id) => decode(id)?.collection)).toEqual([tagOf("port"), tagOf("port")]);
    const message = { id: "9", content: made?.content ?? "" };
    const customId = ids[0] ?? "";
    await show({ ...by(HOST, HOME, true), customId, values: [], message });
    expect(await port.pins()).toEqual([]);
  });
});
