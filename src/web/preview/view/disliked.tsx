/** @module Passages of replies that were voted down. */

import { REASONS } from "../../../feedback/feedback.ts";
import type { DislikedPassage } from "../../../feedback/uses.ts";
import { label } from "../../../reply/citation.ts";
import { wordsFor } from "../../../reply/words/words.ts";
import { addressOf } from "../address.ts";

const WORDS = wordsFor("en");

/** The most often first; each leads to where it stands, if it still does. */
export const Disliked = ({ passages }: { readonly passages: readonly DislikedPassage[] }) => (
  <section aria-labelledby="disliked-title">
    <h2 id="disliked-title">Passages of replies that were voted down</h2>
    {passages.length === 0 ? (
      <p class="muted">None.</p>
    ) : (
      <ul class="entries">
        {passages.map((passage) => (
          <Entry passage={passage} />
        ))}
      </ul>
    )}
  </section>
);

const Entry = ({ passage }: { readonly passage: DislikedPassage }) => {
  const { id, up, down, reasons, status } = passage;
  const given = REASONS.filter((reason) => reasons[reason] > 0).map(
    (reason) => `${WORDS.votes.reasons[reason]} (${reasons[reason]})`,
  );
  return (
    <li>
      <strong>
        {down} 👎{up > 0 && `, ${up} 👍`}
      </strong>{" "}
      <Place passage={passage} />
      <small>
        {[id, status === "current" ? undefined : "no longer in the index", ...given]
          .filter((part) => part !== undefined)
          .join(" · ")}
      </small>
    </li>
  );
};

const Place = ({ passage }: { readonly passage: DislikedPassage }) => {
  const { id, path, title, status, headings } = passage;
  const name = [title ?? path ?? "a passage that is not known", ...headings].map(label).join(" › ");
  if (path === null || status !== "current") return <>{name}</>;
  return <a href={addressOf({ path, id })}>{name}</a>;
};
