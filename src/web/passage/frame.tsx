/** @module The frame of passage pages, and what a link to one unfurls to. */

import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { PassageWords } from "./words/words.ts";

export interface FrameProps {
  readonly title: string;
  /** Shown below a link to the page. */
  readonly description: string;
  /** The full address of the page, if it is known. */
  readonly address?: string | undefined;
  readonly words: PassageWords;
  readonly style: string;
}

const SITE = "Footnote";

export const Frame = ({ children, ...page }: FrameProps & { readonly children: Child }) => {
  const { title, words, style } = page;
  return (
    <html lang={words.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${SITE}`}</title>
        <Unfurling {...page} />
        <style>{raw(style)}</style>
      </head>
      <body>
        <main>{children}</main>
        <footer>
          <p>
            {words.about} {words.omitted}
          </p>
        </footer>
      </body>
    </html>
  );
};

/** Renders the tags that chats, forums and mail show for a link. No picture: it would say nothing that can be proved. */
const Unfurling = ({ title, description, address }: FrameProps) => (
  <>
    <meta name="description" content={description} />
    <meta property="og:type" content="article" />
    <meta property="og:site_name" content={SITE} />
    <meta property="og:title" content={title} />
    <meta property="og:description" content={description} />
    <meta name="twitter:card" content="summary" />
    {address !== undefined && (
      <>
        <meta property="og:url" content={address} />
        <link rel="canonical" href={address} />
      </>
    )}
  </>
);
