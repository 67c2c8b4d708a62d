/** @module Passage pages in a browser: reading, selecting, narrow windows, dark and light, keyboard, screen readers. */

import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { listen } from "../../../src/web/server.ts";
import { idUnder, pagesOf, shelfOf } from "../../support/passage-pages.ts";
import { chromium, newContext, seriousFaults, useBrowser } from "../../support/visit.ts";

useBrowser();

const WORD = "Donaudampfschifffahrtsgesellschaft".repeat(9);
const CELLS = Array.from({ length: 12 }, (_, at) => `${at}-${"cell".repeat(9)}`);

const RULES = `---
title: The rules
publisher: ${WORD}
source: https://example.org/${WORD}
---

# The rules

## ${WORD}

Board by the **ramp**, ${WORD} and [read](https://example.org/rules) on.

| ${CELLS.map((cell) => `H${cell}`).join(" | ")} |
| ${CELLS.map(() => "---").join(" | ")} |
| ${CELLS.join(" | ")} |

    pump --${"long-option ".repeat(30)}

## Plain

Two  blanks,\ttabs and\u00a0such are kept.

## العربية

يفتح الميناء في السادسة صباحا، ويغلق الحارس بابه عند الغروب كل يوم.
`;

/** Opens the page of the passage under a heading; complaints of the browser fail the test. */
async function visit(heading: string, options: BrowserContextOptions = {}): Promise<Page> {
  const shelf = await shelfOf({ default: { files: { "rules.md": RULES } } });
  const [library] = shelf.libraries;
  if (!library) throw new Error("no library");
  const { app } = pagesOf(shelf);
  const server = await listen(async (request) => app.fetch(request), {
    port: 0,
    tries: 1,
    what: "a test",
    remedy: "None.",
  });
  const context = await newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (line) => {
    if (!/status of 404/.test(line.text())) complaints.push(line.text());
  });
  page.on("pageerror", ({ message }) => complaints.push(message));
  onTestFinished(async () => {
    await context.close();
    await server.close();
    expect(complaints).toEqual([]);
  });
  const id = heading === "" ? "aaaaaaaaaaaa" : await idUnder(library, heading);
  await page.goto(`http://127.0.0.1:${server.port}/p/${id}`);
  return page;
}

const PHONE = { width: 360, height: 700 };
const widthOf = (page: Page): Promise<unknown> =>
  page.evaluate("document.documentElement.scrollWidth");

describe.skipIf(chromium === undefined)("a passage page in a browser", { timeout: 60_000 }, () => {
  it.each([WORD, "Plain", "العربية"])("fits a phone of 360 pixels: %s", async (heading) => {
    const page = await visit(heading, { viewport: PHONE });
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await widthOf(page)).toBe(PHONE.width);
  });

  it.each(["light", "dark"] as const)("keeps nobody out in %s colours", async (colorScheme) => {
    const page = await visit(WORD, { viewport: PHONE, colorScheme });
    await page.locator("summary").click();
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await seriousFaults(page)).toEqual([]);
  });

  it("keeps nobody out where there is no passage", async () => {
    const page = await visit("", { colorScheme: "dark" });
    expect(await seriousFaults(page)).toEqual([]);
  });

  it("is drawn without scripts, and its colours follow the reader's", async () => {
    const shownIn = async (colorScheme: "light" | "dark"): Promise<string> => {
      const page = await visit("Plain", { colorScheme, javaScriptEnabled: false });
      const style = "getComputedStyle(document.querySelector('.passage')).backgroundColor";
      return String(await page.evaluate(style));
    };
    const colours = [await shownIn("light"), await shownIn("dark")];
    expect(colours).toEqual(["rgb(255, 246, 214)", "rgb(58, 49, 19)"]);
  });

  it("lets the exact text be selected, character for character", async () => {
    const page = await visit("Plain");
    const selected = await page.evaluate(
      "getSelection().selectAllChildren(document.querySelector('.exact')), getSelection().toString()",
    );
    expect(selected).toBe("Two  blanks,\ttabs and\u00a0such are kept.");
  });

  it("is read from right to left where its language is", async () => {
    const page = await visit("العربية");
    const directionOf = (selector: string): Promise<unknown> =>
      page.evaluate(
        `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).direction`,
      );
    expect(await directionOf(".passage")).toBe("rtl");
    expect(await directionOf("h1")).toBe("rtl");
    expect(await directionOf("main")).toBe("ltr");
  });

  it("is used by keyboard: what scrolls is reached, and the exact text is opened", async () => {
    const page = await visit(WORD, { viewport: PHONE });
    const reached: unknown[] = [];
    for (let at = 0; at < 4; at += 1) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate("document.activeElement.tagName"));
    }
    expect(reached).toEqual(["A", "DIV", "PRE", "SUMMARY"]);
    await page.keyboard.press("Enter");
    expect(await page.locator("details .exact").isVisible()).toBe(true);
  });

  it("is printed in dark letters on white paper", async () => {
    const page = await visit(WORD, { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    const style = await page.evaluate(
      "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor].join()",
    );
    expect(style).toBe("rgb(38, 40, 45),rgb(255, 255, 255)");
  });
});
