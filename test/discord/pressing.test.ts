/** @module Buttons and selects, with the real client: what each does, and that none that is forged, cut or old does harm. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ButtonStyle, type APIMessageTopLevelComponent } from "discord-api-types/v10";
import { describe, expect, it } from "vitest";
import type { Feedback, Vote } from "../../src/feedback/feedback.ts";
import type { Library } from "../../src/collection/library.ts";
import { ABILITIES } from "../../commands/index.ts";
import { decode, encode } from "../../src/reply/action.ts";
import { type BotOptions, HOME, joinedBot, OPERATOR, PRIVATE } from "../support/bot.ts";
import { eventually } from "../fake-discord/client.ts";
import { flatten } from "../fake-discord/component-limits.ts";
import { fieldsOf } from "../fake-discord/json.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { HARBOUR } from "../support/library.ts";
import { writeFiles } from "../support/temporary.ts";

const QUESTION = "When does the harbour open in the morning?";
const ASK = { type: "command", name: "ask", options: { question: QUESTION } } as const;
const OPENS =
  "The harbour opens at six in the morning, and its gate is shut at dusk by the keeper.";
const USER = "1200000000000000777";

type Components = readonly APIMessageTopLevelComponent[];

/** The `custom_id`s of a message's components, by label, placeholder or emoji. */
const controlsOf = (components: Components): Record<string, string> =>
  Object.fromEntries(
    flatten(components)
      .map(fieldsOf)
      .filter(({ custom_id: id }) => typeof id === "string")
      .map(({ label, placeholder, emoji, custom_id: id }) => [
        String(label ?? placeholder ?? fieldsOf(emoji)["name"]),
        String(id),
      ]),
  );

const press = (fake: FakeDiscord, customId: string | undefined, more: object = {}) =>
  fake.interact({ type: "component", customId: customId ?? "", userId: USER, ...more });

/** A bot that keeps votes, and a first answer. */
async function answered(options: BotOptions & { readonly isPrivate?: boolean } = {}) {
  const votes: Vote[] = [];
  const unanswered: unknown[] = [];
  const feedback: Feedback = {
    vote: async (vote) => void votes.push(vote),
    shown: () => {},
    note: () => {},
    unanswered: async (...asked) => void unanswered.push(asked),
    keepsQuestions: true,
  };
  const bot = await joinedBot({ feedback: { for: () => feedback }, ...options });
  const asked = bot.fake.interact({
    ...ASK,
    options: { question: QUESTION, ...(options.isPrivate ? { private: true } : {}) },
  });
  const first = await asked.message();
  return { ...bot, votes, unanswered, first, controls: controlsOf(first.components) };
}

/** A document of one section each, so that there are as many passages. */
const sections = (title: string, count: number): string =>
  [`# ${title}`]
    .concat(
      Array.from(
        { length: count },
        (_, at) =>
          `## Part ${at}\n\nThe harbour opens at ${at} for ships of the ${at}th class only.`,
      ),
    )
    .join("\n\n");

