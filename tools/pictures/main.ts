/** @module `npm run screenshots`: pictures for the docs, from the real page with the sample documents and model. */

import { findChromium } from "../../test/support/browser.ts";
import { SCENES } from "./scenes.ts";
import { inStudio } from "./studio.ts";

const chromium = findChromium();
if (chromium === undefined) process.exitCode = 1;
else
  await inStudio(chromium, async (studio) => {
    for (const scene of SCENES) await scene(studio);
  });
