import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createLog } from "../../../src/base/log.ts";
import { HARBOUR } from "../../support/library.ts";
import { byId, byClass, elementsOf, attributeOf, textOf } from "../../support/html.ts";
import {
  linesOf,
  overLibrary,
  requestsTo,
  OWN_HEADERS,
  type PreviewAt,
  previewOver,
} from "../../support/preview.ts";

const QUESTION = "When does the harbour open in the morning?";
const Shown = z.object({ id: z.string(), html: z.string() });
const shownIn = async (response: Response) =>
  (await linesOf(response)).map((line) => Shown.parse(line));
const ask = (preview: PreviewAt, text: string) => preview.post("/ask", { text });
const KEPT = { id: "42", content: "", isPrivate: false, at: "2026-11-21T12:00:00.000Z" };

describe("the first screen of the page", () => {
  it("has examples to press, each as it is asked", async () => {
    const preview = await previewOver({ "a.md": HARBOUR, "examples.txt": `${QUESTION}\n` });
    const html = await (await preview.get("/")).text();
    const buttons = elementsOf(html).filter(
      (one) => attributeOf(one, "data-ask")?.startsWith("/") === false,
    );
    expect(buttons.map((one) => [attributeOf(one, "data-ask"), textOf(one)])).toEqual([
      [QUESTION, QUESTION],
    ]);
  });

  it("has none where none is proven", async () => {
    const preview = await previewOver({ "a.txt": "A text without headings.\n" });
    expect(await (await preview.get("/")).text()).not.toContain("For example");
  });
});

describe("a question on the page", () => {
  it("is answered with the quotation, and a link to where it stands", async () => {
    const preview = await previewOver();
    const [reply] = await shownIn(await ask(preview, QUESTION));
    const html = reply?.html ?? "";
    expect(textOf(byClass(html, "embed-description")[0] ?? fail())).toContain("opens at six");
    const link = elementsOf(html).find((element) =>
      attributeOf(element, "href")?.startsWith("document"),
    );
    const address = new URL(link ? (attributeOf(link, "href") ?? "") : "", "http://x");
    const page = await (await preview.get(address.pathname + address.search)).text();
    expect(textOf(byId(page, address.hash.slice(1)) ?? fail())).toContain("opens at six");
  });

  it("leaves no word of itself in the log", async () => {
    const preview = await previewOver();
    await ask(preview, "Where is the xylophone of the harbour?");
    await ask(preview, "xylophone").then((response) => response.text());
    await ask(preview, "xylophone".repeat(40));
    expect(preview.logged.join("\n")).toContain("answered");
    expect(preview.logged.join("\n")).not.toContain("xylophone");
  });

  it.each([
    ["with no text", ""],
    ["too short", "a"],
    ["too long", "a".repeat(301)],
    ["longer than any option", "a".repeat(20_000)],
    ["as a command without its option", "/ask"],
  ])("is refused %s, and says why", async (_how, text) => {
    const response = await ask(await previewOver(), text);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      fault: expect.stringMatching(/ask in 3 to 300 .*\.$/),
    });
  });
});

describe("the language of the page", () => {
  const inGerman = { ...OWN_HEADERS, "accept-language": "de-AT,en;q=0.5" };

  it("is that of the replies, in every view and in refusals", async () => {
    const preview = await previewOver();
    for (const [path, words] of [
      ["/", "Willkommen in #ask-footnote"],
      ["/collection", "Dokumente hinzufügen"],
      ["/report", "Auf einen Blick"],
      ["/document?path=a.md", "Woher das Dokument stammt"],
      ["/nowhere", "Zurück zum Kanal"],
    ] as const) {
      const html = await (await preview.get(path, inGerman)).text();
      expect(html).toContain('<html lang="de"');
      expect(html).toContain(words);
      expect(await (await preview.get(path)).text()).toContain('<html lang="en"');
    }
    const [reply] = await shownIn(await preview.post("/ask", { text: QUESTION }, inGerman));
    expect(reply?.html).toContain("hast verwendet:");
    const refusal = await preview.post("/ask", { text: "/nonsense" }, inGerman);
    expect(await refusal.json()).toEqual({
      fault: expect.stringContaining("/frag, /quelle, /dokumente und /hilfe"),
    });
  });

  it.each(["/hilfe", "/help"])(
    "has the commands in its own words and in English: %s",
    async (text) => {
      const preview = await previewOver();
      const [reply] = await shownIn(await preview.post("/ask", { text }, inGerman));
      expect(textOf(byClass(reply?.html ?? "", "invocation")[0] ?? fail())).toContain("/hilfe");
      expect(reply?.html).toContain("/dokumente");
    },
  );

  it.each([
    ["ja,fr;q=0.8,de;q=0.9", "de"],
    ["de;q=0,en", "en"],
    ["ja", "en"],
    ["*", "en"],
    ["; , ;;=", "en"],
    ["DE-ch", "de"],
  ])(
    "is the first that the browser accepts and there are words for: %j",
    async (accepted, lang) => {
      const preview = await previewOver();
      const response = await preview.get("/", { ...OWN_HEADERS, "accept-language": accepted });
      expect(await response.text()).toContain(`<html lang="${lang}"`);
    },
  );
});

