/** @module An embed as Discord shows it. */

import type { APIEmbed } from "discord-api-types/v10";
import { Cited, type Places } from "./cited.tsx";
import { Fields } from "./fields.tsx";
import { Link, Markdown } from "./markdown.tsx";

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
