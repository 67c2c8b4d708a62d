import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createApp } from "../../../src/web/preview/preview.ts";
import { attributeOf, byClass, byId, elementsOf, textOf } from "../../support/html.ts";
import { buildAt, HARBOUR } from "../../support/library.ts";
import { column, pdfOf } from "../../support/pdf.ts";
import { OWN_HEADERS, PORT, previewOver } from "../../support/preview.ts";
import { writeFiles } from "../../support/temporary.ts";

describe("the collection", () => {
  it("lists each document, those that have changed, and why seeds are left out", async () => {
    const preview = await previewOver({
      "a.md": HARBOUR,
      "<b>.md": "# <script>alert(1)</script>\n\nA paragraph that may be quoted.",
      "empty.md": "",
      "latin.txt": new Uint8Array([0xe9, 0x20, 0x61]),
    });
    await writeFiles(preview.place.seedsDir, { "a.md": `${HARBOUR}\nMore.\n` });
    const html = await (await preview.get("/collection")).text();
    expect(html).toContain(">changed<");
    expect(html).toContain("it is empty");
    expect(html).toContain("it is not UTF-8");
    expect(
      elementsOf(html).filter(({ tagName }) => ["b", "script"].includes(tagName)),
    ).toHaveLength(2);
    expect(html).toContain("&lt;b&gt;");
  });
});

describe("the last rebuild", () => {
  it("is shown until another process changes the index", async () => {
    const { get, place, options } = await previewOver();
    const holdings = async (): Promise<string> => (await get("/holdings")).text();
    await options.library.rebuild({ full: true, onProgress: () => {} });
    expect(await holdings()).toContain("Last rebuild");
    await writeFiles(place.seedsDir, { "c.md": "# The mill\n\nThe mill grinds corn." });
    await buildAt(place);
    await options.library.refresh();
    expect(await holdings()).toContain("The mill");
    expect(await holdings()).not.toContain("Last rebuild");
  });
});

describe("a document's page", () => {
  const awkward = [
    "\n\n# Awkward <b>&amp;</b>\r\n\r\nA paragraph  with   blanks,\ttabs and <i>tags</i> &lt;here&gt;.\r\n",
    "A lone \r return, \u2028 a separator, \u0085 next line, \u0001 control, \uFEFF mark, 👩‍🚀 and a̐.\n\n",
    "```html\n<script>alert('x')</script>\n```\n\n\n   Trailing white space stays.   \n\n\n",
  ].join("");

  it.each([
    ["awkward.md", awkward],
    ["plain.txt", awkward],
    ["a.md", HARBOUR],
  ])("holds exactly the text of %s", async (path, text) => {
    const preview = await previewOver({ [path]: text });
    const html = await (await preview.get(`/document?path=${path}`)).text();
    expect(textOf(byId(html, "text") ?? fail())).toBe(text);
    const stored = await readFile(join(preview.place.seedsDir, path), "utf8");
    expect(stored).toBe(text);
  });

  it("marks each passage as the slice that it is", async () => {
    const preview = await previewOver();
    const open = await preview.options.library.open("a.md");
    const html = await (await preview.get("/document?path=a.md")).text();
    expect(open?.passages.length).toBe(2);
    for (const { id, start, end } of open?.passages ?? [])
      expect(textOf(byId(html, id) ?? fail())).toBe(open?.document.text.slice(start, end));
  });
});

describe("the page of a document whose text was extracted", () => {
  const files = {
    "guild.pdf": pdfOf(
      [
        column("Bakers must sweep the chimney before the oven is lit, every morning of the week."),
        column("Millers must grease the wheel with tallow, and may not grind on the feast day."),
      ],
      { title: "The <i>guild</i>" },
    ),
    "orchard.html":
      "<title>The orchard</title><main><h2>Trees</h2><p>The orchard has forty apple trees &amp; one &lt;pear&gt; tree.</p></main>",
  };

  it.each([
    ["guild.pdf", "page", "pdf 3", 2],
    ["orchard.html", "paragraph", "html 4", 0],
  ] as const)(
    "holds that text of %s, says so, and tells each %s",
    async (path, unit, reader, pages) => {
      const preview = await previewOver(files);
      const open = await preview.options.library.open(path);
      if (!open) return fail();
      const html = await (await preview.get(`/document?path=${path}`)).text();
      expect(textOf(byId(html, "text") ?? fail())).toBe(open.document.text);
      expect(textOf(byClass(html, "notice")[0] ?? fail())).toContain(
        `extracted from the file by ${reader}`,
      );
      expect(html).toContain(open.document.extraction?.textSha256);
      expect(byClass(html, "page-start")).toHaveLength(pages);
      for (const { id, start, end } of open.passages) {
        const passage = byId(html, id) ?? fail();
        expect(textOf(passage)).toBe(open.document.text.slice(start, end));
        expect(attributeOf(passage, "data-place")).toMatch(new RegExp(`^${unit}s? \\d`));
      }
    },
  );

  it("begins each page where it begins", async () => {
    const preview = await previewOver(files);
    const html = await (await preview.get("/document?path=guild.pdf")).text();
    expect(byClass(html, "page-start").map((page) => attributeOf(page, "data-page"))).toEqual([
      "Page 1",
      "Page 2",
    ]);
    expect(html).toMatch(/data-page="Page 2"[^>]*><\/span>Millers must/);
  });
});