describe("under an answer", () => {
  it("are its sources and votes, and privately a button to show it to all", async () => {
    const { fake, controls } = await answered();
    expect(Object.keys(controls)).toEqual(["Sources & more", "👍", "👎"]);
    for (const id of Object.values(controls)) expect(id).not.toMatch(/harbour|morning/i);
    const { controls: inPrivate } = await answered({ isPrivate: true });
    expect(Object.keys(inPrivate)).toEqual(["Sources & more", "👍", "👎", "Show to everyone"]);
    expect(fake.faults).toEqual([]);
  });

  it("are the sources of its passages, shown privately to the member who presses", async () => {
    const { fake, controls } = await answered({ files: { "a.md": sections("The harbour", 12) } });
    const pressed = press(fake, controls["Sources & more"]);
    expect(await pressed.acknowledged()).toMatchObject({ type: 5, data: { flags: PRIVATE } });
    const first = await pressed.message();
    expect(first.flags).toBe(PRIVATE);
    const number = Number(/^Passage (\d+) of 12$/.exec(first.embeds[0]?.author?.name ?? "")?.[1]);
    expect(first.embeds[0]?.title).toBe(`Part ${number - 1}`);
    const select = flatten(first.components)
      .map(fieldsOf)
      .find(({ placeholder }) => placeholder === "Another passage");
    const options = Array.isArray(select?.["options"]) ? select["options"].map(fieldsOf) : [];
    expect(options).toHaveLength(5);
    expect(options[0]).toMatchObject({
      value: "0",
      default: true,
      description: expect.stringMatching(/^The harbour · line \d+$/),
    });
    const other = press(fake, String(select?.["custom_id"]), { values: ["3"] });
    expect(await other.acknowledged()).toMatchObject({ type: 6 });
    await expect.poll(() => other.edits().at(-1)?.embeds[0]?.title).toBe(options[3]?.["label"]);
    expect(fake.faults).toEqual([]);
  });

  it("is a source still when its message is from before a restart", async () => {
    const { library } = await answered();
    const id = (await library.complete("harbour", 1))[0]?.id ?? "";
    const { fake } = await joinedBot();
    const { embeds } = await press(fake, encode("source", { passages: [id] })).message();
    expect(embeds[0]?.title).toBe("Hours");
  });

  it("shows a private answer to all, once and by name, pinging no one", async () => {
    const files = {
      "a.md":
        "# The old book\n\nThe harbour opens at 6 in the morning.\n\nA crane lifts what the boats bring.",
      "c.md":
        "# A copy of it\n\nThe harbour opens at 6 in the morning.\n\nA crane lifts what the boats bring.",
      "b.md":
        "# The new book\n\nThe harbour opens at 9 in the morning.\n\nNobody may swim beyond the second buoy.",
    };
    const { fake, first, controls } = await answered({ files, isPrivate: true });
    expect(JSON.stringify(first.embeds)).toContain("Accounts differ");
    expect(JSON.stringify(first.embeds)).toMatch(/Same text in: (?:A copy of it|The old book)/);
    const where = { message: first };
    const share = controls["Show to everyone"];
    const pressed = [press(fake, share, where), press(fake, share, where)];
    await Promise.all(pressed.map((one) => one.acknowledged()));
    const posted = () => pressed.flatMap((one) => one.followUps());
    await expect.poll(() => posted().length).toBe(2);
    const shared = posted().find(({ flags }) => flags === 0);
    expect(shared?.content).toBe(`${first.content}\n-# Shared by <@${USER}>`);
    expect(shared?.embeds).toEqual(first.embeds);
    expect(Object.keys(controlsOf(shared?.components ?? []))).not.toContain("Show to everyone");
    const refused = posted().find(({ flags }) => flags === PRIVATE);
    expect(refused?.content).toMatch(/already shown/);
    const edited = () => pressed.flatMap((one) => one.edits());
    await expect.poll(() => edited().length).toBe(1);
    const [after] = edited();
    expect(after?.content).toBe(first.content);
    expect(
      flatten(after?.components ?? [])
        .map(fieldsOf)
        .at(-1),
    ).toMatchObject({
      label: "Shown to everyone",
      disabled: true,
    });
    expect(fake.faults).toEqual([]);
  });

  it("stays shareable where the post for everyone fails", async () => {
    const { fake, first, controls } = await answered({ isPrivate: true });
    const share = controls["Show to everyone"];
    fake.fail({ method: "POST", path: /^\/webhooks/, status: 404 });
    const failed = press(fake, share, { message: first });
    await eventually(() => failed.followUps().at(-1)?.content ?? "").toMatch(/went wrong/);
    const again = press(fake, share, { message: first });
    await expect.poll(() => again.followUps().at(-1)?.content).toContain("Shared by");
  });
});

