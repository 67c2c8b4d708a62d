import { describe, expect, it } from "vitest";
import { ABILITIES } from "../../commands/index.ts";
import { fakeDiscord, HOME, joinedBot, joining, OPERATOR, PRIVATE } from "../support/bot.ts";
import { keptLog } from "../support/kept-log.ts";
import type { Library } from "../../src/collection/library.ts";
import { writeFiles } from "../support/temporary.ts";

const { commands: COMMANDS } = ABILITIES;

const QUESTION = "When does the harbour open in the morning?";
const ASK = { type: "command", name: "ask", options: { question: QUESTION } } as const;
const OF_OPERATORS = COMMANDS.filter(({ scope }) => scope === "home").map(
  ({ definition }) => definition.name,
);
const REBUILD = { type: "command", name: "rebuild", guildId: HOME, userId: OPERATOR } as const;

describe("joining", () => {
  it("asks for no intents", async () => {
    const { fake } = await joinedBot();
    expect(fake.gateway.identifies).toMatchObject([{ intents: 0 }]);
  });

  it("registers every command, those of operators in the home guild only", async () => {
    const { fake } = await joinedBot();
    const names = (guildId?: string) => fake.commands(guildId).map(({ name }) => name);
    expect(names()).toEqual(
      COMMANDS.filter(({ scope }) => scope === "everywhere").map(
        ({ definition }) => definition.name,
      ),
    );
    expect(names(HOME)).toEqual(OF_OPERATORS);
    expect(fake.faults).toEqual([]);
  });

  it("registers nothing where nothing differs from what Discord has", async () => {
    const { fake } = await joinedBot();
    const puts = () => fake.requests.filter(({ method }) => method === "PUT").length;
    expect(puts()).toBe(2);
    await joinedBot({ fake });
    expect(puts()).toBe(2);
  });

  it("answers all the same where the commands can't be looked up", async () => {
    const fake = await fakeDiscord();
    fake.fail({ method: "GET", path: /commands/, status: 403, times: 9 });
    await joinedBot({ fake });
    expect((await fake.interact(ASK).message()).embeds).toHaveLength(1);
  });

  it("says so where the token is refused", async () => {
    const fake = await fakeDiscord();
    const gateway = joining(fake, { settings: { token: "not.the.token" } });
    expect(await gateway.refused).toMatch(/refused the token \(401\).*check DISCORD_TOKEN/);
    expect(gateway.shards()).toEqual([]);
  });

  it.each([400, 403])(
    "serves where Discord refuses the commands with %i, and logs it",
    async (status) => {
      const { log, text } = keptLog();
      const fake = await fakeDiscord();
      fake.fail({ method: "PUT", path: /applications\/\d+\/commands/, status });
      await joinedBot({ fake, log });
      expect(text()).toContain("Discord refuses the commands");
      expect(fake.commands()).toEqual([]);
      expect(fake.commands(HOME)).toHaveLength(OF_OPERATORS.length);
      expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
    },
  );

  it("serves where Discord is out of order for commands, and registers them once it is not", async () => {
    const { log, text } = keptLog();
    const fake = await fakeDiscord();
    fake.fail({ path: /commands/, status: 503, times: 12 });
    await joinedBot({ fake, log });
    expect(fake.commands()).toEqual([]);
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
    await expect.poll(() => fake.commands().length, { timeout: 4_000 }).toBeGreaterThan(0);
    await expect
      .poll(() => fake.commands(HOME).length, { timeout: 4_000 })
      .toBe(OF_OPERATORS.length);
    expect(text()).toContain("commands could not be registered");
  });
});

