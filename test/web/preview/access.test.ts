import axe from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ask, chromium, line, messages, QUESTION, useBrowser, visit } from "../../support/visit.ts";

useBrowser();

const Violations = z.object({
  violations: z.array(z.object({ id: z.string(), impact: z.string().nullish() })),
});

/** What axe finds that keeps people out. */
async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = Violations.parse(await page.evaluate("axe.run()"));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id }) => id);
}

const isWide = (page: Page): Promise<unknown> =>
  page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");

describe.skipIf(chromium === undefined)("who uses the local room", { timeout: 60_000 }, () => {
  it("does everything by keyboard: a command, its option, its suggestions, and back", async () => {
    const { page } = await visit();
    await line(page).waitFor();
    await page.keyboard.type("/");
    await page.getByRole("option", { name: "/source" }).waitFor();
    await page.keyboard.type("so");
    await page.keyboard.press("Tab");
    await page.keyboard.type("pilot");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("ships");
    await page.getByRole("option", { name: /Ships/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect.poll(() => messages(page).first().innerText()).toContain("red boat");
    expect(await messages(page).first().innerText()).toContain("Only you can see this");
    await page.keyboard.type("/help ");
    await page.keyboard.press("Escape");
    await page.keyboard.type("/nonsense");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("alert").innerText()).toContain("no such command");
  });

  it("says what is missing, offers what may be left out, and dismisses what is private", async () => {
    const { page } = await visit();
    await line(page).fill("/ask ");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.getByRole("alert").innerText())
      .toContain("question is still missing");
    await page.keyboard.type(QUESTION);
    await page.getByRole("button", { name: "+ private" }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await messages(page).first().waitFor();
    await page.getByRole("button", { name: "Dismiss message" }).click();
    expect(await messages(page).count()).toBe(0);
  });

  it("tells that the server is gone", async () => {
    const { page, leave } = await visit(undefined, "", /ERR_CONNECTION_REFUSED/);
    await line(page).fill(QUESTION);
    await leave();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".told").innerText()).toContain("does not answer");
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
      const { page, address } = await visit();
      await page.emulateMedia({ colorScheme });
      await ask(page);
      await line(page).fill("/");
      for (const width of [1180, 360]) {
        await page.setViewportSize({ width, height: 740 });
        expect(await seriousFaults(page)).toEqual([]);
        expect(await isWide(page)).toBe(false);
      }
      for (const path of ["collection", "report", "document?path=a.md", "nowhere"]) {
        const response = await page.goto(address + path);
        expect(response?.status()).toBe(path === "nowhere" ? 404 : 200);
        expect(await seriousFaults(page)).toEqual([]);
        expect(await isWide(page)).toBe(false);
      }
    },
  );
});
