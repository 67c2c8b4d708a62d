/** @module The figures of a rebuild that the collection's page shows as a bar, beside what its command says. */

import type { Library } from "../../collection/library.ts";
import { progressText } from "../../reply/rebuild.ts";
import type { PreviewOptions } from "./conversation.ts";

/** How far a rebuild is, as the page is told. */
export interface Figures {
  readonly progress: { readonly text: string; readonly done: number; readonly total: number };
}

/** The same options, but with a library that tells the page how far its rebuilds are, and the command no more. */
export function withProgress(
  options: PreviewOptions,
  tell: (figures: Figures) => Promise<void>,
): PreviewOptions {
  const { library } = options;
  const rebuild: Library["rebuild"] = (request) =>
    library.rebuild({
      ...request,
      onProgress: (progress) => {
        const { done, total } = progress;
        void tell({ progress: { text: progressText(progress), done, total } });
      },
    });
  return { ...options, library: { ...library, rebuild } };
}
