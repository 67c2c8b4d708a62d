import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  ask,
  chromium,
  line,
  messages,
  QUESTION,
  seriousFaults,
  useBrowser,
  visit,
} from "../../support/visit.ts";

useBrowser();

const isWide = (page: Page): Promise<unknown> =>
  page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");

describe.skipIf(chromium === undefined)("who uses the preview page", { timeout: 60_000 }, () => {
  it("does everything by keyboard: a question, a source, the buttons below the box", async () => {
    const { page } = await visit();
    await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("line");
    await page.keyboard.type(QUESTION);
    await page.keyboard.press("Enter");
    await expect.poll(() => messages(page).first().innerText()).toContain("opens at six");
    expect(await line(page).inputValue()).toBe("");
    await page.getByRole("button", { name: "Sources & more" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => messages(page).last().innerText()).toContain("Only you can see this");
    await page.getByRole("button", { name: "Dismiss message" }).focus();
    await page.keyboard.press("Enter");
    expect(await messages(page).count()).toBe(1);
    for (const [name, tabs] of [
      ["Documents", 2],
      ["Help", 3],
    ] as const) {
      for (let tab = 0; tab < tabs; tab += 1) await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await expect
        .poll(() => messages(page).last().innerText())
        .toContain(`You used /${name.toLowerCase()}`);
      expect(await page.evaluate("document.activeElement.id")).toBe("line");
    }
    for (let tab = 0; tab < 4; tab += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/collection$/);
  });

  it("says what is wrong with a question, and keeps it in the box", async () => {
    const { page } = await visit(undefined, "", /400|413/);
    await line(page).press("Enter");
    await expect.poll(() => page.getByRole("alert").innerText()).toContain("Type a question");
    for (const [text, why] of [
      ["long ".repeat(100).trim(), "Shorten it to 300"],
      ["hi!!".slice(0, 1), "3 to 300"],
      ["/nonsense", "no such command"],
    ] as const) {
      await line(page).fill(text);
      expect(await page.getByRole("alert").count()).toBe(0);
      await page.keyboard.press("Enter");
      await expect.poll(() => page.getByRole("alert").innerText()).toContain(why);
      expect(await line(page).inputValue()).toBe(text);
    }
    expect(await messages(page).count()).toBe(0);
  });

  it.each(["Control+Enter", "Meta+Enter"])("asks once on %s", async (keys) => {
    const { page } = await visit();
    await line(page).fill(QUESTION);
    await line(page).press(keys);
    await messages(page).first().waitFor();
    await ask(page);
    expect(await messages(page).count()).toBe(2);
  });

  it("says that the server is gone, keeps the question, and what was said before", async () => {
    const { page, leave } = await visit(undefined, "", /ERR_CONNECTION_REFUSED/);
    await ask(page);
    await line(page).fill("And when does it close?");
    await leave();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("alert").innerText()).toContain("does not answer");
    expect(await line(page).inputValue()).toBe("And when does it close?");
    await page.getByRole("button", { name: "Sources & more" }).click();
    await expect.poll(() => page.getByRole("alert").innerText()).toContain("does not answer");
    expect(await messages(page).count()).toBe(1);
  });

  it("keeps the choice of light or dark", async () => {
    const { page } = await visit();
    const ground = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const dark = await ground();
    await page.getByRole("button", { name: "Light or dark" }).click();
    await expect.poll(ground).not.toBe(dark);
    const light = await ground();
    await page.reload();
    expect(await ground()).toBe(light);
  });

  it.each(["dark", "light"] as const)(
    "has no serious fault of access, %s or narrow",
    async (colorScheme) => {
      const { page, address } = await visit(undefined, "", /400|404/);
      await page.emulateMedia({ colorScheme });
      await ask(page);
      await line(page).fill("/nonsense");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.getByRole("alert").innerText()).not.toBe("");
      for (const width of [1180, 640, 320]) {
        await page.setViewportSize({ width, height: 740 });
        expect(await seriousFaults(page)).toEqual([]);
        expect(await isWide(page)).toBe(false);
      }
      for (const path of ["collection", "report", "document?path=a.md", "nowhere"])
        for (const width of [1180, 640, 320]) {
          await page.setViewportSize({ width, height: 740 });
          const response = await page.goto(address + path);
          expect(response?.status()).toBe(path === "nowhere" ? 404 : 200);
          expect(await seriousFaults(page)).toEqual([]);
          expect([path, width, await isWide(page)]).toEqual([path, width, false]);
        }
    },
  );
});
