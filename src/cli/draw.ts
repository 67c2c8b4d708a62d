/** @module A reply drawn for a terminal, from the very message that Discord would get. */

import type { APIEmbed } from "discord-api-types/v10";
import { styleText } from "node:util";
import type { Message } from "../reply/message.ts";
import type { Output } from "./io.ts";
import { unescape } from "../reply/escape.ts";

/** Adds colour or weight to a text, or leaves it. */
type Style = (text: string) => string;
interface Palette {
  readonly bold: Style;
  readonly dim: Style;
}

const styled =
  (format: "bold" | "dim"): Style =>
  (text) =>
    styleText(format, text, { validateStream: false });
const COLOUR: Palette = { bold: styled("bold"), dim: styled("dim") };
const PLAIN: Palette = { bold: (text) => text, dim: (text) => text };

/** The message as text, ending in a line's end. */
export function draw({ content, embeds, files }: Message, colour: boolean): string {
  const palette = colour ? COLOUR : PLAIN;
  const parts = [
    markdown(content, palette),
    ...embeds.map((embed) => drawEmbed(embed, palette)),
    ...files.map(({ name }) => palette.dim(visible(name))),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Whether a stream takes colour: a terminal that has it, if NO_COLOR and FORCE_COLOR do not say otherwise. */
export const takesColour = (stream: Output): boolean => styleText("bold", "x", { stream }) !== "x";

function drawEmbed(embed: APIEmbed, palette: Palette): string {
  const byline = embed.author === undefined ? "" : palette.dim(visible(embed.author.name));
  const title = embed.title === undefined ? "" : palette.bold(visible(unescape(embed.title)));
  const link = embed.url === undefined ? "" : palette.dim(visible(embed.url));
  const fields = (embed.fields ?? []).map(
    ({ name, value }) =>
      `${palette.dim(`${visible(unescape(name))}:`)} ${markdown(value, palette)}`,
  );
  const footer = embed.footer === undefined ? "" : palette.dim(visible(embed.footer.text));
  const excerpt = markdown(embed.description ?? "", palette);
  const lines = [byline, title, link, excerpt, ...fields, footer].filter((line) => line !== "");
  return lines.join("\n").replace(/^/gm, "  ");
}

/** A line in Discord's small print is ours, not quotation: those of a quotation are escaped. */
const SMALL_PRINT = /^-# ([^\n]*)$/m;

/** Draws small print dimmed, and all else by `paragraphs`. */
const markdown = (source: string, palette: Palette): string =>
  source
    .split(SMALL_PRINT)
    .map((part, at) =>
      at % 2 === 1 ? palette.dim(visible(unescape(part))) : paragraphs(part, palette),
    )
    .join("");

/** Escaped characters as themselves, and what stands between two pairs of stars in bold. */
function paragraphs(source: string, { bold }: Palette): string {
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
