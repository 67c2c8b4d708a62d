/** @module Documents added and removed in Discord, with the real client: what operators see, and what nobody can do. */

import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { APIMessageTopLevelComponent } from "discord-api-types/v10";
import { describe, expect, it, vi } from "vitest";
import { UserError } from "../../src/base/errors.ts";
import { encode } from "../../src/reply/action.ts";
import { openFolder } from "../../src/sources/folder.ts";
import { withSamples } from "../../src/sources/samples.ts";
import { flatten } from "../fake-discord/component-limits.ts";
import { fieldsOf } from "../fake-discord/json.ts";
import type { SentMessage } from "../fake-discord/messages.ts";
import type { AttachedFile } from "../fake-discord/payloads.ts";
import type { FakeDiscord } from "../fake-discord/server.ts";
import { type Bot, HOME, joinedBot, OPERATOR, PRIVATE } from "../support/bot.ts";
import { zipOf } from "../support/docx.ts";
import { HARBOUR, ORCHARD, placeIn } from "../support/library.ts";
import { column, pdfOf } from "../support/pdf.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const MILL = "# The mill\n\nThe mill grinds corn on every day but Sunday.\n";
const BY = { guildId: HOME, userId: OPERATOR } as const;
const SECOND = "1200000000000000002";
const MEMBER = "1200000000000000777";

const fileOf = (
  filename: string,
  content: string | Uint8Array,
  forged: AttachedFile["forged"] = {},
): AttachedFile => ({ filename, bytes: Buffer.from(content), forged });

type Options = Readonly<Record<string, string | AttachedFile>>;

const use = (fake: FakeDiscord, name: string, options: Options, by: object = BY) =>
  fake.interact({ type: "command", name, options, ...by });
const add = (fake: FakeDiscord, options: Options, by?: object) => use(fake, "add", options, by);

const buttonsIn = (components: readonly APIMessageTopLevelComponent[]): Record<string, string> =>
  Object.fromEntries(
    flatten(components)
      .map(fieldsOf)
      .filter(({ custom_id: id }) => typeof id === "string")
      .map(({ label, custom_id: id }) => [String(label), String(id)]),
  );

const press = (fake: FakeDiscord, customId: string | undefined, by: object = BY) =>
  fake.interact({ type: "component", customId: customId ?? "", ...by });

/** Everything that a message says. */
const textOf = ({ content, embeds }: Pick<SentMessage, "content" | "embeds">): string =>
  [content, ...embeds.flatMap(({ title, description }) => [title ?? "", description ?? ""])]
    .join("\n")
    .replaceAll("\\", "");

const PATIENCE = { timeout: 15_000, interval: 10 };

type Handle = ReturnType<FakeDiscord["interact"]>;

/** Waits for the result of a press: the message with a button to undo, or one that says something. */
const resultOf = (pressed: Handle, expected: RegExp): Promise<SentMessage> =>
  vi.waitFor(() => {
    const found = pressed.edits().findLast((edit) => expected.test(textOf(edit)));
    if (!found) throw new Error(`${expected}: ${pressed.edits().map(textOf).at(-1)}`);
    return found;
  }, PATIENCE);

/** Waits for a private message beside the one that holds the button. */
const noticeOf = (pressed: Handle): Promise<string> =>
  vi.waitFor(() => {
    const [notice] = pressed.followUps().map(textOf);
    if (notice === undefined) throw new Error("no notice");
    return notice;
  }, PATIENCE);

/** Presses a button of a message, and waits for the result. */
async function pressOf(
  { fake }: Pick<Bot, "fake">,
  { components }: SentMessage,
  label: string,
  expected: RegExp,
): Promise<SentMessage> {
  const id = buttonsIn(components)[label];
  expect(id, label).toBeDefined();
  return resultOf(press(fake, id), expected);
}

const filesOf = async ({ place }: Pick<Bot, "place">): Promise<string[]> =>
  (await readdir(place.seedsDir)).toSorted();
const ask = async (fake: FakeDiscord, question: string): Promise<string> =>
  textOf(await fake.interact({ type: "command", name: "ask", options: { question } }).message());

