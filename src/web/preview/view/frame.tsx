/** @module The frame of every view: head, side bar and main part; and the parts that several views share. */

import type { Child } from "hono/jsx";

interface FrameProps {
  readonly title: string;
  readonly here: "channel" | "collection" | "report" | "document" | "none";
  readonly children?: Child;
}

const PLACES = [
  { here: "channel", href: "/", name: "ask-footnote", sign: "#" },
  { here: "collection", href: "/collection", name: "Collection", sign: "▤" },
  { here: "report", href: "/report", name: "Report", sign: "◔" },
] as const;

/** An element; views are synchronous. */
interface Made {
  toString(): string;
}

/** Returns the HTML of an element. */
export const htmlOf = (made: Made): string => made.toString();

/** Returns a whole page as HTML. */
export const page = (frame: Made): string => `<!doctype html>${htmlOf(frame)}`;

export const Frame = ({ title, here, children }: FrameProps) => (
  <html lang="en" data-here={here}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="dark light" />
      <title>{title} · Footnote</title>
      <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
      <script src="/assets/theme.js" />
      <link rel="stylesheet" href="/assets/page.css" />
      <script src="/assets/page.js" defer />
    </head>
    <body>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <nav aria-label="Views">
        <p class="guild">
          <Avatar /> <span>Footnote</span>
        </p>
        <ul>
          {PLACES.map((place) => (
            <li>
              <a href={place.href} aria-current={place.here === here ? "page" : undefined}>
                <span aria-hidden="true">{place.sign}</span> {place.name}
              </a>
            </li>
          ))}
        </ul>
        <ThemeSwitch />
      </nav>
      <main id="main" tabindex={-1}>
        {children}
      </main>
    </body>
  </html>
);

const ThemeSwitch = () => (
  <button type="button" class="theme" data-theme-switch>
    <span aria-hidden="true">◐</span> <span>Light or dark</span>
  </button>
);

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
    <dd>{value.toLocaleString("en")}</dd>
  </div>
);

/** Returns the page for a refused request. */
export const renderRefusal = ({ title, message }: Pick<Error, "message"> & { title: string }) =>
  page(
    <Frame title={title} here="none">
      <div class="plain">
        <h1>{title}</h1>
        <p>{message}</p>
        <p>
          <a href="/">To the channel</a>
        </p>
      </div>
    </Frame>,
  );
