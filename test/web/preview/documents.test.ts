import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createLog } from "../../../src/base/log.ts";
import { openFolder } from "../../../src/sources/folder.ts";
import { withSamples } from "../../../src/sources/samples.ts";
import { createApp } from "../../../src/web/preview/preview.ts";
import { attributeOf, elementsOf } from "../../support/html.ts";
import { HARBOUR, ORCHARD, placeIn } from "../../support/library.ts";
import { column, pdfOf } from "../../support/pdf.ts";
import {
  OWN_HEADERS,
  overLibrary,
  PORT,
  type PreviewAt,
  previewAt,
  previewOver,
  requestsTo,
} from "../../support/preview.ts";
import { temporaryFolder, writeFiles } from "../../support/temporary.ts";

const MILL = "# The mill\n\nThe mill grinds corn on every day but Sunday.\n";
const uploadOf = (name: string, content: string | Uint8Array) => ({
  name,
  content: Buffer.from(content).toString("base64"),
});
const NO_REBUILD = { full: false, force: false };

const previewFile = async (page: PreviewAt, name: string, content: string | Uint8Array) =>
  page.post("/documents/preview", uploadOf(name, content));
/** The stamp of a path without files. */
const NONE = ",";
/** Adds a file; one that replaces another is previewed first, as on the page. */
async function add(
  page: PreviewAt,
  name: string,
  content: string | Uint8Array,
  replace = false,
): Promise<Response> {
  const before = replace ? await stampIn(await previewFile(page, name, content)) : NONE;
  return page.post("/documents/add", { ...uploadOf(name, content), before });
}
const faultOf = async (response: Response): Promise<string> =>
  String(((await response.json()) as { fault: unknown }).fault);
const htmlOf = async (response: Response): Promise<string> =>
  String(((await response.json()) as { html: unknown }).html);
const stampIn = async (response: Response): Promise<string | undefined> => {
  const offer = elementsOf(await htmlOf(response)).find((one) => attributeOf(one, "data-before"));
  return offer && attributeOf(offer, "data-before");
};
const filesOf = (page: PreviewAt): Promise<string[]> => readdir(page.place.seedsDir);
const collectionOf = async (page: PreviewAt): Promise<string> =>
  (await page.get("/collection")).text();

/** Undoes the last change, as the button on the page does. */
async function undo(page: PreviewAt): Promise<Response> {
  const button = elementsOf(await collectionOf(page)).find((one) => attributeOf(one, "data-undo"));
  return page.post("/documents/undo", { id: button && attributeOf(button, "data-undo") });
}

