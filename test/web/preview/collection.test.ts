/** @module The collection in a browser: files dropped and chosen, changes undone, and rebuilds in every tab. */

import { readdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { writeFiles } from "../../support/temporary.ts";
import { chromium, seriousFaults, useBrowser, visit } from "../../support/visit.ts";

useBrowser();

const MILL = "# The mill\n\nThe mill grinds corn on every day but Sunday.\n";
const SOON = { timeout: 20_000 };
const holdings = (page: Page) => page.locator("#holdings");
const state = (page: Page) => page.locator("#rebuild-state");
const offers = (page: Page) => page.locator("#offers");

const choose = (page: Page, name: string, text: string): Promise<void> =>
  page.locator("#files").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

/** Drops a file as a reader does from a folder of the system. */
const drop = (page: Page, name: string, text: string): Promise<unknown> =>
  page.evaluate(`{
    const data = new DataTransfer();
    data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
    for (const type of ["dragover", "drop"])
      document.querySelector("#drop").dispatchEvent(
        new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
  }`);

describe.skipIf(chromium === undefined)("the collection in a browser", { timeout: 90_000 }, () => {
  it("shows how a dropped file is split, adds it, and undoes that, by keyboard alone", async () => {
    const { page, seedsDir } = await visit(undefined, "collection");
    await drop(page, "mill.md", MILL);
    await expect.poll(() => offers(page).innerText(), SOON).toContain("Split into 1 passage");
    await page.getByRole("button", { name: "Add" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => holdings(page).innerText(), SOON).toContain("mill.md was added.");
    await page.getByRole("link", { name: "The mill" }).waitFor();
    expect(await offers(page).innerText()).toBe("");
    await expect.poll(() => page.evaluate("document.activeElement.textContent")).toBe("Undo");
    await page.keyboard.press("Enter");
    await expect.poll(() => readdir(seedsDir), SOON).toEqual(["a.md", "b.md"]);
    await expect.poll(() => holdings(page).innerText(), SOON).not.toContain("mill.md was added.");
  });

  it("refuses a file with the reason, and lets one be left out", async () => {
    const { page, seedsDir } = await visit(undefined, "collection", /400/);
    await choose(page, "song.mp3", "la la");
    await expect.poll(() => offers(page).innerText(), SOON).toContain("cannot be added");
    await choose(page, "huge.txt", "a".repeat(10_000_001));
    await expect.poll(() => offers(page).innerText(), SOON).toContain("larger than 10 MB");
    await choose(page, "mill.md", MILL);
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await offers(page).innerText()).not.toContain("The mill");
    expect(await readdir(seedsDir)).toEqual(["a.md", "b.md"]);
  });

  it("removes a document once that is confirmed", async () => {
    const { page, seedsDir } = await visit(undefined, "collection");
    const remove = page.getByRole("button", { name: "Remove The orchard" });
    await remove.click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    expect(await readdir(seedsDir)).toEqual(["a.md", "b.md"]);
    await remove.click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect.poll(() => readdir(seedsDir), SOON).toEqual(["a.md"]);
    await expect.poll(() => holdings(page).innerText(), SOON).toContain("b.md was removed.");
  });

  it("shows a rebuild in every tab, also in one that is opened during it, and how it ended", async () => {
    let finish = (): void => {};
    const during = new Promise<void>((resolve) => (finish = resolve));
    const { page, address, seedsDir, options } = await visit(undefined, "", /404/, { during });
    await writeFiles(seedsDir, { "c.md": MILL });
    const rebuilt = options.library.rebuild({ onProgress: () => {} });
    const other = await page.context().newPage();
    await other.goto(`${address}report`);
    for (const tab of [page, other])
      await expect.poll(() => state(tab).innerText(), SOON).toContain("Reading documents: 0 of 1");
    expect(await seriousFaults(page)).toEqual([]);
    finish();
    await rebuilt;
    for (const tab of [page, other])
      await expect.poll(() => state(tab).innerText(), SOON).toContain("1 added");
    await page.getByRole("link", { name: "See what changed" }).click();
    await expect.poll(() => holdings(page).innerText()).toContain("c.md");
    const later = await page.context().newPage();
    await later.goto(address);
    expect(await state(later).isVisible()).toBe(false);
  });
});
