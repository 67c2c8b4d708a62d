/** @module A whole document, with each of its passages to be pointed at. */

import { headingPath, label, nameOf } from "../../../reply/citation.ts";
import { many } from "../../../reply/words/counted.ts";
import type { OpenDocument } from "../../../collection/list.ts";
import { addressOf } from "../address.ts";
import { Frame, page } from "./frame.tsx";
import { placeOf } from "./place.ts";
import { Provenance } from "./provenance.tsx";
import { Stretch } from "./stretch.tsx";

/** The document; the part of the address after `#` says which passage is marked. */
export const renderDocument = (open: OpenDocument): string => {
  const title = nameOf(open.document.title, open.document.path);
  return page(
    <Frame title={title} here="document">
      <header class="top">
        <h1>{title}</h1>
        <p class="topic">{label(open.document.path)}</p>
        <p id="marked" role="status"></p>
      </header>
      <div class="reader">
        <aside class="provenance" aria-label="Where the document comes from">
          <Provenance open={open} />
          <Passages open={open} />
        </aside>
        <Text open={open} />
      </div>
    </Frame>,
  );
};

/** The passages lie in the text as elements; what is between them (headings, furniture) is shown all the same. */
const Text = ({ open }: { readonly open: OpenDocument }) => {
  const { document, passages } = open;
  return (
    <div class="text" id="text" role="region" aria-label="The document" tabindex={0}>
      {passages.map((passage, at) => (
        <>
          <Between open={open} start={passages[at - 1]?.end ?? 0} end={passage.start} />
          <span class="passage" id={passage.id} data-place={placeOf(open, passage)}>
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

const Passages = ({ open }: { readonly open: OpenDocument }) => (
  <details>
    <summary>{many(open.passages.length, "passage", "passages")}</summary>
    <ol>
      {open.passages.map((passage) => (
        <li>
          <a href={addressOf(passage)}>{headingPath(passage.headings) || passage.id}</a>{" "}
          <span class="muted">{placeOf(open, passage)}</span>
        </li>
      ))}
    </ol>
  </details>
);
