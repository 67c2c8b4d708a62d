/** @module The page over several collections: each at addresses of its own, and nothing of one under another. */

import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Library } from "../../../src/collection/library.ts";
import { encode, withTag } from "../../../src/reply/action.ts";
import { createApp } from "../../../src/web/preview/preview.ts";
import { attributeOf, byClass, elementsOf, textOf } from "../../support/html.ts";
import { buildAt, HARBOUR, ORCHARD, TOWER } from "../../support/library.ts";
import { linesOf, optionsOver, PORT, requestsTo } from "../../support/preview.ts";
import { writeFiles } from "../../support/temporary.ts";
import {
  ask,
  browse,
  chromium,
  line,
  messages,
  seriousFaults,
  useBrowser,
} from "../../support/visit.ts";

const KEPT = { id: "42", content: "", isPrivate: false, at: "2026-11-21T12:00:00.000Z" };
const NO_REBUILD = { full: false, force: false };
const upload = (name: string, text: string) => ({
  name,
  content: Buffer.from(text).toString("base64"),
});

const QUESTIONS = ["How many apple trees has the orchard?", "When does the harbour open?"];

/** Reads a response, without the questions that it repeats. */
const wordsIn = async (response: Response): Promise<string> =>
  QUESTIONS.reduce((text, question) => text.replaceAll(question, ""), await response.text());

/** A word of each collection that is in no other. */
const WORDS = { port: /harbour|pilot/i, farm: /orchard|apple|pear/i } as const;

const openTwo = async () => {
  const served = await optionsOver({
    port: { files: { "a.md": HARBOUR } },
    farm: { files: { "b.md": ORCHARD } },
  });
  return { ...served, ...(await requestsTo(served.options)) };
};

type Two = Awaited<ReturnType<typeof openTwo>>;

const inCollection = async <Result>(
  { collections }: Pick<Two, "collections">,
  name: string,
  work: (library: Library) => Promise<Result>,
): Promise<Result> => {
  const collection = await collections.get(name);
  if (!collection) throw new Error(`no collection ${name}`);
  return collection.use(work);
};

/** Returns the ID of a passage of a collection. */
const idIn = (two: Two, name: string): Promise<string> =>
  inCollection(two, name, async (library) => (await library.complete("", 1))[0]?.id ?? "");

