import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isTyped } from "../../../src/interactions/command.ts";
import { ABILITIES } from "../../../commands/index.ts";
import { createLog } from "../../../src/base/log.ts";
import { createApp } from "../../../src/web/preview/app.ts";
import { HARBOUR } from "../../support/library.ts";
import { writeFiles } from "../../support/temporary.ts";
import { byId, byClass, elementsOf, attributeOf, textOf } from "../../support/html.ts";
import { linesOf, OWN_HEADERS, PORT, type RoomAt, roomOver } from "../../support/room.ts";

const { commands: COMMANDS } = ABILITIES;

const QUESTION = "When does the harbour open in the morning?";
const Shown = z.object({ id: z.string(), html: z.string() });
const shownIn = async (response: Response) =>
  (await linesOf(response)).map((line) => Shown.parse(line));
const call = (room: RoomAt, name: string, options: Record<string, unknown> = {}) =>
  room.post("/call", { name, options });
const Offers = z.array(
  z.object({
    name: z.string(),
    title: z.string(),
    options: z.array(z.looseObject({ name: z.string() })),
  }),
);
const KEPT = { id: "42", content: "", isPrivate: false, at: "2026-11-21T12:00:00.000Z" };

describe("the first screen of the page", () => {
  it("has examples to press, each as it is asked", async () => {
    const room = await roomOver({ "a.md": HARBOUR, "examples.txt": `${QUESTION}\n` });
    const html = await (await room.get("/")).text();
    const buttons = elementsOf(html).filter((one) => attributeOf(one, "data-ask") !== undefined);
    expect(buttons.map((one) => [attributeOf(one, "data-ask"), textOf(one)])).toEqual([
      [QUESTION, QUESTION],
    ]);
  });

  it("has none where none is proven", async () => {
    const room = await roomOver({ "a.txt": "A text without headings.\n" });
    expect(await (await room.get("/")).text()).not.toContain("For example");
  });
});

describe("a question on the page", () => {
  it("is answered with the quotation, and a link to where it stands", async () => {
    const room = await roomOver();
    const [reply] = await shownIn(await call(room, "ask", { question: QUESTION }));
    const html = reply?.html ?? "";
    expect(textOf(byClass(html, "embed-description")[0] ?? fail())).toContain("opens at six");
    const link = elementsOf(html).find((element) =>
      attributeOf(element, "href")?.startsWith("/document"),
    );
    const address = new URL(link ? (attributeOf(link, "href") ?? "") : "", "http://x");
    const page = await (await room.get(address.pathname + address.search)).text();
    expect(textOf(byId(page, address.hash.slice(1)) ?? fail())).toContain("opens at six");
  });

  it("leaves no word of itself in the log", async () => {
    const room = await roomOver();
    await call(room, "ask", { question: "Where is the xylophone of the harbour?" });
    await call(room, "ask", { question: "xylophone" }).then((response) => response.text());
    await room.post("/suggest", { name: "source", options: {}, typed: "xylophone" });
    expect(room.logged.join("\n")).toContain("answered");
    expect(room.logged.join("\n")).not.toContain("xylophone");
  });

  it.each([
    ["without its text", {}],
    ["too short", { question: "a" }],
    ["too long", { question: "a".repeat(301) }],
    ["as a number", { question: 7 }],
    ["with an option of its own", { question: QUESTION, admin: true }],
    ["with a word for a switch", { question: QUESTION, private: "yes" }],
  ])("is refused %s, and says why", async (_how, options) => {
    const response = await call(await roomOver(), "ask", options);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ fault: expect.stringMatching(/\.$/) });
  });
});

