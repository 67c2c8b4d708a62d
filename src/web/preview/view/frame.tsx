/** @module The frame of every view: head, side bar and main part; and the parts that several views share. */

import type { Child } from "hono/jsx";
import type { Place, Surroundings } from "../place.ts";
import type { PageWords } from "../words/words.ts";
import { page, useWords } from "./language.tsx";

interface FrameProps {
  readonly title: string;
  readonly here: "channel" | "collection" | "report" | "document" | "unready" | "none";
  readonly around: Surroundings;
  readonly children?: Child;
}

const VIEWS = [
  { here: "channel", path: "", sign: "#" },
  { here: "collection", path: "collection", sign: "▤" },
  { here: "report", path: "report", sign: "◔" },
] as const;

export const Frame = ({ title, here, around, children }: FrameProps) => {
  const { language, frame } = useWords();
  const { place, places } = around;
  const named = places.length > 1 ? [title, place.collection.id] : [title];
  return (
    <html lang={language} data-here={here} data-home={place.address}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="dark light" />
        <title>{[...named, "Footnote"].join(" · ")}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <script src="/assets/theme.js" />
        <link rel="stylesheet" href="/assets/page.css" />
        <script src="/assets/page.js" defer />
      </head>
      <body>
        <a class="skip" href="#main">
          {frame.skip}
        </a>
        <nav aria-label={frame.views}>
          <p class="guild">
            <Avatar /> <span>Footnote</span>
          </p>
          {places.length > 1 && <Collections here={here} around={around} />}
          <ul class="views">
            {VIEWS.map((view) => (
              <li>
                <a
                  href={place.address + view.path}
                  aria-current={view.here === here ? "page" : undefined}
                >
                  <span aria-hidden="true">{view.sign}</span> {frame[view.here]}
                </a>
              </li>
            ))}
          </ul>
          <button type="button" class="theme" data-theme-switch>
            <span aria-hidden="true">◐</span> <span>{frame.theme}</span>
          </button>
        </nav>
        <main id="main" tabindex={-1}>
          <RebuildState address={place.address} />
          {children}
        </main>
      </body>
    </html>
  );
};

/** Renders the choice of a collection; each leads to the same view, if the other has one. */
const Collections = ({ here, around: { place, places } }: Pick<FrameProps, "here" | "around">) => {
  const path = VIEWS.find((view) => view.here === here)?.path ?? "";
  return (
    <details class="select collections">
      <summary aria-label={useWords().frame.chosen(place.collection.id)}>
        <span>{place.collection.id}</span>
      </summary>
      <ul class="choices">
        {places.map((other) => (
          <li>
            <a href={other.address + path} aria-current={other === place ? "true" : undefined}>
              {other.collection.id}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** Renders the bar that the page's script shows while the index is rebuilt; the announced text has no changing numbers. */
const RebuildState = ({ address }: Pick<Place, "address">) => {
  const { rebuild } = useWords();
  return (
    <div id="rebuild-state" hidden>
      <p>
        <span role="status"></span> <span data-progress></span>{" "}
        <a href={`${address}collection`} hidden>
          {rebuild.details}
        </a>
      </p>
      <progress max="1" value="0" aria-label={rebuild.bar}></progress>
      <button type="button" class="as-link" hidden>
        {rebuild.close}
      </button>
    </div>
  );
};

/** Renders the bot's picture. */
export const Avatar = () => (
  <svg class="avatar" viewBox="0 0 40 40" aria-hidden="true">
    <circle cx="20" cy="20" r="20" fill="#2e5d7d" />
    <path d="M10 12h11M10 18h8M10 24h13M10 30h10" stroke="#cfe3ef" stroke-width="2.4" />
    <path d="M28 7.5v9M24.1 9.75l7.8 4.5M31.9 9.75l-7.8 4.5" stroke="#ffd479" stroke-width="2.4" />
  </svg>
);

/** Renders a number with its name. */
export const Figure = ({ name, value }: { readonly name: string; readonly value: number }) => (
  <div>
    <dt>{name}</dt>
    <dd>{useWords().number(value)}</dd>
  </div>
);

/** Returns the page for a refused request. */
export const renderRefusal = (
  { title, message }: Pick<Error, "message"> & { title: string },
  words: PageWords,
  around: Surroundings,
): string =>
  page(
    <Frame title={title} here="none" around={around}>
      <div class="plain">
        <h1>{title}</h1>
        <p>{message}</p>
        <p>
          <a href={around.place.address}>{words.frame.back}</a>
        </p>
      </div>
    </Frame>,
    words,
  );