describe("/ask", () => {
  it("defers, then answers with quotations and their source, pinging no one", async () => {
    const { fake } = await joinedBot();
    const asked = fake.interact(ASK);
    expect((await asked.acknowledged()).type).toBe(5);
    const { embeds, flags } = await asked.message();
    expect(flags ?? 0).toBe(0);
    expect(embeds).toMatchObject([
      {
        title: "Hours",
        description: expect.stringMatching(
          /^The harbour opens at six in the morning, and its gate is shut at dusk by the keeper\.\n-# The harbour · line 5$/,
        ),
      },
    ]);
    const edit = fake.requests.find(({ method }) => method === "PATCH");
    expect(edit?.body).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(fake.faults).toEqual([]);
  });

  it("answers privately on request", async () => {
    const { fake } = await joinedBot();
    const asked = fake.interact({ ...ASK, options: { question: QUESTION, private: true } });
    expect(await asked.acknowledged()).toMatchObject({ type: 5, data: { flags: PRIVATE } });
  });

  it("says what is wrong with a question, and apologises for what is not the asker's fault", async () => {
    const failing = (library: Library): Library => ({
      ...library,
      ask: () => Promise.reject(new Error("secret detail")),
    });
    const { fake } = await joinedBot();
    const empty = await fake.interact({ ...ASK, options: { question: "?!?!" } }).message();
    expect(empty.content).toMatch(/Please ask in words/);
    const { fake: other } = await joinedBot({ wrap: failing });
    const failed = await other.interact(ASK).message();
    expect(failed.content).toMatch(/Something went wrong/);
    expect(failed.content).not.toContain("secret");
  });

  it("answers an event that is delivered twice once", async () => {
    const { fake } = await joinedBot();
    const asked = fake.interact(ASK);
    asked.again();
    await asked.message();
    asked.again();
    await fake.interact(ASK).message();
    expect(asked.edits()).toHaveLength(1);
    expect(fake.faults).toEqual([]);
  });

  it("refuses a guild that is not allowed, and direct messages with it", async () => {
    const { fake } = await joinedBot({ settings: { allowedGuildIds: [HOME] } });
    for (const guildId of ["1100000000000000044", null]) {
      const asked = fake.interact({ ...ASK, guildId });
      expect(await asked.acknowledged()).toMatchObject({ type: 4, data: { flags: PRIVATE } });
      expect((await asked.message()).embeds ?? []).toEqual([]);
    }
    expect((await fake.interact({ ...ASK, guildId: HOME }).message()).embeds).not.toEqual([]);
  });

  it("survives an answer that Discord does not take, and answers the next", async () => {
    const { fake } = await joinedBot();
    // Named by their tokens: requests of several interactions may arrive in any order.
    const expired = fake.interact(ASK);
    fake.fail({
      path: new RegExp(`${expired.token}/callback`),
      status: 404,
      body: { code: 10062 },
    });
    const gone = fake.interact(ASK);
    fake.fail({ path: new RegExp(`${gone.token}.*original`), status: 401, body: { code: 50027 } });
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });
});

describe("/source", () => {
  it("shows the passage privately, with where it stands", async () => {
    const { fake, library } = await joinedBot();
    const id =
      (await library.ask(QUESTION, { top: 1, always: true })).answers[0]?.citation.id ?? "";
    const asked = fake.interact({ type: "command", name: "source", options: { id } });
    const { embeds, flags } = await asked.message();
    expect(flags).toBe(PRIVATE);
    expect(embeds?.[0]).toMatchObject({ title: "Hours", author: { name: "Passage 1 of 2" } });
  });

  it.each(["@everyone", "aaaaaaaaaaaa", "<@1200000000000000001>"])(
    "knows no %s, and pings no one",
    async (id) => {
      const { fake } = await joinedBot();
      const { content } = await fake
        .interact({ type: "command", name: "source", options: { id } })
        .message();
      expect(content).toMatch(/No passage has the ID/);
      expect(content).not.toMatch(/(?<!\\)@/);
      expect(fake.faults).toEqual([]);
    },
  );

  it("suggests passages while the ID is typed", async () => {
    const { fake } = await joinedBot();
    const typed = (id: string) =>
      fake.interact({ type: "autocomplete", name: "source", options: { id } }).choices();
    expect(await typed("orch tree")).toEqual([
      {
        name: expect.stringMatching(/^The orchard > Trees/),
        value: expect.stringMatching(/^[a-z2-7]{12}$/),
      },
    ]);
    expect(await typed("nothing like it")).toEqual([]);
  });

  it("suggests nothing where it can't, and nothing to a guild that is not allowed", async () => {
    const failing = (library: Library): Library => ({
      ...library,
      complete: () => Promise.reject(new Error("no")),
    });
    const { fake } = await joinedBot({ wrap: failing });
    const typing = { type: "autocomplete", name: "source", options: { id: "o" } } as const;
    expect(await fake.interact(typing).choices()).toEqual([]);
    const { fake: closed } = await joinedBot({ settings: { allowedGuildIds: [HOME] } });
    expect(await closed.interact({ ...typing, guildId: "1100000000000000044" }).choices()).toEqual(
      [],
    );
  });
});

