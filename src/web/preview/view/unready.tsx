/** @module The view of a collection that can't be searched yet. */

import { label } from "../../../reply/citation.ts";
import type { PlaceOptions } from "../conversation.ts";
import type { PageWords } from "../words/words.ts";
import { Intake, Rebuild } from "./collection.tsx";
import { Frame } from "./frame.tsx";
import { page } from "./language.tsx";

/** Renders the page that stands for every view; the page's script loads the view once the collection is ready. */
export const renderUnready = (
  { collection, around }: Pick<PlaceOptions, "collection" | "around">,
  words: PageWords,
): string => {
  const { unready, origin } = words;
  return page(
    <Frame title={unready.title(collection.id)} here="unready" around={around}>
      <header class="top">
        <h1>{unready.title(collection.id)}</h1>
      </header>
      <div class="sheet" id="sheet" tabindex={0} role="region" aria-label={words.collection.region}>
        <section>
          <p>{unready.why}</p>
          <p class="muted">{unready.wait}</p>
        </section>
        <section aria-labelledby="origin-title">
          <h2 id="origin-title">{origin.title}</h2>
          <p>
            <strong class="origin">{label(collection.sourceName)}</strong>
          </p>
        </section>
        {collection.intake && <Intake />}
        <Rebuild />
      </div>
    </Frame>,
    words,
  );
};