const TWO = ["harbour.md", "orchard.md"];

describe("/add", () => {
  it("shows privately how a file is split, and writes nothing before the press", async () => {
    const bot = await joinedBot();
    const asked = add(bot.fake, { file: fileOf("mill.md", MILL) });
    expect(await asked.acknowledged()).toMatchObject({ type: 5, data: { flags: PRIVATE } });
    const preview = await asked.message();
    for (const part of ["The mill", "its first heading", "1 passage", "mill.md", "grinds corn"])
      expect(textOf(preview)).toContain(part);
    expect(Object.keys(buttonsIn(preview.components))).toEqual(["Add and index", "Cancel"]);
    expect(await filesOf(bot)).toEqual(TWO);
    const done = await pressOf(bot, preview, "Add and index", /mill.md was added/);
    expect(textOf(done)).toContain("3 documents");
    expect(await readFile(join(bot.place.seedsDir, "mill.md"), "utf8")).toBe(MILL);
    expect(await ask(bot.fake, "When does the mill grind corn?")).toContain("but Sunday");
    const undone = await pressOf(bot, done, "Undo", /is as it was before/);
    expect(undone.components).toEqual([]);
    expect(await filesOf(bot)).toEqual(TWO);
    expect(bot.library.counts().documents).toBe(2);
    expect(await ask(bot.fake, "When does the mill grind corn?")).not.toContain("but Sunday");
    expect(bot.fake.faults).toEqual([]);
  });

  it("keeps the provenance that is given, and the name from the member's disk", async () => {
    const bot = await joinedBot();
    const file = fileOf("_.md", "The mill grinds corn on every day.\n", { title: "Мельница" });
    const given = { title: "Of *mills*", publisher: "The guild", published: "2024-05-01" };
    const preview = await add(bot.fake, { file, ...given }).message();
    for (const part of ["Of *mills*", "as given", "The guild", "1 May 2024", "Мельница.md"])
      expect(textOf(preview)).toContain(part);
    await pressOf(bot, preview, "Add and index", /was added/);
    const written = await readFile(join(bot.place.seedsDir, "Мельница.md"), "utf8");
    expect(written).toMatch(/^---\ntitle: Of \*mills\*\npublisher: The guild\npublished: /);
  });

  it("replaces a document only by a button that says so, and undo restores it", async () => {
    const bot = await joinedBot();
    const preview = await add(bot.fake, { file: fileOf("harbour.md", MILL) }).message();
    expect(textOf(preview)).toContain("harbour.md exists and is different");
    expect(Object.keys(buttonsIn(preview.components))).toEqual(["Replace and index", "Cancel"]);
    const done = await pressOf(bot, preview, "Replace and index", /harbour.md was replaced/);
    expect(await readFile(join(bot.place.seedsDir, "harbour.md"), "utf8")).toBe(MILL);
    await pressOf(bot, done, "Undo", /is as it was before/);
    expect(await readFile(join(bot.place.seedsDir, "harbour.md"), "utf8")).toBe(HARBOUR);
  });

  it("has no button for a file that is there already", async () => {
    const { fake } = await joinedBot();
    const preview = await add(fake, { file: fileOf("harbour.md", HARBOUR) }).message();
    expect(textOf(preview)).toContain("already there");
    expect(preview.components).toEqual([]);
  });

  it("shows a new preview where the file was edited since, and keeps the edit", async () => {
    const bot = await joinedBot();
    const preview = await add(bot.fake, { file: fileOf("harbour.md", MILL) }).message();
    const edited = `${HARBOUR}\nThe pilot sleeps at noon.\n`;
    await writeFile(join(bot.place.seedsDir, "harbour.md"), edited);
    const again = await pressOf(bot, preview, "Replace and index", /has changed since/);
    expect(await readFile(join(bot.place.seedsDir, "harbour.md"), "utf8")).toBe(edited);
    await pressOf(bot, again, "Replace and index", /harbour.md was replaced/);
    expect(await readFile(join(bot.place.seedsDir, "harbour.md"), "utf8")).toBe(MILL);
  });

  it("replaces the samples with the first document, and says so", async () => {
    const folder = await temporaryFolder();
    await writeFiles(join(folder, "samples"), { "a.md": HARBOUR, "b.md": ORCHARD });
    const own = placeIn(folder);
    const source = withSamples(openFolder(own.seedsDir), openFolder(join(folder, "samples")));
    const bot = await joinedBot({ place: { ...own, source } });
    const refused = await use(bot.fake, "remove", { document: "a.md" }).message();
    expect(textOf(refused)).toContain("samples cannot be removed");
    const preview = await add(bot.fake, { file: fileOf("mill.md", MILL) }).message();
    expect(textOf(preview)).toContain("samples will no longer be searched");
    await pressOf(bot, preview, "Add and index", /1 document,/);
    expect(bot.library.servesSamples()).toBe(false);
    const confirmation = await use(bot.fake, "remove", { document: "mill.md" }).message();
    expect(textOf(confirmation)).toContain("samples will be searched again");
    const done = await pressOf(bot, confirmation, "Remove and index", /samples are served/);
    expect(bot.library.servesSamples()).toBe(true);
    await pressOf(bot, done, "Undo", /is as it was before/);
    expect(bot.library.servesSamples()).toBe(false);
  });

  it("takes exactly one of a file and a link", async () => {
    const { fake } = await joinedBot();
    const both = { file: fileOf("mill.md", MILL), link: "https://example.org/" };
    for (const options of [{}, { title: "The mill" }, both])
      expect(textOf(await add(fake, options).message())).toContain("either `file` or `link`");
  });

  it("adds a page from a link, with its address and the day", async () => {
    const html = "<title>The kiln</title><p>The kiln bakes clay on every day but Monday.</p>";
    const page = async (address: string) => ({
      name: "example.org-kiln.html",
      content: Buffer.from(html),
      origin: { source: address, retrieved: "2026-05-04" },
    });
    const bot = await joinedBot({ downloads: { page, attachment: () => Promise.reject() } });
    const preview = await add(bot.fake, { link: "https://example.org/kiln" }).message();
    for (const part of ["The kiln", "4 May 2026", "https://example.org/kiln"])
      expect(textOf(preview)).toContain(part);
    await pressOf(bot, preview, "Add and index", /was added/);
    const sidecar = join(bot.place.seedsDir, "example.org-kiln.html.yaml");
    expect(await readFile(sidecar, "utf8")).toContain("source: https://example.org/kiln");
  });

  it("is cancelled without a trace", async () => {
    const bot = await joinedBot();
    const preview = await add(bot.fake, { file: fileOf("mill.md", MILL) }).message();
    const ids = buttonsIn(preview.components);
    await pressOf(bot, preview, "Cancel", /Nothing was changed/);
    expect(await noticeOf(press(bot.fake, ids["Add and index"]))).toContain("used already");
    expect(await filesOf(bot)).toEqual(TWO);
  });

  it("says where the documents are changed if not here", async () => {
    const bot = await joinedBot({ isWritable: false });
    for (const reply of [
      add(bot.fake, { file: fileOf("mill.md", MILL) }),
      use(bot.fake, "remove", { document: "harbour.md" }),
    ])
      expect(textOf(await reply.message())).toContain(`come from ${bot.place.seedsDir}`);
  });
});

