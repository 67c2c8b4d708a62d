/** @module The state of the index, which every tab asks for: the running rebuild, and the end of the last one. */

import type { EndedRebuild } from "../../collection/rebuilds.ts";
import type { ServedCollection } from "../../collection/collections.ts";
import { ifNotReady } from "../../collection/lazy-library.ts";
import type { Library } from "../../collection/library.ts";
import { UserError } from "../../base/errors.ts";
import { unescape } from "../../reply/escape.ts";
import { progressText, renderSummary } from "../../reply/rebuild.ts";
import { wordsFor } from "../../reply/words/words.ts";
import type { PageWords } from "./words/words.ts";

/** As JSON. */
export interface State {
  /** Undefined while there is none that can be searched. */
  readonly generation?: string;
  readonly running?: { readonly text: string; readonly done: number; readonly total: number };
  readonly ended?: { readonly id: string; readonly text: string };
}

/** Returns the state; opens the library, which stays open as long as a tab asks. */
export const stateOf = ({ use }: Pick<ServedCollection, "use">, words: PageWords): Promise<State> =>
  use(async (library) => readyState(library, words)).catch(ifNotReady({}));

function readyState(library: Pick<Library, "generation" | "rebuilds">, words: PageWords): State {
  const { running, ended } = library.rebuilds();
  return {
    generation: library.generation(),
    ...(running && { running: { ...runningOf(running.progress, words) } }),
    ...(ended && { ended: { id: ended.id, text: endOf(ended, words) } }),
  };
}

type Running = NonNullable<ReturnType<Library["rebuilds"]>["running"]>;

function runningOf(
  progress: Running["progress"],
  { language }: PageWords,
): NonNullable<State["running"]> {
  if (!progress) return { text: "", done: 0, total: 0 };
  const { done, total } = progress;
  return { text: progressText(progress, wordsFor(language)), done, total };
}

/** Returns the first line of the summary, or the reason of the failure. */
function endOf({ result }: EndedRebuild, words: PageWords): string {
  if ("failure" in result) return failureText(result.failure, words);
  return unescape(
    renderSummary(result.summary, wordsFor(words.language)).content.split("\n")[0] ?? "",
  );
}

/** Returns the text of an error that is meant for users, and an apology for any other. */
export const failureText = (failure: unknown, { rebuild }: PageWords): string =>
  failure instanceof UserError ? failure.message : rebuild.failed;
