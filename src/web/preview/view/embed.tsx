/** @module An embed as Discord shows it. */

import type { APIEmbed, APIEmbedField } from "discord-api-types/v10";
import type { PropsWithChildren } from "hono/jsx";
import type { Links } from "../links.ts";
import { Cited, Link, Markdown } from "./markdown.tsx";

interface EmbedProps {
  readonly embed: APIEmbed;
  readonly links: Links;
  /** The address on this page for a title that has none. */
  readonly shownAt?: string | undefined;
}

const NO_COLOUR = 0x4e5058;

/** Renders an embed: description, title and fields are Markdown, author and footer plain text. */
export const Embed = ({ embed, links, shownAt }: EmbedProps) => {
  const { author, title, url, description, fields = [], footer, color = NO_COLOUR } = embed;
  return (
    <div class="embed">
      <Bar colour={color} />
      {author && <p class="embed-author">{author.name}</p>}
      {title !== undefined && (
        <p class="embed-title">
          <TitleLink url={url} shownAt={shownAt}>
            <Markdown source={title} links={NO_LINKS} />
          </TitleLink>
        </p>
      )}
      {description !== undefined && (
        <div class="embed-description">
          <Markdown source={description} links={links} />
        </div>
      )}
      {fields.length > 0 && <Fields fields={fields} links={links} />}
      {footer && (
        <p class="embed-footer">
          <Cited text={footer.text} links={links} />
        </p>
      )}
    </div>
  );
};

interface TitleLinkProps {
  readonly url: string | undefined;
  readonly shownAt: string | undefined;
}

const TitleLink = ({ url, shownAt, children }: PropsWithChildren<TitleLinkProps>) =>
  url === undefined && shownAt !== undefined ? (
    <a href={shownAt}>{children}</a>
  ) : (
    <Link target={url ?? ""}>{children}</Link>
  );

/** No links, for a title that is a link itself. */
const NO_LINKS: Links = new Map();

/** Renders the colour as an attribute of a drawing, as the page's policy forbids inline styles. */
const Bar = ({ colour }: { readonly colour: number }) => (
  <svg class="bar" aria-hidden="true">
    <rect width="100%" height="100%" fill={`#${colour.toString(16).padStart(6, "0")}`} />
  </svg>
);

interface FieldsProps {
  readonly fields: readonly APIEmbedField[];
  readonly links: Links;
}

/** Groups the fields in rows: one field, or up to three inline ones that share the width. */
const Fields = ({ fields, links }: FieldsProps) => (
  <dl class="fields">
    {rowsOf(fields).flatMap((row) =>
      row.map(({ name, value }) => (
        <div class={row.length > 1 ? `field beside-${row.length - 1}` : "field"}>
          <dt>
            <Markdown source={name} links={links} />
          </dt>
          <dd>
            <Markdown source={value} links={links} />
          </dd>
        </div>
      )),
    )}
  </dl>
);

const MOST_IN_A_ROW = 3;

function rowsOf(fields: readonly APIEmbedField[]): APIEmbedField[][] {
  const rows: APIEmbedField[][] = [];
  for (const field of fields) {
    const row = rows.at(-1);
    const fits = row?.[0]?.inline === true && field.inline === true && row.length < MOST_IN_A_ROW;
    if (fits) row?.push(field);
    else rows.push([field]);
  }
  return rows;
}
