/** @module The channel in a browser: where the log rests, what the line keeps, and what its keys do. */

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { writeFiles } from "../../support/temporary.ts";
import { ask, chromium, line, messages, QUESTION, useBrowser, visit } from "../../support/visit.ts";

useBrowser();

const atEnd = (page: Page): Promise<unknown> =>
  page.evaluate(
    "((log) => log.scrollHeight - log.scrollTop - log.clientHeight < 2)(document.querySelector('#log'))",
  );
const focused = (page: Page): Promise<unknown> => page.evaluate("document.activeElement.id");
const jump = (page: Page) => page.getByRole("button", { name: "New messages" });

/** Asks until the log is longer than its window. */
async function fill(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 480 });
  for (let at = 0; at < 3; at += 1) await ask(page);
}

describe.skipIf(chromium === undefined)("the log", { timeout: 60_000 }, () => {
  it("rests at its end, buttons included, while it grows and the window shrinks", async () => {
    const { page } = await visit();
    await fill(page);
    await expect.poll(() => atEnd(page)).toBe(true);
    await page.evaluate("document.querySelector('.message').style.paddingBottom = '900px'");
    await expect.poll(() => atEnd(page)).toBe(true);
    await page.setViewportSize({ width: 320, height: 400 });
    await expect.poll(() => atEnd(page)).toBe(true);
    const button = messages(page).last().locator("button[data-custom-id]").last();
    expect(await button.evaluate((one) => one.getBoundingClientRect().bottom)).toBeLessThan(400);
  });

  it("stays where its reader scrolled to, and offers the way to new messages", async () => {
    const { page } = await visit();
    await fill(page);
    await page.locator("#log").hover();
    await page.mouse.wheel(0, -5_000);
    await expect.poll(() => atEnd(page)).toBe(false);
    expect(await jump(page).isVisible()).toBe(false);
    await messages(page).first().locator("button[data-custom-id]").first().click();
    await jump(page).waitFor();
    expect(await atEnd(page)).toBe(false);
    await jump(page).click();
    await expect.poll(() => atEnd(page)).toBe(true);
    await expect.poll(() => jump(page).isVisible()).toBe(false);
  });

  it("is as it was after a reload: its messages, its place, and what was not sent", async () => {
    const { page } = await visit();
    await fill(page);
    await line(page).fill("And when does it");
    await page.reload();
    expect(await messages(page).count()).toBe(3);
    await expect.poll(() => atEnd(page)).toBe(true);
    expect(await line(page).inputValue()).toBe("And when does it");
    await page.evaluate("document.querySelector('#log').scrollTop = 40");
    await page.reload();
    await expect.poll(() => page.evaluate("document.querySelector('#log').scrollTop")).toBe(40);
  });

  it("keeps the newest messages where the browser does not keep all", async () => {
    const { page } = await visit();
    await ask(page);
    await ask(page, "Who waits for the pilot?");
    await page.evaluate("document.querySelector('.message').dataset.much = 'x'.repeat(6e6)");
    await page.reload();
    expect(await messages(page).count()).toBe(1);
    expect(await messages(page).first().innerText()).toContain("pilot");
  });
});

describe.skipIf(chromium === undefined)("the welcome", { timeout: 60_000 }, () => {
  it("shows what is served now, and leaves the conversation and the line as they are", async () => {
    const { page, seedsDir, options } = await visit();
    const welcome = page.locator(".welcome");
    await ask(page);
    await line(page).fill("And when does it");
    expect(await welcome.innerText()).toContain("2 documents");
    await writeFiles(seedsDir, { "c.md": "# The mill\n\nThe mill grinds corn on every day." });
    await options.library.rebuild({ full: false, onProgress: () => {} });
    await expect.poll(() => welcome.innerText(), { timeout: 20_000 }).toContain("3 documents");
    expect(await messages(page).count()).toBe(1);
    expect(await line(page).inputValue()).toBe("And when does it");
    expect(await focused(page)).toBe("line");
  });
});

