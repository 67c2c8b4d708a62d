/** @module The fields of an embed, beside one another where Discord puts them so. */

import type { APIEmbedField } from "discord-api-types/v10";
import type { Places } from "./cited.tsx";
import { Markdown } from "./markdown.tsx";

interface FieldsProps {
  readonly fields: readonly APIEmbedField[];
  readonly places: Places;
}

/** A row holds one field, or up to three that are inline; they share its width. */
export const Fields = ({ fields, places }: FieldsProps) => (
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