describe("what is typed into the question box", () => {
  const usedFor = async (preview: PreviewAt, text: string): Promise<string> => {
    const [shown] = await shownIn(await ask(preview, text));
    return textOf(byClass(shown?.html ?? "", "invocation")[0] ?? fail());
  };

  it("is a look-up where it is the ID of a passage, with the command's name or without", async () => {
    const preview = await previewOver();
    const [hours] = await preview.options.library.complete("Hours", 1);
    for (const text of [`${hours?.id}`, `  ${hours?.id.toUpperCase()}\n`, `/source ${hours?.id}`]) {
      expect(await usedFor(preview, text)).toBe("You used /source");
      const [shown] = await shownIn(await ask(preview, text));
      expect(shown?.html).toContain("opens at six");
    }
  });

  it("is a look-up where only an ID has such letters, and a question where a word has", async () => {
    const preview = await previewOver();
    expect(await usedFor(preview, "aaaa2aaaaaaa")).toBe("You used /source");
    expect(await usedFor(preview, "organisation")).toBe("You used /ask");
    expect(await usedFor(preview, `${"a".repeat(12)} and more`)).toBe("You used /ask");
  });

  it("is shown with the command where the reply does not repeat it", async () => {
    const preview = await previewOver();
    expect(await usedFor(preview, QUESTION)).toBe("You used /ask");
    expect(await usedFor(preview, "Where is the *mill*?")).toBe("You used /ask");
    expect(await usedFor(preview, "hello")).toBe("You used /ask hello");
    expect(await usedFor(preview, `hello${"!".repeat(100)}`)).toBe(
      `You used /ask hello${"!".repeat(75)}…`,
    );
  });

  it.each(["documents", "help"])("is the command /%s, which its button sends", async (name) => {
    const preview = await previewOver();
    const html = await (await preview.get("/")).text();
    const buttons = elementsOf(html).map((element) => attributeOf(element, "data-ask"));
    expect(buttons).toContain(`/${name}`);
    expect(await usedFor(preview, `/${name}`)).toBe(`You used /${name}`);
  });

  it.each(["/nonsense", "/rebuild", "/", "/constructor"])("is refused for %s", async (text) => {
    const response = await ask(await previewOver(), text);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ fault: expect.stringContaining("Collection page") });
  });
});

describe("the page's server", () => {
  it("answers kindly where an ID or a component is unknown", async () => {
    const preview = await previewOver();
    const replies = [
      await ask(preview, "/source aaaaaaaaaaaa"),
      await preview.post("/press", {
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
    const preview = await previewOver();
    const forged = fc.oneof(
      fc.string({ maxLength: 120 }),
      fc.string({ maxLength: 90 }).map((end) => `1.source.${end}`),
    );
    await fc.assert(
      fc.asyncProperty(forged, async (customId) => {
        const response = await preview.post("/press", { customId, values: ["x"], message: KEPT });
        expect(response.status).toBe(200);
        expect(await shownIn(response)).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
    expect(preview.logged.join("")).not.toContain('"level":50');
  });

  it("says in the answer that a reply could not be drawn, and how in the log", async () => {
    const { options } = await previewOver();
    const logged: string[] = [];
    const pathOf = () => Promise.reject(new Error("a broken drive"));
    const broken = {
      ...options,
      ...overLibrary({ ...options.library, pathOf }),
      log: createLog("info", [], (line) => logged.push(line)),
    };
    const { post } = await requestsTo(broken);
    const response = await post("/ask", { text: QUESTION });
    expect(await linesOf(response)).toEqual([{ fault: expect.stringContaining("went wrong") }]);
    expect(logged.join("")).toContain("a broken drive");
    expect(logged.join("")).not.toContain('"msg":"answered"');
  });

  it.each([
    ["no JSON", "{"],
    ["another form", { name: "ask" }],
    ["a list", []],
    ["a number for a text", { text: 7 }],
    ["more than it takes", { text: QUESTION, more: 1 }],
  ])("refuses %s", async (_what, body) => {
    const preview = await previewOver();
    for (const path of ["/ask", "/press"])
      expect((await preview.post(path, body)).status).toBe(400);
  });

  it("refuses what is too long, before it reads it", async () => {
    const preview = await previewOver();
    expect((await ask(preview, "a".repeat(100_000))).status).toBe(413);
    const headers = { ...OWN_HEADERS, "content-length": "99999999" };
    expect((await preview.post("/ask", "{}", headers)).status).toBe(413);
  });

  it.each([
    "/document",
    "/document?path=",
    "/document?path=..%2F..%2Fetc%2Fpasswd",
    "/document?path=gone.md",
    "/assets/..%2Fassets.ts",
    "/x",
  ])("has no page at %s, and says so on one", async (path) => {
    const response = await (await previewOver()).get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("Back to the channel");
  });
});

const fail = (): never => {
  throw new Error("there is no such element");
};

describe("a reply on the page", () => {
  it("pins a passage to its question, by its own controls", async () => {
    const preview = await previewOver();
    const customIdIn = (html: string, pattern: RegExp): string =>
      elementsOf(html)
        .map((element) => attributeOf(element, "data-custom-id") ?? "")
        .find((id) => pattern.test(id)) ?? "";
    const keptIn = (html: string): unknown =>
      JSON.parse(
        elementsOf(html)
          .map((element) => attributeOf(element, "data-kept"))
          .find((kept) => kept !== undefined) ?? "",
      );
    const press = async (html: string, pattern: RegExp, values: readonly string[] = []) => {
      const message = keptIn(html);
      const customId = customIdIn(html, pattern);
      const [shown] = await shownIn(await preview.post("/press", { customId, values, message }));
      return shown?.html ?? "";
    };
    const [reply] = await shownIn(await ask(preview, QUESTION));
    const choice = await press(reply?.html ?? "", /^1\.pin\./);
    expect(choice).toContain("Which passage answers it?");
    const pinned = await press(choice, /^1\.pinned\./, ["0"]);
    expect(pinned).toContain("Chosen by the moderators");
    const [again] = await shownIn(await ask(preview, QUESTION));
    expect(again?.html).toContain("Chosen by the moderators");
    expect(await press(pinned, /^1\.unpin\./)).toContain("No longer pinned");
  });
});
