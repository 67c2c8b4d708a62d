/** @module An embed as Discord shows it. */

import type { APIEmbed, APIEmbedField } from "discord-api-types/v10";
import type { Places } from "../places.ts";
import { Cited, Link, Markdown } from "./markdown.tsx";

interface EmbedProps {
  readonly embed: APIEmbed;
  readonly places: Places;
}

const NO_COLOUR = 0x4e5058;

/** Description, title and fields are Markdown; author and footer are shown as they are. */
export const Embed = ({ embed, places }: EmbedProps) => {
  const { author, title, url, description, fields = [], footer, color = NO_COLOUR } = embed;
  return (
    <div class="embed">
      <Bar colour={color} />
      {author && <p class="embed-author">{author.name}</p>}
      {title !== undefined && (
        <p class="embed-title">
          <Link target={url ?? ""}>
            <Markdown source={title} places={NOWHERE} />
          </Link>
        </p>
      )}
      {description !== undefined && (
        <div class="embed-description">
          <Markdown source={description} places={places} />
        </div>
      )}
      {fields.length > 0 && <Fields fields={fields} places={places} />}
      {footer && (
        <p class="embed-footer">
          <Cited text={footer.text} places={places} />
        </p>
      )}
    </div>
  );
};

/** A title is one link already. */
const NOWHERE: Places = new Map();

/** A drawing takes a colour as an attribute, which the page's rules on style let through. */
const Bar = ({ colour }: { readonly colour: number }) => (
  <svg class="bar" aria-hidden="true">
    <rect width="100%" height="100%" fill={`#${colour.toString(16).padStart(6, "0")}`} />
  </svg>
);

interface FieldsProps {
  readonly fields: readonly APIEmbedField[];
  readonly places: Places;
}

/** The fields in rows: one field, or up to three that are inline and share the width. */
const Fields = ({ fields, places }: FieldsProps) => (
  <dl class="fields">
    {rowsOf(fields).flatMap((row) =>
      row.map(({ name, value }) => (
        <div class={row.length > 1 ? `field beside-${row.length - 1}` : "field"}>
          <dt>
            <Markdown source={name} places={places} />
          </dt>
          <dd>
            <Markdown source={value} places={places} />
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