describe("a page over two collections", { timeout: 60_000 }, () => {
  it("shows each at its own address, and leads from the root to the first", async () => {
    const { get } = await openTwo();
    const root = await get("/");
    expect([root.status, root.headers.get("location")]).toEqual([302, "/c/port/"]);
    const html = await (await get("/c/farm/report")).text();
    const links = elementsOf(html).filter(
      (one) =>
        attributeOf(one, "href")?.endsWith("/report") &&
        attributeOf(one, "aria-current") !== "page",
    );
    expect(
      links.map((link) => [attributeOf(link, "href"), attributeOf(link, "aria-current")]),
    ).toEqual([
      ["/c/port/report", undefined],
      ["/c/farm/report", "true"],
    ]);
    expect(html).toContain("<title>Report · farm · Footnote</title>");
    expect((await get("/c/nothing/")).status).toBe(404);
    expect((await get("/collection")).status).toBe(404);
  });

  it.each([
    ["port", "farm", "a.md", "b.md"],
    ["farm", "port", "b.md", "a.md"],
  ] as const)(
    "shows nothing of any other in %s, whatever it is asked",
    async (here, other, own, foreign) => {
      const two = await openTwo();
      const { get, post } = two;
      const [mine, theirs] = [await idIn(two, here), await idIn(two, other)];
      const generation = () => inCollection(two, other, async (library) => library.generation());
      const before = await generation();
      const added = await post(`/c/${other}/documents/preview`, upload("t.md", TOWER));
      expect(added.status).toBe(200);
      const sent: Record<string, readonly (readonly [unknown, number])[]> = {
        ask: [
          ...QUESTIONS.map((text) => [{ text }, 200] as const),
          [{ text: mine }, 200],
          [{ text: theirs }, 200],
          [{ text: `/source ${theirs}` }, 200],
          [{ text: "/documents" }, 200],
          [{ text: "/help" }, 200],
        ],
        press: ["source", "more", "share", "vote", "bytes"].flatMap((action) => {
          const customId = encode(action, { page: 1, word: "found", passages: [theirs] });
          return [customId, withTag(customId, other), withTag(customId, here)].map(
            (one) => [{ customId: one, values: [], message: KEPT }, 200] as const,
          );
        }),
        rebuild: [[NO_REBUILD, 200]],
        "documents/preview": [[upload(foreign, TOWER), 200]],
        "documents/add": [[{ ...upload(foreign, TOWER), before: "another" }, 400]],
        "documents/remove": [[{ path: foreign }, 400]],
        "documents/undo": [[{ id: "aaaaaaaaaaaa" }, 400]],
      };
      const seen: Record<string, readonly (readonly [string, number])[]> = {
        "": [["", 200]],
        welcome: [["", 200]],
        collection: [["", 200]],
        holdings: [["", 200]],
        report: [["", 200]],
        state: [["", 200]],
        document: [
          [`?path=${own}#${theirs}`, 200],
          [`?path=${foreign}`, 404],
          [`?path=..%2F${other}%2F${foreign}`, 404],
        ],
      };
      const app = await createApp(two.options, () => PORT);
      const routes = app.routes.filter(({ path }) => path.startsWith(`/c/${here}/`));
      const names = (method: string) =>
        routes.flatMap((route) =>
          route.method === method ? [route.path.slice(`/c/${here}/`.length)] : [],
        );
      expect(names("POST").toSorted()).toEqual(Object.keys(sent).toSorted());
      expect(names("GET").toSorted()).toEqual(Object.keys(seen).toSorted());

      const isForeign = WORDS[other];
      for (const [route, requests] of Object.entries(sent))
        for (const [body, status] of requests) {
          const response = await post(`/c/${here}/${route}`, body);
          const text = await wordsIn(response);
          expect([route, body, response.status]).toEqual([route, body, status]);
          expect(text).not.toMatch(isForeign);
        }
      for (const [route, addresses] of Object.entries(seen))
        for (const [rest, status] of addresses) {
          const response = await get(`/c/${here}/${route}${rest}`);
          expect([route, rest, response.status]).toEqual([route, rest, status]);
          expect(await wordsIn(response)).not.toMatch(isForeign);
        }
      expect(await generation()).toBe(before);
      expect(await readdir(two.places[other].seedsDir)).toEqual([foreign]);
    },
  );

  it("keeps uses and changes of each under its own", async () => {
    const two = await openTwo();
    const { get, post } = two;
    await linesOf(await post("/c/port/ask", { text: "When does the harbour open?" }));
    expect(await (await get("/c/port/report")).text()).toContain("a.md");
    expect(await (await get("/c/farm/report")).text()).toContain("No passage was shown yet");
    await post("/c/farm/documents/remove", { path: "b.md" });
    const before = ((
      await (await post("/c/farm/documents/preview", upload("t.md", TOWER))).text()
    ).match(/data-before=\\?"([^"\\]*)/) ?? [])[1];
    expect((await post("/c/farm/documents/add", { ...upload("t.md", TOWER), before })).status).toBe(
      200,
    );
    const change = /data-undo="([^"]+)"/.exec(await (await get("/c/farm/collection")).text())?.[1];
    expect(await (await get("/c/port/collection")).text()).not.toContain("data-undo");
    expect((await post("/c/port/documents/undo", { id: change })).status).toBe(400);
    expect((await post("/c/farm/documents/undo", { id: change })).status).toBe(200);
    expect(await readdir(two.places.port.seedsDir)).toEqual(["a.md"]);
  });

  it("offers to share nothing of a private one", async () => {
    const { options } = await optionsOver({
      port: { files: { "a.md": HARBOUR }, isPrivate: true },
      farm: { files: { "b.md": ORCHARD } },
    });
    const { post } = await requestsTo(options);
    const reply = async (name: string, text: string) =>
      (await post(`/c/${name}/ask`, { text })).text();
    expect(await reply("farm", "How many apple trees has the orchard?")).toContain("message");
    const answer = await reply("port", "When does the harbour open?");
    expect(answer).toContain("opens at six");
    expect(answer).toContain("Only you can see this");
    expect(answer).not.toContain("1.share");
  });
});