describe("votes", () => {
  it("are handed on with the passages and the reply they are on; a second one too", async () => {
    const { fake, first, controls, votes } = await answered();
    expect((await press(fake, controls["👍"]).message()).content).toContain("Thanks!");
    await press(fake, controls["👍"]).message();
    await press(fake, controls["👎"]).message();
    const ballot = { userId: USER, messageId: first.id };
    expect(votes.map(({ verdict }) => verdict)).toEqual(["up", "up", "down"]);
    for (const vote of votes) expect(vote.ballot).toEqual(ballot);
    const { passages } = decode(controls["Sources & more"] ?? "") ?? { passages: [] };
    const shown = passages.slice(0, votes[0]?.passageIds.length).map(({ id }) => id);
    expect(votes[0]?.passageIds).toEqual(shown);
  });

  it("may have a reason, which is kept with the vote on the reply itself", async () => {
    const { fake, first, controls, votes } = await answered();
    const why = await press(fake, controls["👎"]).message();
    expect(why.flags).toBe(PRIVATE);
    const select = controlsOf(why.components)["Reason"];
    const chosen = press(fake, select, { values: ["outdated"] });
    await expect.poll(() => chosen.edits().at(-1)?.content).toMatch(/Noted: It is out of date/);
    expect(chosen.edits().at(-1)?.components).toEqual([]);
    expect(votes.at(-1)).toMatchObject({
      verdict: "down",
      reason: "outdated",
      ballot: { userId: USER, messageId: first.id },
    });
    expect(fake.faults).toEqual([]);
  });

  it("with a reason that is none are refused", async () => {
    const { fake, controls, votes } = await answered();
    const why = await press(fake, controls["👎"]).message();
    const select = controlsOf(why.components)["Reason"];
    for (const values of [["__proto__"], [], ["other", "outdated"]])
      expect((await press(fake, select, { values }).message()).content).toMatch(/older version/);
    expect(votes).toHaveLength(1);
  });
});

describe("where nothing is found", () => {
  const nothing = (library: Library): Library => ({
    ...library,
    ask: async (question, options) => ({
      ...(await library.ask(question, options)),
      outcome: "nothing",
      answers: [],
    }),
  });

  it("opens the text under the nearest headings, and keeps the question with the first of them", async () => {
    const { fake, first, unanswered } = await answered({ wrap: nothing });
    expect(first.content).toContain("Nothing found. Closest sections:");
    const [label, id] = Object.entries(controlsOf(first.components))[0] ?? [];
    expect(label).toBe("Hours");
    expect((await press(fake, id).message()).embeds[0]?.description).toContain("opens at six");
    const passage = expect.stringMatching(/^[a-z2-7]{12}$/);
    expect(unanswered).toEqual([[QUESTION, { heading: "Hours", passage }]]);
  });

  it.each(["hi", "what is it?"])("what asks nothing of the documents is not: %s", async (typed) => {
    const { fake, unanswered } = await answered({ wrap: nothing });
    unanswered.length = 0;
    const question = { ...ASK, options: { question: typed } };
    expect((await fake.interact(question).message()).embeds).toEqual([]);
    expect(unanswered).toEqual([]);
  });
});

