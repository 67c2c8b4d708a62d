/** @module Pages of passages in a browser, and the reply in Discord that links to one. */

import { pageAddress } from "../../src/programs/page-address.ts";
import { renderSource } from "../../src/reply/source.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import { ADDED, FERRY_LOG } from "./added.ts";
import { type Look, PHONE } from "./camera.ts";
import { post } from "./operators.ts";
import type { Scene } from "./scenes.ts";
import { PUBLIC_URL, type Studio } from "./studio.ts";

const [WIDE, NARROW] = [
  { width: 960, height: 1450 },
  { width: 360, height: 2300 },
];
const LOOKS: readonly Look[] = [
  { suffix: "", size: WIDE, colorScheme: "light" },
  { suffix: "-dark", size: WIDE, colorScheme: "dark" },
  { suffix: "-phone", size: NARROW, colorScheme: "light" },
  { suffix: "-phone-dark", size: NARROW, colorScheme: "dark" },
];

/** Returns scenes over the documents that are added; the last one changes a document. */
export const passageScenes = (studio: Studio): Readonly<Record<string, Scene>> => ({
  passage: pageUnder("Boarding", studio),
  "passage-table": pageUnder("Timetable", studio),
  "passage-code": pageUnder("The pump", studio),
  "passage-german": { ...pageUnder("Boarding", studio), locale: "de" },
  "passage-link": linkTo("Boarding", studio),
  "passage-gone": gone(studio),
});

const pageUnder = (heading: string, studio: Studio): Scene => ({
  looks: LOOKS,
  async play(page) {
    await page.goto(studio.pages + (await idUnder(heading, studio)));
  },
});

async function idUnder(heading: string, { library }: Studio): Promise<string> {
  const [passage] = await library.complete(heading, 1);
  return passage?.id ?? "";
}

/** The reply to `/source`, with the button that leads to the page. */
const linkTo = (heading: string, studio: Studio): Scene => ({
  looks: [{ suffix: "", size: PHONE, colorScheme: "dark" }],
  async play(page) {
    const id = await idUnder(heading, studio);
    const place = { publicUrl: PUBLIC_URL, collection: "default" };
    const source = await studio.library.source(id);
    const options = { words: wordsFor("en"), page: pageAddress({ ...place, id }) };
    await post(page, renderSource(source, options), "en", "source");
  },
});

const gone = (studio: Studio): Scene => ({
  looks: LOOKS.map((look) => ({ ...look, size: { ...look.size, height: 700 } })),
  async play(page) {
    const id = await idUnder("The last ferry", studio);
    const log = FERRY_LOG.replace("19:40", "19:55");
    await studio.own({ ...ADDED, "ferry-log.md": log });
    await page.goto(studio.pages + id);
    await studio.own(ADDED);
  },
});
