import { describe, expect, it } from "vitest";
import { column, pdfOf } from "../../support/pdf.ts";
import { writeFiles } from "../../support/temporary.ts";
import {
  ask,
  chromium,
  FOREIGN,
  line,
  messages,
  QUESTION,
  useBrowser,
  visit,
} from "../../support/visit.ts";

useBrowser();

describe.skipIf(chromium === undefined)("the preview in a browser", { timeout: 60_000 }, () => {
  it("answers a question, and shows the passage marked in its document", async () => {
    const { page } = await visit();
    await ask(page);
    await expect.poll(() => messages(page).first().innerText()).toContain("opens at six");
    await messages(page).first().locator(".embed-footer a, a[href^='document']").first().click();
    const marked = page.locator(".passage[aria-current]");
    await expect.poll(() => marked.innerText()).toContain("opens at six");
    expect(await page.locator("#marked").innerText()).toMatch(/^Marked: [a-z2-7]{12}, line/);
  });

  it("still shows what was said, with buttons that work, to who comes back to the channel", async () => {
    const { page, address } = await visit();
    await ask(page);
    await page.locator(".message a[href^='document']").first().click();
    await page.waitForURL(/document/);
    await page.goBack();
    await expect.poll(() => messages(page).count()).toBe(1);
    await page.getByRole("button", { name: "Sources & more" }).click();
    await expect.poll(() => messages(page).last().innerText()).toContain("Passage 1 of 2");
    await page.getByRole("button", { name: "Dismiss message" }).click();
    await page.goto(`${address}collection`);
    await page.goto(address);
    expect(await messages(page).count()).toBe(1);
  });

  it("says kindly that an ID is unknown", async () => {
    const { page } = await visit();
    await line(page).fill("/source aaaaaaaaaaaa");
    await page.keyboard.press("Enter");
    await expect.poll(() => messages(page).first().innerText()).toContain("aaaaaaaaaaaa");
    await page.goto(`${new URL(page.url()).origin}/document?path=a.md#aaaaaaaaaaaa`);
    await expect
      .poll(() => page.locator("#marked").innerText())
      .toContain("no longer in this document");
  });

  it("takes a pasted ID for a look-up, and a question that begins with one for a question", async () => {
    const { page, options } = await visit();
    const [hours] = await options.library.complete("Hours", 1);
    await ask(page, ` ${hours?.id} `);
    expect(await messages(page).last().innerText()).toContain("Passage 1 of 2");
    await ask(page, `${hours?.id} opens when in the morning?`);
    expect(await messages(page).last().innerText()).toContain("opens at six");
    expect(await messages(page).count()).toBe(2);
  });

  it("turns pages: a source forward and back in its place, and further passages", async () => {
    const { page } = await visit();
    await ask(page);
    await page.getByRole("button", { name: "Sources & more" }).click();
    const source = page.locator(".message.private");
    await expect.poll(() => source.innerText()).toMatch(/Passage 1 of 2/);
    await source.getByRole("button", { name: "Next" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => source.innerText()).toMatch(/Passage 2 of 2/);
    expect(await page.evaluate("document.activeElement.textContent")).toBe("◀ Back");
    await source.getByRole("button", { name: "Back" }).click();
    await expect.poll(() => source.innerText()).toMatch(/Passage 1 of 2/);
    expect(await messages(page).count()).toBe(2);
  });

  it("keeps the last of two votes on one reply, and its reason, as the report then tells", async () => {
    const { page, address, options } = await visit();
    await ask(page);
    await page.getByRole("button", { name: "Helpful", exact: true }).click();
    await expect
      .poll(async () => (await options.report(options.library)).votes)
      .toEqual({ up: 1, down: 0 });
    await page.getByRole("button", { name: "Not helpful" }).click();
    await page.locator("summary").first().waitFor();
    await page.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await options.report(options.library)).disliked[0]?.reasons)
      .toEqual({ elsewhere: 1, incomplete: 0, outdated: 0, other: 0 });
    expect((await options.report(options.library)).votes).toEqual({ up: 0, down: 1 });
    await page.goto(`${address}report`);
    await expect.poll(() => page.locator(".entries").innerText()).toContain("somewhere else (1)");
    await page.locator(".entries a").first().click();
    await expect.poll(() => page.locator("#marked").innerText()).toMatch(/^Marked: /);
  });

  it("rebuilds from the collection, and lists what is new", async () => {
    const { page, seedsDir, options } = await visit(undefined, "collection");
    const before = options.library.generation();
    await writeFiles(seedsDir, {
      "c.md": "# The mill\n\nThe mill grinds corn on every day but Sunday.",
    });
    await page.getByRole("button", { name: "Rebuild" }).click();
    await expect
      .poll(() => page.locator("#holdings").innerText(), { timeout: 30_000 })
      .toContain("1 added");
    await page.getByRole("link", { name: "The mill" }).waitFor();
    expect(options.library.generation()).not.toBe(before);
  });

  it("shows a document exactly, even what no HTML can hold", async () => {
    const text =
      "# A <b>title</b>\r\n\r\nA paragraph \0 with a null, a\rreturn and &amp; <i>tags</i>, long enough to be quoted.\n\n\n";
    const { page } = await visit({ "a.md": text }, "document?path=a.md");
    await expect
      .poll(() => page.evaluate("document.querySelector('#text').textContent"))
      .toBe(text);
  });

  it("says kindly that what a button is about has gone, and that a button is an old one", async () => {
    const { page, seedsDir, options } = await visit();
    await ask(page);
    await writeFiles(seedsDir, {
      "a.md": "# The harbour\n\nThe harbour is closed for good, and weeds grow on its quay.",
    });
    await options.library.rebuild({ full: false, onProgress: () => {} });
    await page.getByRole("button", { name: "Sources & more" }).click();
    await expect.poll(() => messages(page).last().innerText()).toContain("was changed by");
    await page.evaluate(
      "document.querySelector('[data-custom-id]').dataset.customId = '0.source.x'",
    );
    await page.getByRole("button", { name: "Sources & more" }).click();
    await expect.poll(() => messages(page).last().innerText()).toContain("from an older version");
    expect(await messages(page).first().innerText()).toContain("opens at six");
  });

  it("leads from a citation of a PDF to the text that was extracted, and tells its page", async () => {
    const pages = [column("Bakers must sweep the chimney before the oven is lit, every morning.")];
    const { page } = await visit({ "guild.pdf": pdfOf(pages, { title: "The guild" }) });
    await ask(page, "When must bakers sweep the chimney before the oven is lit?");
    await messages(page).first().locator("a[href^='document']").first().click();
    await expect.poll(() => page.locator("#marked").innerText()).toMatch(/, page 1$/);
    expect(await page.locator(".provenance").innerText()).toContain("extracted from the file");
  });

  it("is refused under another site's name", async () => {
    const { page, address } = await visit(undefined, "", ANY);
    const { port } = new URL(address);
    const response = await page.goto(`http://${FOREIGN}:${port}/`);
    expect(response?.status()).toBe(403);
    expect(await page.locator("body").innerText()).toContain("Not under this name");
  });

  it("does nothing for a form of another site, though it sends what would be JSON", async () => {
    const { page, address, options } = await visit(undefined, "", ANY);
    const body = formSending(`${address}ask`, `{"text":"${QUESTION}`, '"}');
    await page.route(`http://${FOREIGN}/`, (route) =>
      route.fulfill({ body, contentType: "text/html" }),
    );
    await page.goto(`http://${FOREIGN}/`);
    const [response] = await Promise.all([
      page.waitForResponse(`${address}ask`),
      page.getByRole("button").click(),
    ]);
    expect(response.status()).toBe(403);
    expect((await options.report(options.library)).documents).toEqual([]);
  });
});

/** Whatever the browser says of what is refused. */
const ANY = /./;

/** A form sends a name, `=` and a value. */
const formSending = (address: string, name: string, value: string): string =>
  `<form method="post" enctype="text/plain" action="${address}">
    <input name='${name}' value='${value}'><button>Win</button></form>`;