describe("a source", () => {
  it("leads back and forth through its document, in place", async () => {
    const { fake, controls } = await answered();
    const first = await press(fake, controls["Sources & more"]).message();
    expect(Object.keys(controlsOf(first.components))).toEqual([
      "Another passage",
      "Next ▶",
      "Technical details",
      "👍",
      "👎",
      "Exact text as a file",
    ]);
    const turned = press(fake, controlsOf(first.components)["Next ▶"]);
    expect(await turned.acknowledged()).toMatchObject({ type: 6 });
    await expect.poll(() => turned.edits().length).toBe(1);
    const next = turned.edits()[0];
    expect(next?.embeds[0]?.description).toContain("wait for the pilot");
    const back = press(fake, controlsOf(next?.components ?? [])["◀ Back"]);
    await expect.poll(() => back.edits().length).toBe(1);
    expect(back.edits()[0]?.embeds).toEqual(first.embeds);
    expect(fake.faults).toEqual([]);
  });

  it("has its technical details in place, and a way back to the text", async () => {
    const { fake, controls } = await answered();
    const first = await press(fake, controls["Sources & more"]).message();
    const details = press(fake, controlsOf(first.components)["Technical details"]);
    await expect.poll(() => details.edits().length).toBe(1);
    const shown = details.edits()[0];
    const fields = shown?.embeds[0]?.fields?.map(({ name }) => name);
    expect(fields).toEqual(
      expect.arrayContaining(["Passage ID", "Where", "SHA-256 of the file", "Indexed"]),
    );
    const back = press(fake, controlsOf(shown?.components ?? [])["Show the text"]);
    await expect.poll(() => back.edits().at(-1)?.embeds).toEqual(first.embeds);
    expect(fake.faults).toEqual([]);
  });

  it("takes votes on its passage alone", async () => {
    const { fake, controls, votes } = await answered();
    const first = await press(fake, controls["Sources & more"]).message();
    await press(fake, controlsOf(first.components)["👍"], { message: first }).message();
    expect(votes).toMatchObject([{ verdict: "up", ballot: { messageId: first.id } }]);
    expect(votes[0]?.passageIds).toHaveLength(1);
  });

  it("gives the exact bytes of its passage, whatever they are", async () => {
    const text =
      "Der Häfen öffnet um 6 Uhr. *Kein* `Zeichen`\r\nfehlt: 😀\t\u202e\u00a0„so“ @everyone.";
    const { fake, place, library } = await answered({
      files: { "a.md": `\uFEFF# Häfen\r\n\r\n${text}\r\n\r\n## Mehr\r\n\r\nNoch ein Absatz.\r\n` },
    });
    const id = (await library.complete("", 1))[0]?.id ?? "";
    const sent = await press(fake, encode("bytes", { passages: [id] })).message();
    const file = await readFile(join(place.seedsDir, "a.md"));
    const bytes = Buffer.from(sent.files[0]?.bytes ?? []);
    expect(sent.files[0]?.name).toBe(`${id}.txt`);
    expect(file.indexOf(bytes)).toBe(file.indexOf("Der Häfen"));
    expect(bytes.equals(Buffer.from(text))).toBe(true);
    expect(fake.faults).toEqual([]);
  });

  it("links to the web, and to nowhere else", async () => {
    const page = (source: string) => `---\nsource: ${source}\n---\n\n# A\n\n${OPENS}\n`;
    const linksOf = async (source: string) => {
      const { fake, controls } = await answered({ files: { "a.md": page(source) } });
      const { components } = await press(fake, controls["Sources & more"]).message();
      return flatten(components)
        .map(fieldsOf)
        .filter(({ style }) => style === ButtonStyle.Link)
        .map(({ url }) => url);
    };
    expect(await linksOf("https://example.org/a")).toEqual(["https://example.org/a"]);
    expect(await linksOf("javascript:alert(1)")).toEqual([]);
    expect(await linksOf("http://wiki/a")).toEqual([]);
    expect(await linksOf(`https://example.org/${"a".repeat(600)}`)).toEqual([]);
  });
});

describe("after a rebuild that took the passages away", () => {
  const elsewhere = "# The tower\n\nThe tower has ninety steps and a bell that nobody rings.\n";

  async function rebuilt() {
    const bot = await answered({ files: { "a.md": sections("The harbour", 12) } });
    const source = await press(bot.fake, bot.controls["Sources & more"]).message();
    await writeFiles(bot.place.seedsDir, { "a.md": elsewhere });
    await bot.library.rebuild({ full: false, force: true, onProgress: () => {} });
    return { ...bot, source };
  }

  it("each button says so kindly", async () => {
    const { fake, controls, source } = await rebuilt();
    const gone = await press(fake, controls["Sources & more"]).message();
    expect(gone.content).toMatch(/was changed by \d+ \w+ \d{4},.*The current text is/);
    const instead = press(fake, controlsOf(gone.components)["Current text"]);
    await expect.poll(() => instead.edits().at(-1)?.embeds[0]?.title).toBe("The tower");
    const bytes = controlsOf(source.components)["Exact text as a file"];
    expect((await press(fake, bytes).message()).content).toMatch(/was changed/);
    expect(fake.faults).toEqual([]);
  });

  it("a private answer is not shown to everyone any more, and stays", async () => {
    const { fake, place, library, first, controls } = await answered({ isPrivate: true });
    await writeFiles(place.seedsDir, { "harbour.md": elsewhere, "orchard.md": elsewhere });
    await library.rebuild({ full: false, force: true, onProgress: () => {} });
    const pressed = press(fake, controls["Show to everyone"], { message: first });
    await expect.poll(() => pressed.followUps().length).toBe(1);
    expect(pressed.followUps()[0]).toMatchObject({ flags: PRIVATE });
    expect(pressed.followUps()[0]?.content).toMatch(/passages are gone/);
    expect(pressed.edits()).toEqual([]);
  });
});

