/** @module A message as Discord shows it, from the same JSON that Discord gets. */

import type { Attached, Message } from "../../../reply/message.ts";
import type { Links } from "../links.ts";
import type { PageWords } from "../words/words.ts";
import { Controls } from "./controls.tsx";
import { Embed } from "./embed.tsx";
import { Avatar } from "./frame.tsx";
import { htmlOf, useWords } from "./language.tsx";
import { Markdown } from "./markdown.tsx";

/** A message in the channel. */
export interface Posted {
  /** Unique, and of the form of Discord's, as it may be part of a `custom_id`. */
  readonly id: string;
  readonly message: Message;
  readonly isPrivate: boolean;
  /** The time at which it was first shown, in ISO 8601. */
  readonly at: string;
  /** The address of the passage that it shows, or shows first; the page links its title, as Discord cannot. */
  readonly shownAt?: string | undefined;
  /** The name of the command that it answers, or the label of the button. */
  readonly invocation?: string | undefined;
}

/** Renders a message as HTML, with links to the passages that it names. */
export const renderMessage = (posted: Posted, links: Links, words: PageWords): string =>
  htmlOf(<MessageView posted={posted} links={links} />, words);

/** Renders a message with its components, and the data that a press sends back. */
const MessageView = ({ posted, links }: { readonly posted: Posted; readonly links: Links }) => {
  const { message, shownAt, ...rest } = posted;
  const { id, isPrivate, at, invocation } = rest;
  const words = useWords().message;
  return (
    <article
      class={isPrivate ? "message private" : "message"}
      id={`m${id}`}
      data-kept={JSON.stringify({ ...rest, content: message.content })}
      aria-label={isPrivate ? words.byPrivate : words.by}
    >
      {invocation && (
        <p class="invocation">
          <span class="you">{words.you}</span> {words.used}{" "}
          <span class="mention">{invocation}</span>
        </p>
      )}
      <Avatar />
      <div class="body">
        <p class="byline">
          <span class="author">Footnote</span> <span class="app">APP</span> <Clock at={at} />
        </p>
        {message.content !== "" && (
          <div class="content">
            <Markdown source={message.content} links={links} />
          </div>
        )}
        {message.embeds.map((embed, at) => (
          <Embed embed={embed} links={links} shownAt={at === 0 ? shownAt : undefined} />
        ))}
        {message.files.map((file) => (
          <File file={file} />
        ))}
        <Controls rows={message.components} />
        {isPrivate && <OnlyYou />}
      </div>
    </article>
  );
};

const Clock = ({ at }: { readonly at: string }) => (
  <time datetime={at} data-format="t">
    {at.slice(11, 16)}
  </time>
);

const OnlyYou = () => {
  const { onlyYou, dismiss } = useWords().message;
  return (
    <p class="only-you">
      <EyeIcon /> {onlyYou} ·{" "}
      <button type="button" class="as-link" data-dismiss>
        {dismiss}
      </button>
    </p>
  );
};

const EyeIcon = () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path
      d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12Z"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
    />
    <circle cx="12" cy="12" r="3" fill="currentColor" />
  </svg>
);

/** Renders a link with the bytes in its address, so that the server keeps no state. */
const File = ({ file: { name, bytes } }: { readonly file: Attached }) => (
  <p class="file">
    <a
      download={name}
      href={`data:application/octet-stream;base64,${Buffer.from(bytes).toString("base64")}`}
    >
      {name}
    </a>{" "}
    <span class="muted">{sizeOf(bytes.length, useWords())}</span>
  </p>
);

/** Formats `812 bytes`, `3.4 kB`, `2.1 MB` in the language of the page. */
export function sizeOf(bytes: number, { language }: PageWords): string {
  if (bytes < 1_000) return inUnit(bytes, language, { unit: "byte", unitDisplay: "long" });
  const isSmall = bytes < 1e6;
  return inUnit(bytes / (isSmall ? 1e3 : 1e6), language, {
    unit: isSmall ? "kilobyte" : "megabyte",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}

const inUnit = (value: number, language: string, options: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(language, { style: "unit", ...options }).format(value);
