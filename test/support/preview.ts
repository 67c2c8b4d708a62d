/** @module The local page over a small library, without a network: requests as a browser on this machine sends them. */

import { ABILITIES } from "../../commands/index.ts";
import { createApp } from "../../src/web/preview/preview.ts";
import type { PreviewOptions } from "../../src/web/preview/conversation.ts";
import { openReportedFeedback } from "../../src/feedback/report.ts";
import { createLog, type Log } from "../../src/base/log.ts";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./temporary.ts";
import { buildAt, HARBOUR, intakeAt, openAt, ORCHARD, type Place, placeWith } from "./library.ts";

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
  readonly options: PreviewOptions;
  readonly logged: readonly string[];
  readonly get: (path: string, headers?: Headers) => Promise<Response>;
  readonly post: (path: string, body: unknown, headers?: Headers) => Promise<Response>;
}

interface Settings {
  readonly keepsQuestions?: boolean;
  /** Delays the end of each rebuild. */
  readonly during?: Promise<void> | undefined;
}

/** What the page is over: the library of a place, and a store of feedback in a folder of its own. */
export async function optionsFor(
  place: Place,
  log: Log,
  { keepsQuestions = true, during }: Settings = {},
): Promise<PreviewOptions> {
  const library = await openAt(place, async (request) => {
    request.onProgress({ stage: "read", done: 0, total: 1 });
    await during;
    return buildAt(place, request);
  });
  const store = { dir: await temporaryFolder(), days: 30, keepsQuestions, log };
  const said = await openReportedFeedback(store);
  onTestFinished(() => said.feedback.close());
  const intake = intakeAt(place);
  return { ...ABILITIES, library, ...said, intake, log };
}

/** The page over a built library of these files. */
export async function previewOver(
  files: Readonly<Record<string, string | Uint8Array>> = { "a.md": HARBOUR, "b.md": ORCHARD },
  settings: Settings = {},
): Promise<PreviewAt> {
  return previewAt(await placeWith(files), settings);
}

/** The page over the library of a place, which is built first. */
export async function previewAt(place: Place, settings: Settings = {}): Promise<PreviewAt> {
  await buildAt(place);
  const logged: string[] = [];
  const log = createLog("trace", [], (line) => logged.push(line));
  const options = await optionsFor(place, log, settings);
  const app = createApp(options, () => PORT);
  return {
    place,
    options,
    logged,
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
