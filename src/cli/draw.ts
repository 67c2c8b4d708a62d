/** @module A reply drawn for a terminal, from the same message that Discord gets. */

import type { APIEmbed } from "discord-api-types/v10";
import { styleText } from "node:util";
import type { Message } from "../reply/message.ts";
import type { Output } from "./io.ts";
import { unescape } from "../reply/escape.ts";

/** Adds a style to a text, or returns it unchanged. */
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

/** Draws a message as text that ends in a line feed. */
export function draw({ content, embeds, files }: Message, colour: boolean): string {
  const palette = colour ? COLOUR : PLAIN;
  const parts = [
    markdown(content, palette),
    ...embeds.map((embed) => drawEmbed(embed, palette)),
    ...files.map(({ name }) => palette.dim(visible(name))),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Checks whether a stream is a terminal with colours; NO_COLOR and FORCE_COLOR overrule that. */
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

/** A line in Discord's small print. It is never part of a quotation, where it would be escaped. */
const SMALL_PRINT = /^-# ([^\n]*)$/m;

/** Draws small print dimmed, and the rest by `paragraphs`. */
const markdown = (source: string, palette: Palette): string =>
  source
    .split(SMALL_PRINT)
    .map((part, at) =>
      at % 2 === 1 ? palette.dim(visible(unescape(part))) : paragraphs(part, palette),
    )
    .join("");

/** Draws escaped characters as themselves, and text between `**` in bold. */
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

/** Replaces control characters by their pictures: a document must not control the terminal. */
export const visible = (text: string): string =>
  text.replace(/\r\n/g, "\n").replace(/\p{Cc}/gu, (control) => {
    if (control === "\n" || control === "\t") return control;
    return control < " " ? String.fromCodePoint(0x2400 + control.charCodeAt(0)) : "\u2421";
  });