describe("the page's server", () => {
  it("offers every command with the options that Discord gets, in the reader's language", async () => {
    const room = await roomOver();
    const told = async (language: string) => {
      const headers = { host: OWN_HEADERS.host, "accept-language": language };
      return Offers.parse(await (await room.get("/commands", headers)).json());
    };
    expect((await told("en-GB")).map(({ name }) => name)).toEqual(
      COMMANDS.map(({ definition }) => definition.name),
    );
    const [english, german] = [await told("en"), await told("de-DE,de;q=0.9")];
    for (const { definition } of COMMANDS.filter((command) => isTyped(command.definition))) {
      const mine = english.find(({ name }) => name === definition.name);
      if ("options" in definition)
        expect(mine?.options.map(({ name }) => name)).toEqual(
          definition.options?.map(({ name }) => name),
        );
    }
    expect(english.at(-1)?.title).toBe("Find sources");
    expect(german.at(-1)?.title).toBe("Quellen finden");
  });

  it("finds sources for a message that is put in", async () => {
    const room = await roomOver();
    const text = "I think the harbour opens at six in the morning, or does the gate stay shut?";
    const [shown] = await shownIn(await call(room, "Find sources", { text }));
    expect(shown?.html).toContain("opens at six");
  });

  it("suggests passages, and nothing for what has no suggestions", async () => {
    const room = await roomOver();
    const suggest = async (name: string) =>
      (await room.post("/suggest", { name, options: {}, typed: "hours" })).json();
    expect(await suggest("source")).toEqual([
      { name: expect.stringContaining("Hours"), value: expect.stringMatching(/^[a-z2-7]{12}$/) },
    ]);
    expect(await suggest("help")).toEqual([]);
    expect(await suggest("nothing")).toEqual([]);
  });

  it("answers kindly where ID, command or component is unknown", async () => {
    const room = await roomOver();
    const replies = [
      await call(room, "source", { id: "aaaaaaaaaaaa" }),
      await room.post("/call", { name: "nonsense", options: {} }),
      await room.post("/press", {
        customId: "1.source...aaaaaaaaaaaa--",
        values: [],
        message: KEPT,
      }),
    ];
    for (const reply of replies) {
      expect(reply.status).toBe(200);
      const [shown] = await shownIn(reply);
      expect(shown?.html).toContain("Only you can see this");
    }
  });

  it("takes any custom_id without harm", { timeout: 60_000 }, async () => {
    const room = await roomOver();
    const forged = fc.oneof(
      fc.string({ maxLength: 120 }),
      fc.string({ maxLength: 90 }).map((end) => `1.source.${end}`),
    );
    await fc.assert(
      fc.asyncProperty(forged, async (customId) => {
        const response = await room.post("/press", { customId, values: ["x"], message: KEPT });
        expect(response.status).toBe(200);
        expect(await shownIn(response)).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
    expect(room.logged.join("")).not.toContain('"level":50');
  });

  it("says in the answer that it failed, and how in the log", async () => {
    const { options } = await roomOver();
    const logged: string[] = [];
    const list = () => Promise.reject(new Error("a broken drive"));
    const broken = {
      ...options,
      library: { ...options.library, list },
      log: createLog("trace", [], (line) => logged.push(line)),
    };
    const response = await createApp(broken, () => PORT).request(
      `http://127.0.0.1:${PORT}/rebuild`,
      {
        method: "POST",
        headers: OWN_HEADERS,
        body: JSON.stringify({ full: false }),
      },
    );
    expect((await linesOf(response)).at(-1)).toEqual({
      fault: expect.stringContaining("went wrong"),
    });
    expect(logged.join("")).toContain("a broken drive");
  });

  it("says in the answer that a reply could not be drawn, and how in the log", async () => {
    const { options } = await roomOver();
    const logged: string[] = [];
    const pathOf = () => Promise.reject(new Error("a broken drive"));
    const broken = {
      ...options,
      library: { ...options.library, pathOf },
      log: createLog("info", [], (line) => logged.push(line)),
    };
    const response = await createApp(broken, () => PORT).request(`http://127.0.0.1:${PORT}/call`, {
      method: "POST",
      headers: OWN_HEADERS,
      body: JSON.stringify({ name: "ask", options: { question: QUESTION } }),
    });
    expect(await linesOf(response)).toEqual([{ fault: expect.stringContaining("went wrong") }]);
    expect(logged.join("")).toContain("a broken drive");
    expect(logged.join("")).not.toContain('"msg":"answered"');
  });

  it.each([
    ["no JSON", "{"],
    ["another form", { name: "ask" }],
    ["a list", []],
    ["more than it takes", { name: "ask", options: {}, more: 1 }],
    ["a name without end", { name: "a".repeat(1_000), options: {} }],
  ])("refuses %s", async (_what, body) => {
    const room = await roomOver();
    for (const path of ["/call", "/press", "/suggest", "/rebuild"])
      expect((await room.post(path, body)).status).toBe(400);
  });

  it("refuses what is too long, before it reads it", async () => {
    const room = await roomOver();
    const body = { name: "ask", options: { question: "a".repeat(100_000) } };
    expect((await room.post("/call", body)).status).toBe(413);
    const headers = { ...OWN_HEADERS, "content-length": "99999999" };
    expect((await room.post("/call", "{}", headers)).status).toBe(413);
  });

  it.each([
    "/document",
    "/document?path=",
    "/document?path=..%2F..%2Fetc%2Fpasswd",
    "/document?path=gone.md",
    "/assets/..%2Fassets.ts",
    "/x",
  ])("has no page at %s, and says so on one", async (path) => {
    const response = await (await roomOver()).get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("To the channel");
  });

  it("rebuilds with its progress, and shows what the collection is then", async () => {
    const room = await roomOver();
    await writeFiles(room.place.seedsDir, {
      "c.md": "# The mill\n\nThe mill grinds corn on every day but Sunday.",
    });
    expect(await (await room.get("/collection")).text()).toContain("New, not yet read");
    const lines = await linesOf(await room.post("/rebuild", { full: false }));
    expect(lines.some((line) => "progress" in line)).toBe(true);
    expect(lines.some((line) => String(line.html).includes("1 added"))).toBe(true);
    expect(String(lines.at(-1)?.holdings)).toContain("The mill");
    expect(await (await room.get("/collection")).text()).not.toContain("New, not yet read");
  });
});

const fail = (): never => {
  throw new Error("there is no such element");
};
