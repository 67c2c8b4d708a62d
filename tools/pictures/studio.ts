/** @module The real page over a copy of the sample documents, in a real browser, for screenshots. */

import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { collectionOf, embedderFor, intakeOf } from "../../src/cli/setup.ts";
import { PROJECT, readConfig } from "../../src/base/config/config.ts";
import { openFileRecords } from "../../src/feedback/file-records.ts";
import { openReportedFeedback } from "../../src/feedback/report.ts";
import type { FeedbackStore } from "../../src/feedback/store.ts";
import { buildInChild } from "../../src/build/in-child.ts";
import { ABILITIES } from "../../commands/index.ts";
import { buildAt } from "../../test/support/building.ts";
import { singleCollection } from "../../src/collection/collections.ts";
import { type Library, openLibrary } from "../../src/collection/library.ts";
import type { Intake } from "../../src/intake/intake.ts";
import { createLog } from "../../src/base/log.ts";
import { serveApi } from "../../src/web/api/server.ts";
import { openPreview } from "../../src/web/preview/preview.ts";
import { startChromium } from "../../test/support/browser.ts";

/** Where the pages of passages claim to be. */
export const PUBLIC_URL = "https://quotes.example.org";

export interface Studio {
  readonly browser: Browser;
  readonly address: string;
  /** The address of the pages of passages. */
  readonly pages: string;
  readonly library: Library;
  readonly feedback: FeedbackStore;
  readonly intake: Intake;
  /** Makes own documents of the samples and of further files. */
  own(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
}

/** Opens it, has the work done, and leaves nothing behind. */
export async function inStudio(
  chromium: string,
  work: (studio: Studio) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-pictures-"));
  try {
    await cp(join(PROJECT, "seeds"), join(folder, "seeds"), { recursive: true });
    await mkdir(join(folder, "documents"));
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
  const [seedsDir, samplesDir] = [join(folder, "documents"), join(folder, "seeds")];
  const settings = readConfig({});
  const source = { kind: "folder", folder: seedsDir, samples: samplesDir } as const;
  const indexDir = join(folder, "index");
  const collection = { ...settings.collections[0], source, indexDir };
  const config = { ...settings, collection };
  const embedder = await embedderFor(config);
  const place = { ...(await collectionOf(config)), embedder };
  await buildAt(place, { strict: true });
  const library = await openLibrary({ ...place, build: buildInChild(config) });
  const log = createLog("warn");
  const records = openFileRecords(join(folder, "feedback"));
  const store = { records, days: 90, keepsQuestions: true, log };
  const said = openReportedFeedback(store);
  const intake = intakeOf(config, embedder);
  if (!intake) throw new Error("no folder of documents");
  const collections = singleCollection(library, { intake, hasPages: true });
  const preview = await openPreview({ ...ABILITIES, collections, ...said, log }, 0);
  const server = await serveApi({
    settings: { port: 0, host: "127.0.0.1", tokenFile: undefined, origins: [] },
    publicUrl: PUBLIC_URL,
    tokens: { grantOf: async () => undefined },
    log,
  });
  server.serves(collections);
  const browser = await startChromium(chromium, ["--disable-lcd-text", "--hide-scrollbars"]);
  const own: Studio["own"] = async (files) => {
    await cp(samplesDir, seedsDir, { recursive: true });
    for (const [name, content] of Object.entries(files))
      await writeFile(join(seedsDir, name), content);
    await library.rebuild({ onProgress: () => {} });
  };
  try {
    await work({
      browser,
      address: preview.address,
      pages: `http://127.0.0.1:${server.port}/p/`,
      library,
      feedback: said.feedback,
      intake,
      own,
    });
  } finally {
    await browser.close();
    await server.close();
    await preview.close();
    await said.feedback.close();
    await library.close();
  }
}
