/** @module The view of the collection: documents to add, those in the index, those left out, and the rebuild. */

import type { PropsWithChildren } from "hono/jsx";
import type { BuildSummary } from "../../../build/summary.ts";
import type { Collection, Holding } from "../../../collection/list.ts";
import type { EndedRebuild } from "../../../collection/rebuilds.ts";
import type { Change } from "../../../intake/changes.ts";
import { label, nameOf } from "../../../reply/citation.ts";
import { unescape } from "../../../reply/escape.ts";
import { omittedText, renderSummary, unreadLines } from "../../../reply/rebuild.ts";
import { documentAddress } from "../links.ts";
import { failureText } from "../state.ts";
import type { Surroundings } from "../place.ts";
import type { PageWords } from "../words/words.ts";
import { Figure, Frame } from "./frame.tsx";
import { LastChange } from "./intake.tsx";
import { htmlOf, page, useReplyWords, useWords } from "./language.tsx";
import { Markdown } from "./markdown.tsx";
import { sizeOf } from "./message.tsx";

interface CollectionProps {
  readonly collection: Collection;
  readonly ended: EndedRebuild | undefined;
  readonly change: Change | undefined;
  /** Names the origin of the documents where they can't be changed here. */
  readonly source?: string;
}

/** Renders the collection as a page. */
export const renderCollection = (
  props: CollectionProps,
  words: PageWords,
  around: Surroundings,
): string =>
  page(
    <Frame title={words.frame.collection} here="collection" around={around}>
      <header class="top">
        <h1>
          <span aria-hidden="true">▤</span> {words.frame.collection}
        </h1>
        <p class="topic">{words.collection.topic}</p>
      </header>
      <div class="sheet" id="sheet" tabindex={0} role="region" aria-label={words.collection.region}>
        <Intake source={props.source} />
        <Rebuild />
        <Holdings {...props} />
      </div>
      <Confirmation />
    </Frame>,
    words,
  );

/** Renders the parts that change with a rebuild, as HTML. */
export const renderHoldings = (props: CollectionProps, words: PageWords): string =>
  htmlOf(<Holdings {...props} />, words);

const Holdings = ({ collection, ended, change, source }: CollectionProps) => (
  <div id="holdings">
    {change && <LastChange change={change} />}
    {ended && <LastRebuild ended={ended} />}
    <Index collection={collection} />
    <LeftOut collection={collection} />
    <PassedOver passedOver={collection.passedOver} />
    <Documents collection={collection} isOwn={source === undefined && !collection.servesSamples} />
  </div>
);

/** The input takes the files where none are dropped. @param source the only place to change documents, if not this one. */
export const Intake = ({ source }: { readonly source?: string | undefined }) => {
  const { intake } = useWords();
  if (source !== undefined) return <Elsewhere source={source} />;
  return (
    <section aria-labelledby="intake-title">
      <h2 id="intake-title">{intake.title}</h2>
      <div class="drop" id="drop">
        <label>
          {intake.drop} <span class="as-link">{intake.choose}</span>
          <input type="file" id="files" multiple accept={ENDINGS} />
        </label>
        <p class="muted">{intake.kinds}</p>
      </div>
      <div id="offers" aria-live="polite"></div>
    </section>
  );
};

const ENDINGS =
  ".md,.mdx,.txt,.rst,.adoc,.html,.htm,.pdf,.docx,.epub,.pptx,.xlsx,.csv,.tsv,.srt,.vtt";

const Elsewhere = ({ source }: { readonly source: string }) => {
  const { origin } = useWords();
  return (
    <section aria-labelledby="origin-title">
      <h2 id="origin-title">{origin.title}</h2>
      <p>
        <strong class="origin">{label(source)}</strong>
      </p>
      <p class="muted">{origin.change}</p>
    </section>
  );
};

export const Rebuild = () => {
  const { rebuild } = useWords();
  return (
    <section class="rebuild" aria-labelledby="rebuild-title">
      <h2 id="rebuild-title">{rebuild.title}</h2>
      <button type="button" class="button primary" data-rebuild>
        {rebuild.button}
      </button>
      <label>
        <input type="checkbox" name="full" /> {rebuild.full}
      </label>
      <label>
        <input type="checkbox" name="force" /> {rebuild.force}
      </label>
      <p id="fault" role="alert"></p>
    </section>
  );
};

const Confirmation = () => {
  const { collection } = useWords();
  return (
    <dialog id="confirm" aria-labelledby="confirm-text">
      <p id="confirm-text"></p>
      <form method="dialog" class="row">
        <button class="button danger" value="yes">
          {collection.remove}
        </button>
        <button class="button secondary" value="no" autofocus>
          {collection.cancel}
        </button>
      </form>
    </dialog>
  );
};

const LastRebuild = ({ ended: { at, result } }: { readonly ended: EndedRebuild }) => {
  const words = useWords();
  const reply = useReplyWords();
  return (
    <section aria-labelledby="last-title">
      <h2 id="last-title">
        {words.rebuild.last} · <Moment iso={at} />
      </h2>
      {"failure" in result ? (
        <p class="warn">{failureText(result.failure, words)}</p>
      ) : (
        <>
          <div class="result">
            <Markdown source={renderSummary(result.summary, reply).content} links={new Map()} />
          </div>
          <Changes summary={result.summary} />
        </>
      )}
    </section>
  );
};

const KINDS = ["added", "changed", "removed"] as const;
const MOST_NAMED = 20;

