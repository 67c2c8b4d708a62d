/** @module Opens the source that settings name. */

import type { SourceSettings, UploadsSettings } from "../base/config/sources.ts";
import { openFolder } from "./folder.ts";
import { openGit } from "./git/source.ts";
import { openPages } from "./pages/pages.ts";
import { withSamples } from "./samples.ts";
import type { Source } from "./source.ts";

/** Opens a source that needs no database. @throws UserError if a setting can't be used. */
export function openSource(settings: Exclude<SourceSettings, UploadsSettings>): Source {
  switch (settings.kind) {
    case "folder": {
      const { folder, samples } = settings;
      return samples === undefined
        ? openFolder(folder)
        : withSamples(openFolder(folder), openFolder(samples));
    }
    case "git":
      return openGit(settings);
    case "pages":
      return openPages(settings);
  }
}