describe("the library of a collection on the page", { timeout: 60_000 }, () => {
  it("is open until the last line of a reply, and closed when nothing uses it", async () => {
    let [isDrawing, release] = [false, (): void => {}];
    const held = new Promise<void>((resolve) => (release = resolve));
    const change = (library: Library): Library => ({
      ...library,
      // The page looks for links once the bot has answered, and no longer uses the library itself.
      async pathOf(id) {
        isDrawing = true;
        await held;
        return library.pathOf(id);
      },
    });
    const { options, collections } = await optionsOver(
      { port: { files: { "a.md": HARBOUR }, change }, farm: { files: { "b.md": ORCHARD } } },
      { idleMs: 60_000, most: 0 },
    );
    const { get, post } = await requestsTo(options);
    const port = await collections.get("port");
    expect(port?.current()).toBeUndefined();
    const response = await post("/c/port/ask", { text: "When does the harbour open?" });
    await expect.poll(() => isDrawing).toBe(true);
    expect((await get("/c/farm/")).status).toBe(200);
    expect(port?.current()).toBeDefined();
    release();
    expect(await response.text()).toContain("opens at six");
    await expect.poll(() => port?.current()).toBeUndefined();
  });
});

describe("a collection that is not ready", { timeout: 60_000 }, () => {
  it("says so in every view, and is shown once it is", async () => {
    const { options, places, logged } = await optionsOver({
      port: { files: { "a.md": HARBOUR } },
      mill: { files: { "t.md": TOWER }, isNew: true },
    });
    const { get, post } = await requestsTo(options);
    for (const view of ["", "collection", "report", "document?path=t.md"]) {
      const response = await get(`/c/mill/${view}`);
      expect(response.status).toBe(503);
      const html = await response.text();
      expect(html).toContain("mill is not ready yet");
      expect(html).toContain(places.mill.seedsDir);
      expect(html).toContain('href="/c/port/');
    }
    expect(await (await get("/c/mill/state")).json()).toEqual({});
    for (const text of ["How many steps has the tower?", "aaaaaaaaaaaa"]) {
      const refused = await post("/c/mill/ask", { text });
      expect(await refused.json()).toEqual({ fault: expect.stringContaining("not ready yet") });
    }
    const press = {
      customId: encode("source", { passages: ["a".repeat(12)] }),
      values: [],
      message: KEPT,
    };
    expect(await linesOf(await post("/c/mill/press", press))).toEqual([
      { fault: expect.stringContaining("not ready yet") },
    ]);
    expect(logged.filter((line) => line.includes('"level":50'))).toEqual([]);
    await buildAt(places.mill);
    expect(await (await get("/c/mill/state")).json()).toHaveProperty("generation");
    expect(await (await get("/c/mill/document?path=t.md")).text()).toContain("ninety steps");
  });

  it("becomes ready with its first document", async () => {
    const { options, places } = await optionsOver({
      port: { files: { "a.md": HARBOUR } },
      mill: { files: {}, isNew: true },
    });
    const { get, post } = await requestsTo(options);
    expect((await post("/c/mill/rebuild", NO_REBUILD)).status).toBe(400);
    const offer = await (await post("/c/mill/documents/preview", upload("t.md", TOWER))).text();
    const [, before] = /data-before=\\?"([^"\\]*)/.exec(offer) ?? [];
    const added = await post("/c/mill/documents/add", { ...upload("t.md", TOWER), before });
    expect(added.status).toBe(200);
    expect(await readdir(places.mill.seedsDir)).toEqual(["t.md"]);
    expect(await (await get("/c/mill/collection")).text()).toContain("The tower");
  });
});