describe("/documents", () => {
  const files = Object.fromEntries(
    Array.from({ length: 23 }, (_, at) => [
      `${String(at).padStart(2, "0")}.md`,
      `---\npublished: 2020-01-${String(at + 1).padStart(2, "0")}\n---\n\n# Book ${at}\n\n${HARBOUR.slice(15)}`,
    ]),
  );

  it("lists what the bot knows in pages, with dates and counts, and opens each", async () => {
    const { fake } = await joinedBot({ files });
    const listed = await fake.interact({ type: "command", name: "documents" }).message();
    expect(listed.flags).toBe(PRIVATE);
    expect(listed.embeds[0]?.description).toMatch(
      /^1\\. \*\*Book 0\*\*\n1 Jan 2020 · \d passages?\n/,
    );
    expect(listed.embeds[0]?.footer?.text).toMatch(/^23 documents, \d+ passages · Page 1 of 3$/);
    const turned = press(fake, controlsOf(listed.components)["Next ▶"]);
    await expect.poll(() => turned.edits().at(-1)?.embeds[0]?.footer?.text).toMatch(/Page 2 of 3/);
    const select = controlsOf(listed.components)["Open a document"];
    const options = flatten(listed.components).map(fieldsOf)[1]?.["options"];
    const [option] = Array.isArray(options) ? options.map(fieldsOf) : [];
    const opened = await press(fake, select, { values: [String(option?.["value"])] }).message();
    expect(opened.embeds[0]).toMatchObject({ title: "Hours" });
    expect(fake.faults).toEqual([]);
  });

  it("shows the last page for one past the end", async () => {
    const { fake } = await joinedBot({ files });
    for (const page of [3, 99_999]) {
      const pressed = press(fake, encode("documents", { page }));
      await expect.poll(() => pressed.edits().at(-1)?.embeds[0]?.footer?.text).toMatch(/3 of 3/);
    }
  });
});

describe("/help", () => {
  it("has two screens, and says what is kept", async () => {
    const { fake } = await answered();
    const first = await fake.interact({ type: "command", name: "help" }).message();
    const second = press(fake, controlsOf(first.components)["How to read a reply"]);
    await expect
      .poll(() => second.edits().at(-1)?.content)
      .toMatch(/Questions and posts that found nothing are kept/);
    const back = press(fake, controlsOf(second.edits().at(-1)?.components ?? [])["Commands"]);
    await expect.poll(() => back.edits().at(-1)?.content).toBe(first.content);
  });
});