/** A Word file of 100 kB that unpacks to more than 100 MB. */
const BOMB = zipOf([
  { name: "[Content_Types].xml", content: "<Types/>" },
  { name: "word/document.xml", content: Buffer.alloc(101_000_000, " ") },
]);

describe("a file that lies", () => {
  const pdf = pdfOf([column("Bakers must sweep the chimney before the oven is lit.")]);
  it.each([
    ["a PDF named .md", "rules.md", pdf, /its content is a PDF, though its name ends in .md/],
    ["a program named .pdf", "rules.pdf", "MZ\u0000\u0003 a program", /it is no PDF/],
    [
      "HTML named .txt",
      "rules.txt",
      "\n<!DOCTYPE html><p>Rules</p>",
      /its content is an HTML page/,
    ],
    ["a ZIP archive named .md", "rules.md", "PK\u0003\u0004 and more", /a ZIP archive/],
    ["a program named .txt", "rules.txt", "MZ\u0000\u0003 a program", /a binary file/],
    ["a page named .md", "rules.md", "<title>Rules</title><p>Rules", /an HTML page/],
    ["a bomb named .docx", "rules.docx", BOMB, /it unpacks to more than 100 MB/],
    ["no Word document", "rules.docx", "PK\u0003\u0004 and more", /it is no .docx file/],
    ["a program", "rules.exe", "MZ", /a .exe file: only/],
    ["without a name", "...", "Rules", /needs a name/],
    ["empty", "empty.md", "", /it is empty/],
  ])("is refused with the reader's reason: %s", async (_what, name, content, reason) => {
    const bot = await joinedBot();
    const refused = await add(bot.fake, { file: fileOf(name, content) }).message();
    expect(textOf(refused)).toMatch(reason);
    expect(refused.components).toEqual([]);
    expect(await filesOf(bot)).toEqual(TWO);
  });

  it("is refused by its size before and while it is read", async () => {
    const bot = await joinedBot();
    const large = Buffer.alloc(10_000_001, "a ");
    const honest = await add(bot.fake, { file: fileOf("large.txt", large) }).message();
    expect(textOf(honest)).toContain("at most 10 MB are read");
    const isFetched = () => bot.fake.requests.some(({ path }) => path.includes("attachments"));
    expect(isFetched()).toBe(false);
    const lying = fileOf("large.txt", large, { size: 100 });
    expect(textOf(await add(bot.fake, { file: lying }).message())).toContain("at most 10 MB");
    expect(isFetched()).toBe(true);
  });

  it("leaves no folder by its name", async () => {
    const bot = await joinedBot();
    for (const filename of ["../../evil.md", "C:\\evil.md", ".evil.md"]) {
      const preview = await add(bot.fake, { file: fileOf("a.md", MILL, { filename }) }).message();
      expect(textOf(preview)).toContain("Will be saved as evil.md");
    }
  });

  it.each([
    ["another host", "https://evil.example/ephemeral-attachments/1/2/mill.md"],
    ["a private address", "http://169.254.169.254/latest/meta-data"],
    ["a host that begins like Discord's", "https://cdn.discordapp.com.evil.example/mill.md"],
    ["a user name like Discord's host", "https://cdn.discordapp.com@evil.example/mill.md"],
    ["a file of this machine", "file:///etc/passwd"],
    ["no address", "mill"],
  ])("is not fetched from %s", async (_what, url) => {
    const bot = await joinedBot();
    const reply = await add(bot.fake, { file: fileOf("mill.md", MILL, { url }) }).message();
    expect(textOf(reply)).toMatch(/^Expected /);
    expect(bot.fake.requests.filter(({ path }) => path.includes("attachments"))).toEqual([]);
  });
});