describe("a collection whose documents come from elsewhere", { timeout: 60_000 }, () => {
  it("says where, and has no way to change them here", async () => {
    const { options, places } = await optionsOver({
      port: { files: { "a.md": HARBOUR } },
      farm: { files: { "b.md": ORCHARD }, isRemote: true },
    });
    const { get, post } = await requestsTo(options);
    const html = await (await get("/c/farm/collection")).text();
    expect(html).toContain("https://example.org/farm.git");
    expect(html).toContain("Change them there");
    expect(html).not.toMatch(/type="file"|data-remove/);
    expect(await (await get("/c/port/collection")).text()).toMatch(/type="file"[^]*data-remove/);
    for (const [path, body] of [
      ["preview", upload("t.md", TOWER)],
      ["add", { ...upload("t.md", TOWER), before: "" }],
      ["remove", { path: "b.md" }],
      ["undo", { id: "aaaaaaaaaaaa" }],
    ] as const)
      expect((await post(`/c/farm/documents/${path}`, body)).status).toBe(404);
    await writeFiles(places.farm.seedsDir, { "t.md": TOWER });
    expect((await post("/c/farm/rebuild", NO_REBUILD)).status).toBe(200);
    expect(await (await get("/c/farm/collection")).text()).toContain("The tower");
  });
});

describe("a page over one collection", () => {
  it("has no choice of a collection", async () => {
    const { options } = await optionsOver({ port: { files: { "a.md": HARBOUR } } });
    const { get } = await requestsTo(options);
    const html = await (await get("/")).text();
    expect(byClass(html, "collections")).toEqual([]);
    expect(textOf(byClass(html, "welcome")[0] ?? fail())).toContain("1 document");
    expect((await get("/c/port/")).status).toBe(404);
  });
});

useBrowser();

describe.skipIf(chromium === undefined)(
  "a reader of several collections",
  { timeout: 60_000 },
  () => {
    it("chooses one by keyboard, has a conversation in each, and sees one that becomes ready", async () => {
      const { options, places } = await optionsOver({
        port: { files: { "a.md": HARBOUR } },
        farm: { files: { "b.md": ORCHARD }, isRemote: true },
        mill: { files: { "t.md": TOWER }, isNew: true },
      });
      const { page } = await browse(options, "", /503/);
      const summary = page.locator(".collections summary");
      const choose = async (name: string): Promise<void> => {
        await summary.focus();
        await page.keyboard.press("Enter");
        await page.keyboard.press("Tab");
        await page.getByRole("link", { name, exact: true }).focus();
        await page.keyboard.press("Enter");
        await page.waitForURL(`**/c/${name}/**`);
      };
      await page.waitForURL("**/c/port/");
      await ask(page);
      await line(page).fill("And when does it");
      await summary.focus();
      await page.keyboard.press("Enter");
      expect(await seriousFaults(page)).toEqual([]);
      await page.keyboard.press("Escape");
      expect(await page.locator(".collections[open]").count()).toBe(0);
      await choose("farm");
      expect(await messages(page).count()).toBe(0);
      expect(await line(page).inputValue()).toBe("");
      await ask(page, "How many apple trees has the orchard?");
      expect(await messages(page).first().innerText()).toContain("forty apple trees");
      await choose("port");
      expect(await messages(page).allInnerTexts()).toEqual([
        expect.stringContaining("opens at six"),
      ]);
      expect(await line(page).inputValue()).toBe("And when does it");
      await page.getByRole("link", { name: "Collection" }).click();
      await choose("farm");
      expect(page.url()).toMatch(/\/c\/farm\/collection$/);
      await choose("mill");
      for (const width of [1180, 320]) {
        await page.setViewportSize({ width, height: 740 });
        expect(await seriousFaults(page)).toEqual([]);
      }
      await page.getByText("mill is not ready yet").first().waitFor();
      await buildAt(places.mill);
      await page.getByRole("link", { name: "The tower" }).waitFor({ timeout: 20_000 });
    });
  },
);

const fail = (): never => {
  throw new Error("there is no such element");
};
