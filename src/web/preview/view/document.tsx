/** @module The view of a whole document, with each passage at an address of its own. */

import type { PropsWithChildren } from "hono/jsx";
import type { OpenDocument } from "../../../collection/list.ts";
import { cite } from "../../../corpus/citation.ts";
import type { Extraction } from "../../../corpus/document.ts";
import type { Passage } from "../../../corpus/passage.ts";
import { headingPath, label, nameOf, locatorWords } from "../../../reply/citation.ts";
import { linkFor } from "../../../reply/link.ts";
import { provenanceOf } from "../../../reply/source.ts";
import type { Words } from "../../../reply/words/words.ts";
import { addressOf } from "../links.ts";
import type { Surroundings } from "../place.ts";
import type { PageWords } from "../words/words.ts";
import { Frame } from "./frame.tsx";
import { page, useReplyWords, useWords } from "./language.tsx";
import { sizeOf } from "./message.tsx";
import { Stretch } from "./stretch.tsx";

/** Renders the page of a document; the fragment of the address names the marked passage. */
export const renderDocument = (
  open: OpenDocument,
  words: PageWords,
  around: Surroundings,
): string => {
  const title = nameOf(open.document.title, open.document.path);
  return page(
    <Frame title={title} here="document" around={around}>
      <header class="top">
        <h1>{title}</h1>
        <p class="topic">{label(open.document.path)}</p>
        <p id="marked" role="status"></p>
      </header>
      <div class="reader">
        <aside class="provenance" aria-label={words.document.provenance}>
          <Provenance open={open} />
          <Passages open={open} />
        </aside>
        <Text open={open} />
      </div>
    </Frame>,
    words,
  );
};

/** Renders the text with its passages as elements; text between them (headings, boilerplate) is shown too. */
const Text = ({ open }: { readonly open: OpenDocument }) => {
  const { document, passages } = open;
  const words = useReplyWords();
  return (
    <div class="text" id="text" role="region" aria-label={useWords().document.text} tabindex={0}>
      {passages.map((passage, at) => (
        <>
          <Between open={open} start={passages[at - 1]?.end ?? 0} end={passage.start} />
          <span class="passage" id={passage.id} data-place={placeOf(open, passage, words)}>
            <Stretch document={document} start={passage.start} end={passage.end} />
          </span>
        </>
      ))}
      <Between open={open} start={passages.at(-1)?.end ?? 0} end={document.text.length} />
    </div>
  );
};

interface BetweenProps {
  readonly open: OpenDocument;
  readonly start: number;
  readonly end: number;
}

const Between = ({ open: { document }, start, end }: BetweenProps) =>
  start === end ? (
    <></>
  ) : (
    <span class="between">
      <Stretch document={document} start={start} end={end} />
    </span>
  );

const Passages = ({ open }: { readonly open: OpenDocument }) => {
  const words = useReplyWords();
  return (
    <details>
      <summary>{useWords().passages(open.passages.length)}</summary>
      <ol>
        {open.passages.map((passage) => (
          <li>
            <a href={addressOf(passage)}>{headingPath(passage.headings) || passage.id}</a>{" "}
            <span class="muted">{placeOf(open, passage, words)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
};

/** Formats `lines 7–9`, `page 3`, `paragraph 12`. */
const placeOf = ({ document, status }: OpenDocument, passage: Passage, words: Words): string =>
  locatorWords(cite(document, passage, status), words);

/** Renders the document's origin and file, and the extraction of its text. */
const Provenance = ({ open: { document, status } }: { readonly open: OpenDocument }) => {
  const { extraction, origin, sha256 } = document;
  const words = useWords();
  const replyWords = useReplyWords();
  const { state, commit, linkTo } = status;
  const links: Readonly<Record<string, string | undefined>> = {
    [replyWords.source.link]: linkFor(origin.source, "embed"),
    [replyWords.source.commit]: linkFor(linkTo?.(), "embed"),
  };
  const known = provenanceOf(
    { origin, sha256, textSha256: extraction?.textSha256, state, commit },
    replyWords,
  );
  return (
    <>
      {extraction && <Extracted extraction={extraction} />}
      <dl>
        {known.map(([name, value]) => (
          <Entry name={name}>
            {links[name] !== undefined ? (
              <a href={links[name]} target="_blank" rel="noopener noreferrer">
                {label(value)}
              </a>
            ) : (
              label(value)
            )}
          </Entry>
        ))}
        <Entry name={words.document.size}>{sizeOf(document.bytes, words)}</Entry>
      </dl>
    </>
  );
};

const Entry = ({ name, children }: PropsWithChildren<{ readonly name: string }>) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Extracted = ({ extraction: { reader, places } }: { readonly extraction: Extraction }) => {
  const { document } = useWords();
  return (
    <p class="notice">
      {document.extracted(reader)} {document.units[places.unit]}
    </p>
  );
};