describe("a file to add", () => {
  it("is shown as it will be split, and nothing is written", async () => {
    const page = await previewOver();
    const html = await htmlOf(await previewFile(page, "mill.md", MILL));
    for (const part of [
      "The mill",
      "its first heading",
      "1 passage",
      "Will be saved as mill.md",
      "grinds corn",
    ])
      expect(html).toContain(part);
    expect(await filesOf(page)).toEqual(["a.md", "b.md"]);
  });

  it("is searched once it is added, and gone once that is undone", async () => {
    const page = await previewOver();
    expect((await add(page, "mill.md", MILL)).status).toBe(200);
    expect(page.options.library.counts().documents).toBe(3);
    const html = await collectionOf(page);
    expect(html).toContain("mill.md was added.");
    expect(html).toContain("1 added");
    expect((await undo(page)).status).toBe(200);
    expect(await filesOf(page)).toEqual(["a.md", "b.md"]);
    expect(page.options.library.counts().documents).toBe(2);
    expect(await collectionOf(page)).not.toContain("data-undo");
  });

  it("replaces another file only where that is confirmed, and undo restores its bytes", async () => {
    const page = await previewOver();
    expect(await htmlOf(await previewFile(page, "a.md", MILL))).toContain("replaces it");
    expect(await faultOf(await add(page, "a.md", MILL))).toContain("has changed since");
    const kept = join(page.place.seedsDir, "a.md");
    expect(await readFile(kept, "utf8")).toBe(HARBOUR);
    expect((await add(page, "a.md", MILL, true)).status).toBe(200);
    expect(await readFile(kept, "utf8")).toBe(MILL);
    expect((await undo(page)).status).toBe(200);
    expect(await readFile(kept, "utf8")).toBe(HARBOUR);
  });

  it("keeps the provenance beside the PDF that it replaces", async () => {
    const bakers = pdfOf([column("Bakers must sweep the chimney before the oven is lit.")]);
    const millers = pdfOf([column("Millers must grease the wheel with tallow every morning.")]);
    const page = await previewOver({
      "a.md": HARBOUR,
      "guild.pdf": bakers,
      "guild.pdf.yaml": "publisher: The guild\n",
    });
    expect((await add(page, "guild.pdf", millers, true)).status).toBe(200);
    expect(await readFile(join(page.place.seedsDir, "guild.pdf.yaml"), "utf8")).toContain(
      "The guild",
    );
    expect((await undo(page)).status).toBe(200);
    expect(await readFile(join(page.place.seedsDir, "guild.pdf"))).toEqual(Buffer.from(bakers));
  });

  it("keeps the front matter of the text that it replaces, and shows what it keeps", async () => {
    const head = "---\npublisher: The guild\n---\n";
    const page = await previewOver({ "a.md": `${head}\n${HARBOUR}`, "b.md": ORCHARD });
    expect(await htmlOf(await previewFile(page, "a.md", HARBOUR))).toContain("already there");
    expect(await htmlOf(await previewFile(page, "a.md", MILL))).toContain("there: publisher");
    expect((await add(page, "a.md", MILL, true)).status).toBe(200);
    expect(await readFile(join(page.place.seedsDir, "a.md"), "utf8")).toBe(`${head}\n${MILL}`);
  });

  it("is not added again where it is there", async () => {
    const html = await htmlOf(await previewFile(await previewOver(), "a.md", HARBOUR));
    expect(html).toContain("already there");
    expect(html).not.toContain("data-add");
  });

  it.each([
    ["of another kind", "song.mp3", "x"],
    ["empty", "empty.md", ""],
    ["not UTF-8", "old.txt", Buffer.from([0x63, 0x61, 0x66, 0xe9])],
    ["the list of examples", "examples.txt", "Who?\n"],
    ["no PDF, whatever its name says", "rules.pdf", "%PDF-1.7 nothing more"],
    ["larger than 10 MB", "large.txt", Buffer.alloc(10_000_001, "a ")],
  ])(
    "is refused with the reason if it is %s",
    { timeout: 60_000 },
    async (_what, name, content) => {
      const page = await previewOver();
      for (const response of [
        await previewFile(page, name, content),
        await add(page, name, content),
      ]) {
        expect(response.status).toBe(400);
        expect(await faultOf(response)).toMatch(/cannot be added: ./);
      }
      expect(await filesOf(page)).toEqual(["a.md", "b.md"]);
    },
  );

  it("is refused while it is read as soon as it is too long, whatever its header says", async () => {
    const page = await previewOver();
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(Buffer.alloc(1_000_000, "a"));
      },
    });
    const request = { method: "POST", headers: OWN_HEADERS, body, duplex: "half" } as const;
    const app = await createApp(page.options, () => PORT);
    const response = await app.request(`http://127.0.0.1:${PORT}/documents/preview`, request);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(20);
  });

  it("is shown as text, its name too", async () => {
    const page = await previewOver();
    const content =
      "# <img src=x onerror=alert(1)>\n\nThe <script>alert(2)</script> mill grinds corn on every day.";
    const html = await htmlOf(await previewFile(page, "<b>mill.txt", content));
    expect(
      elementsOf(html).filter(({ tagName }) => ["img", "script", "b"].includes(tagName)),
    ).toEqual([]);
    expect(html).toContain("&lt;script&gt;");
  });

  it("replaces the samples if it is the first, and undo brings them back", async () => {
    const folder = await temporaryFolder();
    await writeFiles(join(folder, "samples"), { "a.md": HARBOUR, "b.md": ORCHARD });
    const own = placeIn(folder);
    const source = withSamples(openFolder(own.seedsDir), openFolder(join(folder, "samples")));
    const page = await previewAt({ ...own, source });
    expect(await (await page.get("/")).text()).toContain("These are sample documents.");
    expect(await collectionOf(page)).not.toContain("data-remove");
    expect(await htmlOf(await previewFile(page, "mill.md", MILL))).toContain(
      "no longer be searched",
    );
    expect((await page.post("/documents/remove", { path: "a.md" })).status).toBe(400);
    expect((await add(page, "mill.md", MILL)).status).toBe(200);
    expect(page.options.library.servesSamples()).toBe(false);
    expect(page.options.library.counts().documents).toBe(1);
    expect((await undo(page)).status).toBe(200);
    expect(page.options.library.servesSamples()).toBe(true);
    expect(page.options.library.counts().documents).toBe(2);
    await add(page, "mill.md", MILL);
    expect((await page.post("/documents/remove", { path: "mill.md" })).status).toBe(200);
    expect(page.options.library.servesSamples()).toBe(true);
    expect((await undo(page)).status).toBe(200);
    expect(page.options.library.servesSamples()).toBe(false);
    await add(page, "pond.md", MILL.replaceAll("mill", "pond"));
    // A document that goes missing meanwhile is not lost with the one that is removed.
    await rm(join(own.seedsDir, "pond.md"));
    expect((await page.post("/documents/remove", { path: "mill.md" })).status).toBe(400);
    expect(page.options.library.counts().documents).toBe(2);
  });

  it("is taken back where the index can't be built, and the reason is shown", async () => {
    const page = await previewOver();
    const { library, collections } = page.options;
    const [collection] = await collections.list();
    const rebuild = () => Promise.reject(new Error("a broken drive"));
    const log = createLog("silent");
    const broken = {
      ...page.options,
      log,
      ...overLibrary({ ...library, rebuild }, collection?.intake),
    };
    const { post } = await requestsTo(broken);
    const response = await post("/documents/add", {
      ...uploadOf("mill.md", MILL),
      before: NONE,
    });
    expect(response.status).toBe(500);
    expect(await filesOf(page)).toEqual(["a.md", "b.md"]);
  });

  it("can be added only by the page itself", async () => {
    const page = await previewOver();
    const body = { ...uploadOf("mill.md", MILL), before: NONE };
    for (const headers of [
      { ...OWN_HEADERS, origin: "http://evil.example" },
      { ...OWN_HEADERS, "content-type": "text/plain" },
      { ...OWN_HEADERS, host: "evil.example:3000" },
    ])
      for (const path of ["preview", "add", "remove", "undo"])
        expect((await page.post(`/documents/${path}`, body, headers)).status).toBe(403);
    expect(await filesOf(page)).toEqual(["a.md", "b.md"]);
  });
});