describe("the report", () => {
  it("tells what was used, disliked and asked in vain, and escapes all of it", async () => {
    const title = "# <script>alert(1)</script>";
    const preview = await previewOver({ "<b>.md": HARBOUR.replace("# The harbour", title) });
    const { library } = preview.options;
    const feedback = preview.options.feedback.for(library.id);
    const [hours] = await library.complete("Hours", 1);
    if (!hours) return fail();
    feedback.shown([hours.id]);
    const ballot = { userId: "1", messageId: "2" };
    await feedback.vote({ passageIds: [hours.id], verdict: "down", reason: "outdated", ballot });
    await feedback.unanswered("Where is the <img src=x onerror=alert(1)>?", {
      heading: "A <b>heading</b>",
    });
    const html = await (await preview.get("/report")).text();
    expect(elementsOf(html).filter(({ tagName }) => ["b", "img"].includes(tagName))).toEqual([]);
    const [shown] = elementsOf(html).filter((one) => attributeOf(one, "data-name") === "Shown");
    expect(textOf(shown ?? fail())).toBe("1");
    expect(html).toContain("It is out of date (1)");
    expect(html).toContain("Where is the &lt;img src=x onerror=alert(1)&gt;?");
    expect(html).toContain("A &lt;b&gt;heading&lt;/b&gt;");
    const links = elementsOf(html).map((element) => attributeOf(element, "href"));
    expect(links).toContain(`document?path=%3Cb%3E.md#${hours.id}`);
  });

  it("shows posts by section, people and broken pins, and links to the section", async () => {
    const { options } = await previewOver();
    const { library, feedback: keeper } = options;
    const feedback = keeper.for(library.id);
    const [hours] = await library.complete("Hours", 1);
    if (!hours) return fail();
    await feedback.unanswered("Opening <hours>?", { passage: hours.id, isPost: true });
    for (const event of ["spoke", "silent", "person"] as const) feedback.note(event);
    const pin = { id: "a", question: "Which <b>hours</b>?", day: "2026-03-02", passage: hours.id };
    const pinned = { ...library, pins: async () => [{ ...pin, status: "contradicted" as const }] };
    const report = async () => options.report(pinned);
    const app = await createApp({ ...options, report }, () => PORT);
    const page = await app.request("/report", { headers: { host: OWN_HEADERS.host } });
    const html = await page.text();
    const text = textOf(byClass(html, "sheet")[0] ?? fail());
    for (const line of [
      "Passed to a person1",
      "1 post that asked nobody",
      "Posts not answered, by the nearest section:1 × The harbour › Hours",
      "Which <b>hours</b>?",
      "another pin has the same question",
    ])
      expect(text).toContain(line);
    const links = elementsOf(html).map((element) => attributeOf(element, "href"));
    expect(links.filter((link) => link === `document?path=a.md#${hours.id}`)).toHaveLength(3);
  });

  it("says kindly that nothing was said yet, and how questions would be kept", async () => {
    const preview = await previewOver(undefined, { keepsQuestions: false });
    const { feedback, library } = preview.options;
    await feedback.for(library.id).unanswered("Where is the xylophone?");
    const html = await (await preview.get("/report")).text();
    for (const line of ["Nobody has voted yet", "No passage was shown yet", "KEEP_UNANSWERED=true"])
      expect(html).toContain(line);
    expect(html).not.toContain("xylophone");
  });

  it("is made once for all who ask at the same time", async () => {
    const { options } = await previewOver();
    let made = 0;
    const report = async () => {
      made += 1;
      return options.report(options.library);
    };
    const app = await createApp({ ...options, report }, () => PORT);
    const look = async () => app.request("/report", { headers: { host: OWN_HEADERS.host } });
    const answers = await Promise.all([look(), look()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(made).toBe(1);
    await look();
    expect(made).toBe(2);
  });
});

const fail = (): never => {
  throw new Error("there is no such element");
};
