/** @module The real page over a copy of the sample documents, in a real browser, for screenshots. */

import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { embedderFor } from "../../src/cli/setup.ts";
import { PROJECT, readConfig } from "../../src/base/config/config.ts";
import { openReportedFeedback } from "../../src/feedback/report.ts";
import type { FeedbackStore } from "../../src/feedback/store.ts";
import { buildInChild } from "../../src/build/in-child.ts";
import { openReader } from "../../src/build/reader/bounded.ts";
import { ABILITIES } from "../../commands/index.ts";
import { openFolder } from "../../src/sources/folder.ts";
import { openFileStore } from "../../src/storage/files/store.ts";
import { buildAt } from "../../test/support/building.ts";
import { type Library, openLibrary } from "../../src/collection/library.ts";
import { createLog } from "../../src/base/log.ts";
import { openPreview } from "../../src/web/preview/preview.ts";
import { startChromium } from "../../test/support/browser.ts";

export interface Studio {
  readonly browser: Browser;
  readonly address: string;
  readonly library: Library;
  readonly feedback: FeedbackStore;
  /** Writes a file into the folder of documents. */
  add(name: string, content: string | Uint8Array): Promise<void>;
}

/** Opens it, has the work done, and leaves nothing behind. */
export async function inStudio(
  chromium: string,
  work: (studio: Studio) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-pictures-"));
  try {
    await cp(join(PROJECT, "seeds"), join(folder, "seeds"), { recursive: true });
    await mkdir(join(folder, "feedback"));
    await withPreview(folder, chromium, work);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function withPreview(
  folder: string,
  chromium: string,
  work: (studio: Studio) => Promise<void>,
): Promise<void> {
  const [seedsDir, indexDir] = [join(folder, "seeds"), join(folder, "index")];
  const config = { ...readConfig({}), seedsDir, indexDir };
  const embedder = await embedderFor(config);
  const place = { source: openFolder(seedsDir), store: openFileStore(indexDir), embedder };
  await buildAt(place, { strict: true });
  const library = await openLibrary({ ...place, build: buildInChild(config) });
  const log = createLog("warn");
  const store = { dir: join(folder, "feedback"), days: 90, keepsQuestions: true, log };
  const said = await openReportedFeedback({ ...store, library });
  const intake = { folder: seedsDir, openReader: () => openReader({ ...config, embedder }) };
  const preview = await openPreview({ ...ABILITIES, library, ...said, intake, log }, 0);
  const browser = await startChromium(chromium, ["--disable-lcd-text", "--hide-scrollbars"]);
  const add: Studio["add"] = (name, content) => writeFile(join(seedsDir, name), content);
  try {
    await work({ browser, address: preview.address, library, feedback: said.feedback, add });
  } finally {
    await browser.close();
    await preview.close();
    await said.feedback.close();
    await library.close();
  }
}