describe("/remove", () => {
  it("names the document, and takes its text out of replies at once", async () => {
    const bot = await joinedBot();
    const typed = bot.fake.interact({
      type: "autocomplete",
      name: "remove",
      options: { document: "ORCH" },
      ...BY,
    });
    const [choice, ...others] = await typed.choices();
    expect(others).toEqual([]);
    expect(choice?.name).toBe("The orchard (orchard.md)");
    const asked = use(bot.fake, "remove", { document: String(choice?.value) });
    expect(await asked.acknowledged()).toMatchObject({ type: 5, data: { flags: PRIVATE } });
    const confirmation = await asked.message();
    for (const part of ["The orchard", "orchard.md", "2 passages"])
      expect(textOf(confirmation)).toContain(part);
    expect(await filesOf(bot)).toEqual(TWO);
    expect(await ask(bot.fake, "How many apple trees has the orchard?")).toContain("forty apple");
    const done = await pressOf(bot, confirmation, "Remove and index", /orchard.md was removed/);
    expect(await filesOf(bot)).toEqual(["harbour.md"]);
    const after = await ask(bot.fake, "How many apple trees has the orchard?");
    expect(after).not.toContain("forty apple");
    await pressOf(bot, done, "Undo", /is as it was before/);
    expect(await readFile(join(bot.place.seedsDir, "orchard.md"), "utf8")).toBe(ORCHARD);
    expect(await ask(bot.fake, "How many apple trees has the orchard?")).toContain("forty apple");
    expect(bot.fake.faults).toEqual([]);
  });

  it("takes a path or a title that was typed, and refuses what is neither", async () => {
    const { fake } = await joinedBot();
    for (const document of ["orchard.md", "The orchard"])
      expect(textOf(await use(fake, "remove", { document }).message())).toContain("2 passages");
    const unknown = await use(fake, "remove", { document: "../secret" }).message();
    expect(textOf(unknown)).toContain("No document is called “../secret”");
  });

  it("restores the document if the index can't lose it", async () => {
    const bot = await joinedBot({ files: { "harbour.md": HARBOUR } });
    const confirmation = await use(bot.fake, "remove", { document: "harbour.md" }).message();
    const kept = await pressOf(bot, confirmation, "Remove and index", /Nothing was changed/);
    expect(Object.keys(buttonsIn(kept.components))).toEqual(["Remove and index", "Cancel"]);
    expect(await filesOf(bot)).toEqual(["harbour.md"]);
  });

  it("is no longer possible once the document is gone", async () => {
    const bot = await joinedBot({ settings: { operatorIds: [OPERATOR, SECOND] } });
    const named = () => use(bot.fake, "remove", { document: "orchard.md" });
    const [first, second] = [await named().message(), await named().message()];
    await pressOf(bot, first, "Remove and index", /was removed/);
    await pressOf(bot, second, "Remove and index", /no such document/);
  });
});