describe("a component that is forged, cut short or old", () => {
  const id = "abcdefghijkl";
  const forged = [
    "",
    "x".repeat(100),
    "1",
    "1.rebuild...",
    "1.__proto__...",
    "1.constructor...",
    "0.source...abcdefghijkl--",
    "1.source...",
    "1.source...abcdefghijk",
    `1.source...${"abcdefghijkl--".repeat(6)}`,
    "1.source...@everyone!!--",
    `1.more.1..${id}--`,
    "1.turn...",
    `1.pick...${id}--`,
    `1.share.9.found.${id}--`,
    `1.share.1.nothing.${id}--`,
    "1.share..used.",
    "1.vote..up.",
    `1.vote..maybe.${id}--`,
    "1.help.9..",
    "1.documents.-1..",
    "1.documents.1e9..",
  ];

  it.each(forged)("says so privately, and does nothing: %j", async (customId) => {
    let looks = 0;
    const wrap = (library: Library): Library => {
      const counted = <T>(value: T): T => ((looks += 1), value);
      return {
        ...library,
        source: (typed) => counted(library.source(typed)),
        recall: (options) => counted(library.recall(options)),
        documents: (offset, limit) => counted(library.documents(offset, limit)),
        rebuild: (options) => counted(library.rebuild(options)),
      };
    };
    const { fake } = await joinedBot({ wrap });
    const pressed = press(fake, customId, { memberPermissions: "8", guildId: HOME });
    expect(await pressed.acknowledged()).toMatchObject({ type: 4, data: { flags: PRIVATE } });
    expect((await pressed.message()).content).toMatch(/older version/);
    expect(looks).toBe(0);
    expect(fake.faults.filter((fault) => !fault.includes("custom_id"))).toEqual([]);
  });

  it("is none by its ID alone: what it names is looked up, and may be unknown", async () => {
    const { fake } = await joinedBot();
    for (const action of ["source", "turn", "bytes"] as const) {
      const pressed = press(fake, encode(action, { passages: [id] }));
      await eventually(() => [...pressed.edits()].at(-1)?.content).toMatch(/No passage has the ID/);
    }
    expect(fake.faults).toEqual([]);
  });

  it("is refused in a guild that is not allowed, whatever it says", async () => {
    const { fake } = await joinedBot({ settings: { allowedGuildIds: [HOME] } });
    for (const { name: action } of ABILITIES.actions) {
      const pressed = press(fake, encode(action, { page: 1, word: "up", passages: [id] }));
      expect((await pressed.message()).content).toMatch(/not set up to answer here/);
    }
  });
});

describe("a press", () => {
  it("that is delivered twice is one", async () => {
    const { fake, controls, votes } = await answered();
    const pressed = press(fake, controls["👍"]);
    pressed.again();
    await pressed.message();
    expect(votes).toHaveLength(1);
    expect(fake.faults).toEqual([]);
  });

  it("is limited for those who press without end, and counts as no question", async () => {
    const limits = { perUser: { times: 1, seconds: 60 }, perChannel: { times: 99, seconds: 1 } };
    const { fake, controls } = await answered({
      settings: { limits: { ...limits, overall: { times: 99, seconds: 1 }, atOnce: 99 } },
    });
    const pressed = Array.from({ length: 45 }, () => press(fake, controls["👍"]));
    const said = await Promise.all(pressed.map((one) => one.message()));
    const refused = said.filter(({ content }) => /Slow down/.test(content));
    expect(refused).toHaveLength(5);
  });

  it("is answered in the language of the member who presses", async () => {
    const { fake, controls } = await answered();
    const { content } = await press(fake, controls["👍"], { locale: "de" }).message();
    expect(content).toContain("Danke");
    const unknown = await press(fake, "1.gone...", { locale: "de" }).message();
    expect(unknown.content).toContain("Dieser Knopf");
  });

  it("by an operator or an administrator may no more than by anyone", async () => {
    const { fake, controls } = await answered();
    for (const userId of [OPERATOR, USER]) {
      const said = await press(fake, controls["Sources & more"], {
        userId,
        memberPermissions: "8",
      }).message();
      expect(said.flags).toBe(PRIVATE);
    }
  });
});

it("a title of 500 characters with Markdown and emoji breaks nothing", async () => {
  const title = "**@everyone** [x](https://example.org) `😀👩‍👩‍👧` # ".repeat(12).slice(0, 500).trim();
  const files = {
    "a.md": `---\ntitle: '${title}'\n---\n\n${OPENS}\n\n## ${"_b_".repeat(90)}\n\n${OPENS}`,
  };
  const { fake, first, controls } = await answered({ files });
  expect(first.embeds[0]?.title?.length).toBeLessThanOrEqual(256);
  await press(fake, controls["Sources & more"]).message();
  await fake.interact({ type: "command", name: "documents" }).message();
  expect(fake.faults).toEqual([]);
});