describe("a document to remove", () => {
  it("is gone from folder and index, and comes back with undo", async () => {
    const page = await previewOver();
    expect((await page.post("/documents/remove", { path: "b.md" })).status).toBe(200);
    expect(await filesOf(page)).toEqual(["a.md"]);
    expect(page.options.library.counts().documents).toBe(1);
    expect((await undo(page)).status).toBe(200);
    expect(await readFile(join(page.place.seedsDir, "b.md"), "utf8")).toBe(ORCHARD);
    expect(page.options.library.counts().documents).toBe(2);
  });

  it("comes back where the rebuild refuses to lose it", async () => {
    const page = await previewOver({ "a.md": HARBOUR });
    const response = await page.post("/documents/remove", { path: "a.md" });
    expect(await faultOf(response)).toContain("Nothing was changed");
    expect(await filesOf(page)).toEqual(["a.md"]);
  });

  it.each(["../secret.md", "/etc/passwd", "gone.md", "c.md.yaml"])(
    "must be in the collection: %s is not",
    async (path) => {
      const page = await previewOver();
      expect((await page.post("/documents/remove", { path })).status).toBe(400);
      expect(await filesOf(page)).toEqual(["a.md", "b.md"]);
    },
  );

  it("is not restored over what was written since", async () => {
    const page = await previewOver();
    await page.post("/documents/remove", { path: "b.md" });
    await writeFile(join(page.place.seedsDir, "b.md"), MILL);
    expect((await undo(page)).status).toBe(400);
    expect(await readFile(join(page.place.seedsDir, "b.md"), "utf8")).toBe(MILL);
  });
});

describe("a rebuild from the page", () => {
  it("names what was added, changed and removed, and ends for every tab", async () => {
    const page = await previewOver({ "a.md": HARBOUR, "b.md": ORCHARD, "c.md": MILL });
    const before = await (await page.get("/state")).json();
    await writeFiles(page.place.seedsDir, {
      "a.md": `${HARBOUR}\nThe pilot sleeps at noon.\n`,
      "d.md": MILL.replaceAll("mill", "kiln"),
    });
    await rm(join(page.place.seedsDir, "b.md"));
    expect(await collectionOf(page)).toContain("New, not searched yet");
    expect((await page.post("/rebuild", NO_REBUILD)).status).toBe(200);
    const html = await htmlOf(await page.get("/holdings"));
    for (const [kind, name] of [
      ["Added", "d.md"],
      ["Changed", "a.md"],
      ["Removed", "b.md"],
    ] as const)
      expect(html).toContain(`<dt>${kind}</dt><dd>${name}</dd>`);
    expect(html).not.toContain("New, not searched yet");
    const after: unknown = await (await page.get("/state")).json();
    expect(before).not.toHaveProperty("ended");
    expect(after).toMatchObject({
      ended: { text: expect.stringContaining("1 added, 1 changed, 1 removed") },
    });
  });

  it("is seen while it runs, by whomever it was started", async () => {
    const page = await previewOver();
    let states: unknown[] = [];
    await writeFiles(page.place.seedsDir, { "d.md": MILL });
    await page.options.library.rebuild({
      onProgress: async () => {
        states.push(await (await page.get("/state")).json());
      },
    });
    expect(states[0]).toMatchObject({ running: { text: expect.stringMatching(/\d+ of \d+/) } });
    expect(await (await page.get("/state")).json()).not.toHaveProperty("running");
  });

  it("removes most documents only where it is forced to, and says so in every tab", async () => {
    const page = await previewOver({ "a.md": HARBOUR, "b.md": ORCHARD, "c.md": MILL });
    for (const name of ["a.md", "b.md"]) await rm(join(page.place.seedsDir, name));
    const refused = await page.post("/rebuild", NO_REBUILD);
    expect(refused.status).toBe(400);
    expect(await (await page.get("/state")).json()).toMatchObject({
      ended: { text: expect.stringContaining("force") },
    });
    expect((await page.post("/rebuild", { full: false, force: true })).status).toBe(200);
    expect(await htmlOf(await page.get("/holdings"))).toContain("2 removed");
  });
});