describe("the buttons", () => {
  it("do nothing for others, for another operator, or a second time", async () => {
    const bot = await joinedBot({ settings: { operatorIds: [OPERATOR, SECOND] } });
    const { fake } = bot;
    const preview = await add(fake, { file: fileOf("mill.md", MILL) }).message();
    const id = buttonsIn(preview.components)["Add and index"];
    for (const by of [
      { guildId: HOME, userId: MEMBER },
      { guildId: "1100000000000000003", userId: OPERATOR },
      { guildId: null, userId: OPERATOR },
    ])
      expect(textOf(await press(fake, id, by).message())).toContain("Only operators");
    const other = press(fake, id, { guildId: HOME, userId: SECOND });
    expect(await noticeOf(other)).toContain("used already");
    expect(await filesOf(bot)).toEqual(TWO);
    const [one, two] = [press(fake, id), press(fake, id)];
    await resultOf(one, /was added/);
    expect(await noticeOf(two)).toContain("used already");
    expect(bot.library.counts().documents).toBe(3);
    expect(fake.faults).toEqual([]);
  });

  it.each([
    encode("add", { word: "0123456789abcdef0123" }),
    encode("remove", { word: "0123456789abcdef0123" }),
    encode("cancel", { word: "0123456789abcdef0123" }),
    encode("undo", { word: "0123456789abcdef0123" }),
  ])("say that they are old if nothing waits for them, as after a restart: %s", async (id) => {
    const bot = await joinedBot();
    expect(await noticeOf(press(bot.fake, id))).toMatch(/before a restart|no longer the last/);
    expect(await filesOf(bot)).toEqual(TWO);
  });

  it.each([encode("add", {}), encode("undo", { word: "a" }), "1.add..0123456789ABCDEF0123."])(
    "are refused if they are forged: %s",
    async (id) => {
      const { fake } = await joinedBot();
      expect(textOf(await press(fake, id).message())).toContain("older version");
    },
  );

  it("undo only the last change, that of the local page included", async () => {
    const bot = await joinedBot();
    const preview = await add(bot.fake, { file: fileOf("mill.md", MILL) }).message();
    const done = await pressOf(bot, preview, "Add and index", /was added/);
    const indexing = { library: bot.library, onProgress: () => {} };
    const later = await bot.intake.remove("orchard.md", indexing);
    const undo = buttonsIn(done.components)["Undo"];
    expect(await noticeOf(press(bot.fake, undo))).toContain("no longer the last change");
    await bot.intake.undo(later.id, indexing);
    await resultOf(press(bot.fake, undo), /is as it was before/);
    expect(await filesOf(bot)).toEqual(TWO);
  });

  it("undo nothing that was edited since", async () => {
    const bot = await joinedBot();
    const preview = await add(bot.fake, { file: fileOf("mill.md", MILL) }).message();
    const done = await pressOf(bot, preview, "Add and index", /was added/);
    await writeFile(join(bot.place.seedsDir, "mill.md"), `${MILL}\nEdited.\n`);
    const kept = await pressOf(bot, done, "Undo", /was changed meanwhile/);
    expect(Object.keys(buttonsIn(kept.components))).toEqual(["Undo"]);
    expect(await readFile(join(bot.place.seedsDir, "mill.md"), "utf8")).toContain("Edited.");
  });
});

