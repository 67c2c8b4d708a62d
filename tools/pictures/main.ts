/**
 * @module `npm run screenshots -- [FOLDER [SCENE…]]`: pictures of the real page with the sample documents and model, and the
 * heights of replies. Without a folder, only the heights.
 */

import { findChromium } from "../../test/support/browser.ts";
import { ADDED } from "./added.ts";
import { LANGUAGE_SCENES, MONTAGE, takeMontage } from "./languages.ts";
import { LOOKS, take, visit } from "./camera.ts";
import { printHeights } from "./heights.ts";
import { operatorScenes } from "./operators.ts";
import { passageScenes } from "./passages.ts";
import { pinScenes } from "./pins.ts";
import { postScenes } from "./posts.ts";
import { sayMuch } from "./members.ts";
import { ADDED_SCENES, SAMPLE_SCENES, type Scene } from "./scenes.ts";
import { inStudio, type Studio } from "./studio.ts";

const [folder, ...wanted] = process.argv.slice(2);
const chromium = findChromium();
if (chromium === undefined) process.exitCode = 1;
else
  await inStudio(chromium, async (studio) => {
    if (wanted.length === 0) await printHeights(studio);
    if (folder !== undefined) await takeAll(studio, folder);
  });

async function takeAll(studio: Studio, into: string): Promise<void> {
  await takeScenes(studio, into, SAMPLE_SCENES);
  await takeScenes(studio, into, LANGUAGE_SCENES);
  if (isWanted(MONTAGE)) await takeMontage(studio, into);
  await takeScenes(studio, into, operatorScenes(studio));
  await takeScenes(studio, into, postScenes(studio));
  await takeScenes(studio, into, pinScenes(studio));
  const added = { ...ADDED_SCENES, ...passageScenes(studio) };
  if (chosen(added).length === 0) return;
  await studio.own(ADDED);
  await sayMuch(studio);
  await takeScenes(studio, into, added);
}

async function takeScenes(
  studio: Studio,
  into: string,
  scenes: Readonly<Record<string, Scene>>,
): Promise<void> {
  for (const [name, { path, locale, looks = LOOKS, play }] of chosen(scenes))
    for (const look of looks)
      await visit(studio, { ...look, path, locale }, async (page) => {
        await play?.(page);
        await take(page, into, name + look.suffix);
      });
}

/** Returns the scenes that were asked for. */
function chosen(scenes: Readonly<Record<string, Scene>>): [string, Scene][] {
  return Object.entries(scenes).filter(([name]) => isWanted(name));
}

/** Checks that a picture was asked for by its name; without names, all are. */
function isWanted(name: string): boolean {
  return wanted.length === 0 || wanted.includes(name);
}
