/** @module What the pictures show. */

import type { Page } from "playwright-core";
import { answered, ask, DESK, fit, leaveWelcome, PHONE, take, visit } from "./camera.ts";
import { ADDED } from "./added.ts";
import { sayMuch } from "./members.ts";
import type { Studio } from "./studio.ts";

type Scene = (studio: Studio) => Promise<void>;

const QUESTION = "How many marines were sent to the embassy?";

/** As it is looked at: dark, light and on a phone. */
const LOOKS = [
  { suffix: "", view: {} },
  { suffix: "-light", view: { colorScheme: "light" } },
  { suffix: "-phone", view: { size: PHONE } },
] as const;

const welcome: Scene = async (studio) => {
  for (const { suffix, view } of LOOKS)
    await visit(studio, view, (page) => take(page, `welcome${suffix}`));
};

const answer: Scene = async (studio) => {
  for (const { suffix, view } of LOOKS)
    await visit(studio, view, async (page) => {
      await ask(page, QUESTION);
      await leaveWelcome(page);
      if (suffix !== "-phone") await fit(page);
      await take(page, `answer${suffix}`);
    });
};

const source: Scene = (studio) =>
  visit(studio, {}, async (page) => {
    await ask(page, QUESTION);
    await answered(page, () => page.locator(".message button[data-custom-id]").first().click());
    await page.evaluate("document.querySelector('.message').remove()");
    await leaveWelcome(page);
    await fit(page);
    await take(page, "source");
  });

const press = (page: Page, name: string): Promise<void> =>
  answered(page, () => page.getByRole("button", { name, exact: true }).click());

/** Replies that need nothing but a line, each in a window of its own. */
const LINES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  unsure: (page) => ask(page, "what happened to the canteen on 26 january"),
  nothing: (page) => ask(page, "What is the recipe for bread?"),
  documents: (page) => press(page, "Documents"),
  help: (page) => press(page, "Help"),
  refusal: async (page) => {
    await ask(page, "???");
    await ask(page, "/source aaaaaaaaaaaa");
  },
};
const lines: Scene = async (studio) => {
  for (const [name, play] of Object.entries(LINES))
    await visit(studio, { size: { ...DESK, height: 400 } }, async (page) => {
      await play(page);
      await leaveWelcome(page);
      await fit(page);
      await take(page, name);
    });
};

const marked: Scene = async (studio) => {
  for (const { suffix, view } of LOOKS)
    await visit(studio, view, async (page) => {
      await ask(page, QUESTION);
      await follow(page, `marked${suffix}`);
    });
};

/** Follows the first citation to where it stands. */
async function follow(page: Page, name: string): Promise<void> {
  await page.locator(".message a[href^='/document']").first().click();
  await page.locator(".passage[aria-current]").waitFor();
  await take(page, name);
}

/** A rebuild of everything, on a busy machine. */
const SLOW = { timeout: 600_000 };

const collection: Scene = async (studio) => {
  for (const [name, content] of Object.entries(ADDED)) await studio.add(name, content);
  await visit(studio, { path: "collection", size: { ...DESK, height: 800 } }, async (page) => {
    await page.getByLabel("embed everything again").check();
    await page.getByRole("button", { name: "Rebuild" }).click();
    await page
      .locator("[data-progress-text]", { hasText: /Embedding texts: [1-9]\d\d/ })
      .waitFor(SLOW);
    await take(page, "rebuild");
    await page.locator("[data-result] .message").waitFor(SLOW);
    await page.locator("[data-progress]").waitFor({ state: "hidden" });
    await take(page, "collection");
  });
};

/** Needs the documents that the collection's scene adds. */
const differing: Scene = (studio) =>
  visit(studio, {}, async (page) => {
    await ask(page, "How many passengers were on the last ferry of the season?");
    await leaveWelcome(page);
    await fit(page);
    await take(page, "differing");
  });

/** Needs them too. */
const extracted: Scene = (studio) =>
  visit(studio, {}, async (page) => {
    await ask(page, "When must the chimney be swept?");
    await follow(page, "extracted");
  });

const report: Scene = async (studio) => {
  await sayMuch(studio);
  await visit(studio, { path: "report" }, async (page) => {
    await fit(page, ".sheet");
    await take(page, "report");
  });
};

export const SCENES: readonly Scene[] = [
  welcome,
  answer,
  source,
  lines,
  marked,
  collection,
  differing,
  extracted,
  report,
];
