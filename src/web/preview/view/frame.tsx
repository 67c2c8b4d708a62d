/** @module What every page of the room has: head, side bar, and the page's own main part. */

import type { Child } from "hono/jsx";
import { htmlOf } from "./html.ts";
import { Avatar } from "./icons.tsx";

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

/** A whole page as HTML. */
export const page = (frame: Parameters<typeof htmlOf>[0]): string =>
  `<!doctype html>${htmlOf(frame)}`;

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
