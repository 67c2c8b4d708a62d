/** @module A reply drawn for a terminal, from the very message that Discord would get. */

import type { APIEmbed } from "discord-api-types/v10";
import type { Message } from "../reply/message.ts";
import { unescape } from "../reply/escape.ts";

/** Adds colour or weight to a text, or leaves it. */
type Style = (text: string) => string;
interface Palette {
  readonly bold: Style;
  readonly dim: Style;
}

const sgr =
  (on: number, off: number): Style =>
  (text) =>
    `\u001B[${on}m${text}\u001B[${off}m`;
const COLOUR: Palette = { bold: sgr(1, 22), dim: sgr(2, 22) };
const PLAIN: Palette = { bold: (text) => text, dim: (text) => text };

/** The message as text, ending in a line's end. */
export function draw({ content, embeds }: Message, colour: boolean): string {
  const palette = colour ? COLOUR : PLAIN;
  const parts = [markdown(content, palette), ...embeds.map((embed) => drawEmbed(embed, palette))];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Whether a stream takes colour: a terminal that has it, and no NO_COLOR. */
export const takesColour = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY && stream.hasColors();

function drawEmbed(embed: APIEmbed, palette: Palette): string {
  const title = embed.title === undefined ? "" : palette.bold(visible(unescape(embed.title)));
  const link = embed.url === undefined ? "" : palette.dim(visible(embed.url));
  const fields = (embed.fields ?? []).map(
    ({ name, value }) => `${palette.dim(`${name}:`)} ${markdown(value, palette)}`,
  );
  const footer = embed.footer === undefined ? "" : palette.dim(visible(embed.footer.text));
  const excerpt = markdown(embed.description ?? "", palette);
  const lines = [title, link, excerpt, ...fields, footer].filter((line) => line !== "");
  return lines.join("\n").replace(/^/gm, "  ");
}

/** Escaped characters as themselves, and what stands between two pairs of stars in bold. */
function markdown(source: string, { bold }: Palette): string {
  const parts = source.match(/(?:\\[^]|\*(?!\*)|[^\\*])+|\*\*|\\$/g) ?? [];
  let isBold = false;
  return parts
    .map((part) => {
      if (part !== "**") return isBold ? bold(visible(unescape(part))) : visible(unescape(part));
      isBold = !isBold;
      return "";
    })
    .join("");
}

/** A document must not steer the terminal: control characters are shown as their pictures. */
export const visible = (text: string): string =>
  text.replace(/\r\n/g, "\n").replace(/\p{Cc}/gu, (control) => {
    if (control === "\n" || control === "\t") return control;
    return control < " " ? String.fromCodePoint(0x2400 + control.charCodeAt(0)) : "\u2421";
  });