describe.skipIf(chromium === undefined)("the line", { timeout: 60_000 }, () => {
  it("sends a command without options at the first Enter, and a line end with Shift", async () => {
    const { page } = await visit();
    await line(page).fill("/help");
    await page.keyboard.press("Enter");
    await messages(page).first().waitFor();
    expect(await line(page).inputValue()).toBe("");
    await page.keyboard.type("one");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("two");
    expect(await line(page).inputValue()).toBe("one\ntwo");
    expect(await messages(page).count()).toBe(1);
  });

  it("counts near the limit, keeps all of a long paste, and does not send it", async () => {
    const { page } = await visit();
    await line(page).fill("a".repeat(249));
    expect(await page.locator("#counter").isVisible()).toBe(false);
    await line(page).fill("a".repeat(250));
    expect(await page.locator("#counter").innerText()).toBe("250 of 300 characters");
    await line(page).fill("ab cd".repeat(1_000));
    expect(await page.locator("#counter").innerText()).toContain("5,000 of 300");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("alert").innerText()).toContain("Shorten it to 300");
    expect(await line(page).inputValue()).toHaveLength(5_000);
    expect(await line(page).getAttribute("aria-invalid")).toBe("true");
    expect(await messages(page).count()).toBe(0);
  });

  it("keeps a text until its reply has come, and sends it once", async () => {
    const { page } = await visit();
    let answer = (): void => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route("**/ask", async (route) => {
      await held;
      await route.continue();
    });
    await line(page).fill(QUESTION);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.locator(".waiting").waitFor();
    expect(await line(page).inputValue()).toBe(QUESTION);
    answer();
    await messages(page).first().waitFor();
    await expect.poll(() => line(page).inputValue()).toBe("");
    await page.locator(".waiting").waitFor({ state: "detached" });
    expect(await messages(page).count()).toBe(1);
  });

  it("brings back earlier questions with the arrows, but never in place of a text", async () => {
    const { page } = await visit();
    await ask(page);
    await ask(page, "Who waits for the pilot?");
    const up = () => page.keyboard.press("ArrowUp");
    await up();
    expect(await line(page).inputValue()).toBe("Who waits for the pilot?");
    await up();
    await up();
    expect(await line(page).inputValue()).toBe(QUESTION);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await line(page).inputValue()).toBe("");
    await line(page).fill("a text of mine");
    await up();
    expect(await line(page).inputValue()).toBe("a text of mine");
    await page.reload();
    await line(page).fill("");
    await up();
    expect(await line(page).inputValue()).toBe("Who waits for the pilot?");
  });

  it("gets what is typed elsewhere, but no shortcut, and no space for a button", async () => {
    const { page } = await visit();
    await ask(page);
    await page.locator("#log").focus();
    await page.keyboard.press("Control+k");
    expect(await focused(page)).toBe("log");
    await page.keyboard.type("when?");
    expect(await focused(page)).toBe("line");
    expect(await line(page).inputValue()).toBe("when?");
    const button = messages(page).first().locator("button[data-custom-id]").first();
    await button.focus();
    await page.keyboard.press("Space");
    await messages(page).nth(1).waitFor();
    expect(await line(page).inputValue()).toBe("when?");
    expect(await focused(page)).not.toBe("line");
    await page.keyboard.type("x");
    expect(await focused(page)).toBe("line");
  });
});

describe.skipIf(chromium === undefined)("a German reader", { timeout: 60_000 }, () => {
  it("has page, script and replies in German", async () => {
    const { page } = await visit(undefined, "", /404/, { locale: "de-DE" });
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    const box = page.getByRole("textbox", { name: "Eine Frage" });
    await box.press("Enter");
    await expect.poll(() => page.getByRole("alert").innerText()).toContain("zuerst eine Frage");
    await box.fill(QUESTION);
    await page.keyboard.press("Enter");
    await expect.poll(() => messages(page).first().innerText()).toContain("Du hast verwendet:");
  });
});
