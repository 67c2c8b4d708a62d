/** @module The page of a passage: its text in its section, its provenance, and how to check it. */

import { sha256 } from "../../base/hash.ts";
import { ELLIPSIS } from "../../corpus/hidden.ts";
import { UNKNOWN } from "../../corpus/languages/languages.ts";
import { hasEdge } from "../../corpus/passage.ts";
import { documentName, headingOf, joinLabels, label, locatorWords } from "../../reply/citation.ts";
import { clip } from "../../reply/limits.ts";
import { linkFor } from "../../reply/link.ts";
import { fieldsOf, type Found } from "../../reply/source.ts";
import { type Words, wordsFor } from "../../reply/words/words.ts";
import { Exact } from "../exact.tsx";
import { Frame, type FrameProps } from "./frame.tsx";
import { Parts, proseOf } from "./text.tsx";
import { quotationFor, titleFor } from "./unfurl.ts";
import type { PassageWords } from "./words/words.ts";

export interface FoundOptions extends Pick<FrameProps, "address" | "words" | "style"> {
  /** Where this server verifies the quotation; undefined if it does not. */
  readonly verification?: string | undefined;
}

/** Returns the page of a passage. */
export const FoundPage = ({ source, ...page }: FoundOptions & { readonly source: Found }) => {
  const { citation, context, language, neighbours } = source;
  const { words, address } = page;
  const replyWords = wordsFor(words.language);
  const name = documentName(citation);
  const heading = headingOf(citation);
  const place = locatorWords(citation, replyWords);
  const title = heading === name ? name : joinLabels([heading, name]);
  const quotation = quotationFor({ parts: context.passage, edges: citation.cut }, (text) =>
    replyWords.answer.quoted(text),
  );
  return (
    <Frame
      {...page}
      title={titleFor(title)}
      description={quotation ?? words.description(clip(name, LONGEST_NAME), place)}
    >
      <header>
        <p>{words.quoted}</p>
        <h1 dir="auto" lang={langOf(language)}>
          {heading}
        </h1>
        <p dir="auto">
          {joinLabels([
            heading === name ? undefined : name,
            place,
            replyWords.source.passage(neighbours.number, neighbours.of),
          ])}
        </p>
        <State source={source} words={replyWords} />
      </header>
      <Text source={source} words={words} />
      <Facts source={source} {...page} />
      {address !== undefined && (
        <p class="address">
          {words.address}: <a href={address}>{address}</a>
        </p>
      )}
    </Frame>
  );
};

/** In characters. */
const LONGEST_NAME = 80;

/** Returns the language of an element; empty where it is unknown, as it is not that of the page. */
const langOf = (language: string): string => (language === UNKNOWN ? "" : language);

/** Warns where the file is no longer as it was indexed. */
const State = ({ source, words }: { readonly source: Found; readonly words: Words }) => {
  const { current, removed } = source.citation;
  const { state, gone, changed } = words.source;
  if (current) return <></>;
  return (
    <p class="notice">
      {state}: {removed ? gone : changed}
    </p>
  );
};

interface PartProps {
  readonly source: Found;
  readonly words: PassageWords;
}

/** Renders the passage between the texts beside it as readers see them, and its exact text where that differs. */
const Text = ({ source, words }: PartProps) => {
  const { context, excerpt, citation, language } = source;
  const { before, passage, after, cut } = context;
  const writing = { lang: langOf(language), dir: "auto" as const };
  const isExact = proseOf(passage) === excerpt;
  return (
    <article>
      {before.length > 0 && (
        <div class="beside" role="group" aria-label={words.before} {...writing}>
          {hasEdge(cut, "before") && <p>{ELLIPSIS}</p>}
          <Parts parts={before} words={words} />
        </div>
      )}
      <blockquote class="passage" aria-label={words.passage} {...writing}>
        {isExact ? <ExactText text={excerpt} /> : <Parts parts={passage} words={words} />}
      </blockquote>
      {after.length > 0 && (
        <div class="beside" role="group" aria-label={words.after} {...writing}>
          <Parts parts={after} words={words} />
          {hasEdge(cut, "after") && <p>{ELLIPSIS}</p>}
        </div>
      )}
      {!isExact && (
        <details>
          <summary>{words.exact[citation.of]}</summary>
          <div {...writing}>
            <ExactText text={excerpt} />
          </div>
        </details>
      )}
    </article>
  );
};

const ExactText = ({ text }: { readonly text: string }) => (
  <div class="exact">
    <Exact text={text} />
  </div>
);

/** Renders the provenance, and the facts by which the quotation can be checked. */
const Facts = ({ source, words, verification }: PartProps & Pick<FoundOptions, "verification">) => {
  const { citation, excerpt } = source;
  const replyWords = wordsFor(words.language);
  const names = replyWords.source;
  const fields = fieldsOf(source, replyWords);
  const checked: readonly string[] = [
    names.id,
    names.where,
    names.sha256,
    names.textSha256,
    names.indexed,
    names.state,
  ];
  const isChecked = ([name]: (typeof fields)[number]): boolean => checked.includes(name);
  const links = {
    [names.link]: linkFor(citation.origin.source, "embed"),
    [names.commit]: linkFor(citation.permalink, "embed"),
  };
  const { title, server, file, place, script } = words.check;
  return (
    <>
      <section aria-labelledby="origin">
        <h2 id="origin">{words.origin}</h2>
        <Fields
          fields={[
            [words.document, documentName(citation)],
            ...fields.filter((field) => !isChecked(field)),
          ]}
          links={links}
        />
      </section>
      <section aria-labelledby="check">
        <h2 id="check">{title}</h2>
        <Fields fields={[...fields.filter(isChecked), [words.sha256, sha256(excerpt)]]} />
        <ol>
          <li>{file}</li>
          <li>{place}</li>
          {verification !== undefined && (
            <li>
              <a href={verification}>{server}</a>. {script}
            </li>
          )}
        </ol>
      </section>
    </>
  );
};

interface FieldsProps {
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** The addresses that values link to, by the names of their fields. */
  readonly links?: Readonly<Record<string, string | undefined>>;
}

const Fields = ({ fields, links = {} }: FieldsProps) => (
  <dl>
    {fields.map(([name, value]) => (
      <div>
        <dt>{name}</dt>
        <dd dir="auto">
          {links[name] === undefined ? (
            label(value)
          ) : (
            <a href={links[name]} rel="noopener noreferrer nofollow">
              {label(value)}
            </a>
          )}
        </dd>
      </div>
    ))}
  </dl>
);