describe("a change that fails", () => {
  it.each([
    ["a reason for users", new UserError("the model is missing"), /Nothing was changed: the model/],
    ["a broken drive", new Error("a broken drive"), /Something went wrong/],
  ])("is reverted, in place of its progress: %s", async (_what, error, expected) => {
    const bot = await joinedBot({
      wrap: (library) => ({ ...library, rebuild: () => Promise.reject(error) }),
    });
    const preview = await add(bot.fake, { file: fileOf("mill.md", MILL) }).message();
    await pressOf(bot, preview, "Add and index", expected);
    expect(await filesOf(bot)).toEqual(TWO);
    expect(await bot.intake.last()).toBeUndefined();
  });

  it("is reverted where the folder can't be written", async () => {
    const bot = await joinedBot();
    const preview = await add(bot.fake, { file: fileOf("mill.md", MILL) }).message();
    await rm(bot.place.seedsDir, { recursive: true });
    await writeFile(bot.place.seedsDir, "a file in its place");
    await pressOf(bot, preview, "Add and index", /ENOTDIR|EEXIST|folder/);
    expect(existsSync(join(bot.place.seedsDir, "mill.md"))).toBe(false);
  });

  it("waits for the build that runs, and for the change of another operator", async () => {
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    let builds = 0;
    const bot = await joinedBot({
      settings: { operatorIds: [OPERATOR, SECOND] },
      wrap: (library) => ({
        ...library,
        async rebuild(request) {
          builds += 1;
          await gate;
          return library.rebuild(request);
        },
      }),
    });
    const by = { guildId: HOME, userId: SECOND };
    const mill = await add(bot.fake, { file: fileOf("mill.md", MILL) }).message();
    const pond = fileOf("pond.md", MILL.replaceAll("mill", "pond"));
    const other = await add(bot.fake, { file: pond }, by).message();
    const first = press(bot.fake, buttonsIn(mill.components)["Add and index"]);
    const second = press(bot.fake, buttonsIn(other.components)["Add and index"], by);
    await resultOf(first, /Working on it/);
    await resultOf(second, /Working on it/);
    await expect.poll(() => builds, PATIENCE).toBeGreaterThan(0);
    expect(await filesOf(bot)).toEqual(["harbour.md", "mill.md", "orchard.md"]);
    release();
    await resultOf(first, /mill.md was added/);
    await resultOf(second, /pond.md was added/);
    expect(bot.library.counts().documents).toBe(4);
  });
});

describe("for others", () => {
  it("there is neither command", async () => {
    const bot = await joinedBot();
    for (const by of [
      { guildId: HOME, userId: MEMBER },
      { guildId: "1100000000000000003", userId: OPERATOR },
    ]) {
      const added = add(bot.fake, { file: fileOf("mill.md", MILL) }, by);
      expect(textOf(await added.message())).toContain("Only operators");
      const removed = use(bot.fake, "remove", { document: "harbour.md" }, by);
      expect(textOf(await removed.message())).toContain("Only operators");
      const typed = bot.fake.interact({
        type: "autocomplete",
        name: "remove",
        options: { document: "" },
        ...by,
      });
      expect(await typed.choices()).toEqual([]);
    }
    const home = bot.fake.commands(HOME).map(({ name }) => name);
    expect(home).toEqual(expect.arrayContaining(["add", "remove"]));
    expect(bot.fake.requests.some(({ path }) => path.includes("attachments"))).toBe(false);
  });
});