describe("/rebuild", () => {
  it("rebuilds for an operator in the home guild, and serves what is new", async () => {
    const { fake, place, library } = await joinedBot();
    await writeFiles(place.seedsDir, {
      "tower.md": "# The tower\n\nThe tower has ninety steps and a bell that nobody rings.\n",
    });
    const asked = fake.interact(REBUILD);
    expect(await asked.acknowledged()).toMatchObject({ type: 5, data: { flags: PRIVATE } });
    await expect
      .poll(() => asked.edits().at(-1)?.content, { timeout: 4_000 })
      .toMatch(/1 added, 0 changed, 0 removed[^]*3 documents/);
    expect(library.counts().documents).toBe(3);
  });

  it.each([
    ["a member", { userId: "1200000000000000099" }],
    [
      "an administrator who is no operator",
      { userId: "1200000000000000099", memberPermissions: "8" },
    ],
    ["an operator in another guild", { guildId: "1100000000000000044" }],
    ["an operator in a direct message", { guildId: null }],
  ])("is refused at once and privately to %s", async (_, change) => {
    let builds = 0;
    const counting = (library: Library): Library => ({
      ...library,
      rebuild: (options) => {
        builds += 1;
        return library.rebuild(options);
      },
    });
    const { fake } = await joinedBot({ wrap: counting });
    const asked = fake.interact({ ...REBUILD, ...change });
    expect(await asked.acknowledged()).toMatchObject({ type: 4, data: { flags: PRIVATE } });
    expect((await asked.message()).content).toMatch(/Only operators/);
    expect(builds).toBe(0);
  });

  it("goes back to the index before, or says there is none", { timeout: 20_000 }, async () => {
    const { fake, place, library } = await joinedBot();
    const before = library.counts().documents;
    const said = async (options: Record<string, boolean>): Promise<string> => {
      const asked = fake.interact({ ...REBUILD, options });
      await expect
        .poll(() => asked.edits().at(-1)?.content, { timeout: 4_000 })
        .toMatch(/ in |fail/);
      return asked.edits().at(-1)?.content ?? "";
    };
    expect(await said({ back: true })).toMatch(
      /Still using 2 documents[^]*no earlier index to switch to/,
    );
    await writeFiles(place.seedsDir, {
      "tower.md": "# The tower\n\nThe tower has ninety steps and a bell that nobody rings.\n",
    });
    expect(await said({})).toMatch(/1 added/);
    expect(await said({ back: true })).toMatch(/Switched to the previous index[^]*1 removed/);
    expect(library.counts().documents).toBe(before);
  });

  it("tells why it failed, and that the old index stays", async () => {
    const { fake, place } = await joinedBot();
    await writeFiles(place.seedsDir, { "harbour.md": "", "orchard.md": "" });
    const asked = fake.interact(REBUILD);
    await expect
      .poll(() => asked.edits().at(-1)?.content, { timeout: 4_000 })
      .toMatch(/rebuild failed\. The index is unchanged/);
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });
});

describe("the connection", () => {
  it("comes back after the socket is dropped, resuming its session", async () => {
    const { fake } = await joinedBot();
    fake.gateway.dropSockets();
    await expect.poll(() => fake.gateway.resumes.length, { timeout: 4_000 }).toBe(1);
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
    expect(fake.gateway.identifies).toHaveLength(1);
  });

  it("says so where Discord refuses the token for good", async () => {
    const { fake, gateway } = await joinedBot();
    fake.gateway.close(4004);
    expect(await gateway.refused).toMatch(/4004/);
  });

  it("lets an answer under way end before it leaves, and takes no new one", async () => {
    let letGo = (): void => {};
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const slow = (library: Library): Library => ({
      ...library,
      ask: (question, options) => gate.then(() => library.ask(question, options)),
    });
    const { fake, gateway } = await joinedBot({ wrap: slow });
    const asked = fake.interact(ASK);
    await asked.acknowledged();
    const left = gateway.leave();
    letGo();
    await left;
    expect((await asked.message()).embeds).not.toEqual([]);
    expect(fake.gateway.open).toBe(0);
  });
});
