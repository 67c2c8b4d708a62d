/** @module A file that may be added: how it is split, and what adding it does. */

import type { Change } from "../../../intake/changes.ts";
import type { Preview } from "../../../intake/preview.ts";
import type { Offer } from "../../../reply/intake.ts";
import { headingPath, locatorWords } from "../../../reply/citation.ts";
import { omittedText } from "../../../reply/rebuild.ts";
import type { PageWords } from "../words/words.ts";
import { htmlOf, useReplyWords, useWords } from "./language.tsx";

const MOST_LEFT_OUT = 20;

/** Renders an offer with its buttons. */
export const renderOffer = (offer: Offer, words: PageWords): string =>
  htmlOf(<OfferView offer={offer} />, words);

const OfferView = ({
  offer: { path, preview, target, before, kept, replacesSamples },
}: {
  offer: Offer;
}) => {
  const { intake } = useReplyWords();
  const { title, titleFrom, passages } = preview;
  return (
    <section class="offer" aria-label={title} data-before={before}>
      <h3>
        {title} <small class="muted">({intake.titleFrom[titleFrom]})</small>
      </h3>
      <p>
        {intake.split(passages)} · {intake.savedAs(path)}
      </p>
      <Passages preview={preview} />
      <LeftOut preview={preview} />
      <Notes preview={preview} />
      {target === "other" && <p class="warn">{intake.replaces(path)}</p>}
      {kept.length > 0 && <p>{intake.kept(kept.join(", "))}</p>}
      {target === "there" && <p class="warn">{intake.there(path)}</p>}
      {replacesSamples && <p>{intake.replacesSamples}</p>}
      <p class="row">
        {target !== "there" && (
          <button type="button" class="button primary" data-add>
            {target === "other" ? intake.replace : intake.add}
          </button>
        )}
        <button type="button" class="button secondary" data-cancel>
          {intake.cancel}
        </button>
      </p>
    </section>
  );
};

interface PreviewProps {
  readonly preview: Preview;
}

const Passages = ({ preview: { first, passages } }: PreviewProps) => {
  const words = useReplyWords();
  return (
    <>
      {passages > first.length && <p class="muted">{words.intake.first}</p>}
      <ol class="glimpses">
        {first.map((glimpse) => (
          <li>
            <strong>{headingPath(glimpse.headings)}</strong>{" "}
            <span class="muted">{locatorWords(glimpse, words)}</span>
            <br />
            {glimpse.beginning}
          </li>
        ))}
      </ol>
    </>
  );
};

const LeftOut = ({ preview: { leftOut, omissions } }: PreviewProps) => {
  const words = useReplyWords();
  if (leftOut.length === 0) return <></>;
  return (
    <details>
      <summary>{omittedText(omissions, words)}</summary>
      <ul>
        {leftOut.slice(0, MOST_LEFT_OUT).map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    </details>
  );
};

const Notes = ({ preview: { warnings } }: PreviewProps) =>
  warnings.length === 0 ? (
    <></>
  ) : (
    <div class="notice">
      <strong>{useReplyWords().intake.notes}</strong>
      <ul>
        {warnings.map((warning) => (
          <li>{warning}</li>
        ))}
      </ul>
    </div>
  );

/** Renders the last change with a button that undoes it. */
export const LastChange = ({ change }: { readonly change: Change }) => {
  const { intake } = useReplyWords();
  return (
    <p class="last-change">
      {intake.done[change.kind](change.path)}{" "}
      <button type="button" class="button secondary" data-undo={change.id}>
        {intake.undo}
      </button>{" "}
      <small class="muted">{useWords().intake.undoHint}</small>
    </p>
  );
};
