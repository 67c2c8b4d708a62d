/** @module The local page over a small library, without a network: requests as a browser on this machine sends them. */

import { ABILITIES } from "../../commands/index.ts";
import { createApp } from "../../src/web/preview/preview.ts";
import { EVERYONE, NO_COMMUNITY } from "../../src/base/config/collections.ts";
import type { Builder } from "../../src/build/in-child.ts";
import {
  CollectionId,
  type Collections,
  openCollections,
  singleCollection,
} from "../../src/collection/collections.ts";
import type { CollectionOptions } from "../../src/collection/lazy-collection.ts";
import type { OpenLimits } from "../../src/collection/shelf.ts";
import { type Library, openLibrary } from "../../src/collection/library.ts";
import type { Intake } from "../../src/intake/intake.ts";
import type { PreviewOptions } from "../../src/web/preview/conversation.ts";
import { openFileRecords } from "../../src/feedback/file-records.ts";
import { openReportedFeedback } from "../../src/feedback/report.ts";
import { createLog, type Log } from "../../src/base/log.ts";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./temporary.ts";
import {
  buildAt,
  copiesOf,
  HARBOUR,
  intakeAt,
  openAt,
  ORCHARD,
  type Place,
  placeWith,
} from "./library.ts";

export const PORT = 3000;
const OWN = `http://127.0.0.1:${PORT}`;

/** The headers of the page's own script. */
export const OWN_HEADERS = {
  host: `127.0.0.1:${PORT}`,
  origin: OWN,
  "sec-fetch-site": "same-origin",
  "content-type": "application/json",
};

type Headers = Readonly<Record<string, string>>;

export interface PreviewAt {
  readonly place: Place;
  readonly options: Served;
  readonly logged: readonly string[];
  readonly get: (path: string, headers?: Headers) => Promise<Response>;
  readonly post: (path: string, body: unknown, headers?: Headers) => Promise<Response>;
}

interface Settings {
  readonly keepsQuestions?: boolean;
  /** Delays the end of each rebuild. */
  readonly during?: Promise<void> | undefined;
}

/** The options of a page over one collection. */
export interface Served extends PreviewOptions {
  readonly library: Library;
}

/** What the page is over: the library of a place, and a store of feedback in a folder of its own. */
export async function optionsFor(
  place: Place,
  log: Log,
  { keepsQuestions = true, during }: Settings = {},
): Promise<Served> {
  const library = await openAt(place, async (request) => {
    request.onProgress({ stage: "read", done: 0, total: 1 });
    await during;
    return buildAt(place, request);
  });
  const records = openFileRecords(await temporaryFolder());
  const store = { records, days: 30, keepsQuestions, log };
  const said = openReportedFeedback(store);
  onTestFinished(() => said.feedback.close());
  const intake = intakeAt(place);
  return { ...ABILITIES, ...said, ...overLibrary(library, intake), log };
}

/** Returns the part of the options that serves one library. */
export const overLibrary = (library: Library, intake?: Intake) => ({
  library,
  collections: singleCollection(library, { intake }),
});

const usualPlace = copiesOf(async () => {
  const place = await placeWith({ "a.md": HARBOUR, "b.md": ORCHARD });
  await buildAt(place);
  return place;
});

/** The page over a built library of these files, or of two about the harbour and the orchard. */
export async function previewOver(
  files?: Readonly<Record<string, string | Uint8Array>>,
  settings: Settings = {},
): Promise<PreviewAt> {
  if (!files) return pageOver(await usualPlace(), settings);
  return previewAt(await placeWith(files), settings);
}

/** The page over the library of a place, which is built first. */
export async function previewAt(place: Place, settings: Settings = {}): Promise<PreviewAt> {
  await buildAt(place);
  return pageOver(place, settings);
}

async function pageOver(place: Place, settings: Settings): Promise<PreviewAt> {
  const logged: string[] = [];
  const log = createLog("trace", [], (line) => logged.push(line));
  const options = await optionsFor(place, log, settings);
  return { place, options, logged, ...(await requestsTo(options)) };
}

/** A collection of a page over several. */
interface Spec {
  readonly files: Readonly<Record<string, string>>;
  readonly isPrivate?: boolean;
  /** Whether its index is not built yet. */
  readonly isNew?: boolean;
  /** Whether its documents come from elsewhere. */
  readonly isRemote?: boolean;
  /** Changes the library that is opened. */
  readonly change?: (library: Library) => Library;
}

/** The options of a page over several collections, and the place of each. */
export interface ServedByName<Name extends string> {
  readonly options: PreviewOptions;
  readonly collections: Collections;
  readonly places: Readonly<Record<Name, Place>>;
  readonly logged: readonly string[];
}

/** Serves collections by their names, each in folders of its own. */
export async function optionsOver<Name extends string>(
  specs: Readonly<Record<Name, Spec>>,
  limits?: OpenLimits,
): Promise<ServedByName<Name>> {
  const logged: string[] = [];
  const log = createLog("trace", [], (line) => logged.push(line));
  const all = await Promise.all(
    Object.entries<Spec>(specs).map(async ([name, spec]) => {
      const place = await placeWith(spec.files);
      if (!spec.isNew) await buildAt(place);
      return { name, spec, place };
    }),
  );
  const collections = openCollections(
    all.map(({ name, spec, place }) => collectionAt(name, spec, place)),
    limits && { limits },
  );
  const said = openReportedFeedback({
    records: openFileRecords(await temporaryFolder()),
    days: 30,
    keepsQuestions: true,
    log,
  });
  onTestFinished(async () => {
    await said.feedback.close();
    await collections.close();
  });
  const options = {
    ...ABILITIES,
    ...said,
    collections,
    log,
  };
  const places = Object.fromEntries(all.map(({ name, place }) => [name, place]));
  // oxlint-disable-next-line no-unsafe-type-assertion
  return { options, collections, logged, places: places as Record<Name, Place> };
}

function collectionAt(name: string, spec: Spec, place: Place): CollectionOptions {
  const { isPrivate = false, isRemote = false, change = (library) => library } = spec;
  const id = CollectionId.parse(name);
  const build: Builder = (request) => buildAt(place, request);
  return {
    id,
    sourceName: isRemote ? `https://example.org/${name}.git` : place.seedsDir,
    audience: EVERYONE,
    isPrivate,
    hasPages: false,
    operators: [],
    community: NO_COMMUNITY,
    intake: isRemote ? undefined : intakeAt(place),
    faults: () => [],
    open: async () => change(await openLibrary({ ...place, id, build })),
    build,
  };
}

/** Returns functions that send requests to a page, as its own script does. */
export async function requestsTo(
  options: PreviewOptions,
): Promise<Pick<PreviewAt, "get" | "post">> {
  const app = await createApp(options, () => PORT);
  return {
    get: async (path, headers = { host: OWN_HEADERS.host }) =>
      app.request(`${OWN}${path}`, { headers }),
    post: async (path, body, headers = OWN_HEADERS) =>
      app.request(`${OWN}${path}`, {
        method: "POST",
        headers,
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
  };
}

/** The lines of JSON in an answer. */
export const linesOf = async (response: Response): Promise<Record<string, unknown>[]> =>
  (await response.text())
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Record<string, unknown> => JSON.parse(line));
