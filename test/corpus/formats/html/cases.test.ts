/** @module Pages that were misread once, each with what a person sees in it. */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isHeading } from "../../../../src/corpus/block.ts";
import { readHtml } from "../../../../src/corpus/formats/html/html.ts";
import { sharedPath } from "../../../support/shared.ts";

const folder = sharedPath("cases");
const read = (name: string) => readHtml(readFileSync(`${folder}/${name}.html`));

describe.skipIf(folder === undefined)("a page that was misread", () => {
  test("section-ids: keeps sections whatever their names", async () => {
    const { text, blocks, leftOut } = await read("section-ids");
    expect(blocks.filter(isHeading).map(({ title }) => title)).toEqual([
      "Rules of the server",
      "Social media",
      "Sharing accounts",
      "Comments on members",
      "Consent",
      "Ads and promotion",
      "Related servers",
      "Cookies",
      "Appeals",
    ]);
    expect(text).toContain("Recording a voice channel needs the consent of all who are in it.");
    expect(leftOut).toEqual([]);
  });

  test("articles: keeps the short ones", async () => {
    const { text, leftOut } = await read("articles");
    expect(text).toMatch(/stove is cleaned[^]*no music is played[^]*Dogs are kept on a lead/);
    expect(leftOut).toEqual([]);
  });

  test("links: keeps tables and lists of links", async () => {
    const { text, leftOut } = await read("links");
    expect(text).toContain("Boats | boats@club.example.org\n");
    expect(text).toContain("\n- No guest steers a boat without a member beside them\n");
    expect(text).toMatch(/gets a new roof[^]*\n- Entry 78[^]*The end of the page/);
    expect(leftOut).toEqual([]);
  });

  test("table-blocks: keeps rows, and a deposit in its column", async () => {
    expect((await read("table-blocks")).text).toBe(
      "Boats for hire\n\nBoat | Deposit | Price a day\nRowing boat |  | 8 crowns\n" +
        "Sailing boat | 100 crowns |\nMotor boat | 200 crowns | 40 crowns 30 for members\n",
    );
  });

  test("rowspan: keeps hours in their columns", async () => {
    expect((await read("rowspan")).text).toContain(
      "Day | Hours |\n| from | to\nMonday | 9 | 12\n| 14 | 18\nTuesday |  | 18\n",
    );
  });

  test("folded-answers: reads what opens, and no more", async () => {
    const { text, blocks, leftOut } = await read("folded-answers");
    expect(text).toMatch(/On Linux[^]*On Windows run the installer[^]*On macOS drag/);
    expect(leftOut).toEqual([
      "The refund takes fourteen days, as this folded answer says.",
      "Dogs are welcome in the garden.",
      "10",
    ]);
    const warning = text.indexOf("The pump is hot.");
    const before = blocks.filter((block) => isHeading(block) && block.start < warning);
    expect(before.at(-1)).toMatchObject({ depth: 3, title: "" });
    expect(text).toContain("A Sphinx sidebar that belongs to the text");
    expect(text).toContain("Dish | Price\nSoup | 4\n");
    expect(text).toContain("Press Ctrl+C to stop. Costs […] 8 crowns. New text, API, H₂O, m².");
  });
});

test.each([
  ["an empty root", '<div id="root"></div><script src="app.js"></script>'],
  ["an empty element of its own", "<my-app></my-app><script>fill()</script>"],
  ["a request", "<noscript>You need to enable JavaScript to run this app.</noscript>"],
  ["a request as text", "<h1>Sorry</h1><p>This page requires JavaScript.</p>"],
  ["a request in another language", "<p>Bitte aktivieren Sie JavaScript.</p>"],
  [
    "a wait",
    '<header>Site</header><div id="app"><p>Loading…</p></div><script src="a.js"></script>',
  ],
])("a page that scripts would fill is refused: %s", async (_, html) => {
  await expect(readHtml(Buffer.from(html))).rejects.toThrow("open it in a browser, wait until");
});

test.each(["<my-app></my-app>", '<div id="root"></div>'])(
  "a page without text and scripts has nothing that scripts would fill: %s",
  async (html) => {
    expect((await readHtml(Buffer.from(html))).text).toBe("");
  },
);

test.each([
  ["beside other text", "<p>Enable JavaScript for the map.</p><p>The gate shuts at six.</p>"],
  ["of a page of its own", `<p>${"Long text. ".repeat(40)} Enable JavaScript.</p>`],
  [
    "none at all, beside a script",
    '<h1>Contents</h1><script src="a.js"></script><noscript>Enable JavaScript.</noscript>',
  ],
  [
    "no wait",
    '<script src="a.js"></script><p>Loading the boat takes an hour, all say.</p><p>It does.</p>',
  ],
])("a request for JavaScript is text: %s", async (_, html) => {
  expect((await readHtml(Buffer.from(html))).text).not.toBe("");
});