/** Names the documents that differ from the previous index. */
const Changes = ({ summary }: { readonly summary: BuildSummary }) => {
  const { rebuild } = useWords();
  const some = KINDS.filter((kind) => summary[kind].length > 0);
  if (some.length === 0) return <></>;
  return (
    <dl class="changes">
      {some.map((kind) => (
        <div>
          <dt>{rebuild.changed[kind]}</dt>
          {summary[kind].slice(0, MOST_NAMED).map((path) => (
            <dd>{label(path)}</dd>
          ))}
          {summary[kind].length > MOST_NAMED && (
            <dd>{rebuild.more(summary[kind].length - MOST_NAMED)}</dd>
          )}
        </div>
      ))}
    </dl>
  );
};

const Moment = ({ iso }: { readonly iso: string }) => (
  <time datetime={iso} data-format="f">
    {iso.slice(0, 16).replace("T", " ")} UTC
  </time>
);

interface Listed {
  readonly collection: Collection;
}

const Index = ({ collection: { counts, generation, since, servesSamples } }: Listed) => {
  const { collection } = useWords();
  const { documents, passages, sentences } = collection.figures;
  return (
    <section aria-labelledby="index-title">
      <h2 id="index-title">{collection.index}</h2>
      <dl class="figures">
        <Figure name={documents} value={counts.documents} />
        <Figure name={passages} value={counts.passages} />
        <Figure name={sentences} value={counts.sentences} />
      </dl>
      {servesSamples && <p>{collection.samples}</p>}
      <p class="muted">
        {collection.generation} <code>{generation}</code>
        {since !== undefined && (
          <>
            , {collection.since} <Moment iso={since} />
          </>
        )}
      </p>
    </section>
  );
};

const LeftOut = ({ collection: { waiting, drafts, refused } }: Listed) => {
  const { collection } = useWords();
  return (
    <>
      <Named id="waiting-title" title={collection.waiting} paths={waiting}>
        <p class="muted">{collection.waitingHint}</p>
      </Named>
      <Named id="drafts-title" title={collection.drafts} paths={drafts} />
      {refused.length > 0 && (
        <section class="notice" aria-labelledby="refused-title">
          <h2 id="refused-title">{collection.refused}</h2>
          <ul>
            {refused.map(({ path, reason }) => (
              <li>
                <code>{label(path)}</code>: {label(reason)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

const Named = ({ id, title, paths, children }: PropsWithChildren<NamedProps>) =>
  paths.length === 0 ? (
    <></>
  ) : (
    <section class="notice" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {paths.map((path) => (
          <li>
            <code>{label(path)}</code>
          </li>
        ))}
      </ul>
      {children}
    </section>
  );

interface NamedProps {
  readonly id: string;
  readonly title: string;
  readonly paths: readonly string[];
}

const PassedOver = ({ passedOver }: Pick<Collection, "passedOver">) => {
  const words = useReplyWords();
  return (
    <>
      {unreadLines({ passedOver, drafts: [] }, words).map((line) => (
        <p class="muted">{unescape(line)}.</p>
      ))}
    </>
  );
};

/** Lists the documents with size, passages, and whether the file has changed since it was indexed. */
const Documents = ({ collection: { holdings }, isOwn }: Listed & Pick<RowProps, "isOwn">) => {
  const { collection } = useWords();
  const { columns } = collection;
  return (
    <section aria-labelledby="documents-title">
      <h2 id="documents-title">{collection.documents}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{columns.document}</th>
            <th scope="col">{columns.published}</th>
            <th scope="col" class="number">
              {columns.passages}
            </th>
            <th scope="col" class="number">
              {columns.size}
            </th>
            <th scope="col">{columns.leftOut}</th>
            <th scope="col">{columns.file}</th>
            {isOwn && <td></td>}
          </tr>
        </thead>
        <tbody>
          {holdings.map((holding) => (
            <Row holding={holding} isOwn={isOwn} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

interface RowProps {
  readonly holding: Holding;
  /** Whether it can be removed here. */
  readonly isOwn: boolean;
}

const Row = ({ holding: { document, passages, state }, isOwn }: RowProps) => {
  const words = useWords();
  const reply = useReplyWords();
  const { columns, states, remove, removeNamed, confirm } = words.collection;
  const { path, title, origin, bytes, omissions } = document;
  const name = nameOf(title, path);
  return (
    <tr>
      <th scope="row">
        <a href={documentAddress(path)}>{name}</a>
        <small>
          {[path, origin.publisher ?? origin.author]
            .flatMap((part) => (part ? [label(part)] : []))
            .join(" · ")}
        </small>
      </th>
      <td data-name={columns.published}>{origin.published ?? "–"}</td>
      <td data-name={columns.passages} class="number">
        {passages}
      </td>
      <td data-name={columns.size} class="number">
        {sizeOf(bytes, words)}
      </td>
      <td data-name={columns.leftOut}>
        {omissions && omissions.count > 0 ? omittedText(omissions, reply) : "–"}
      </td>
      <td data-name={columns.file}>
        {state === "current" ? states[state] : <strong class="warn">{states[state]}</strong>}
      </td>
      {isOwn && (
        <td class="actions">
          <button
            type="button"
            class="as-link"
            aria-label={removeNamed(name)}
            data-remove={path}
            data-confirm={confirm(name)}
          >
            {remove}
          </button>
        </td>
      )}
    </tr>
  );
};
