/** @module `npm run screenshots`: pictures for the docs, from the real page with the sample documents and model. */

import { findChromium } from "../../test/support/browser.ts";
import { printHeights } from "./heights.ts";
import { inStudio } from "./studio.ts";

const chromium = findChromium();
if (chromium === undefined) process.exitCode = 1;
else
  await inStudio(chromium, async (studio) => {
    await printHeights(studio);
  });
