/** @module The view of the collection: the documents in the index, those left out, and the rebuild. */

import type { PropsWithChildren } from "hono/jsx";
import type { Collection, Holding } from "../../../collection/list.ts";
import { label, nameOf } from "../../../reply/citation.ts";
import { unescape } from "../../../reply/escape.ts";
import { omittedText, unreadLines } from "../../../reply/rebuild.ts";
import { documentAddress } from "../links.ts";
import { Figure, Frame, htmlOf, page } from "./frame.tsx";
import { sizeOf } from "./message.tsx";

/** Renders the collection as a page. */
export const renderCollection = (collection: Collection): string =>
  page(
    <Frame title="Collection" here="collection">
      <header class="top">
        <h1>
          <span aria-hidden="true">▤</span> Collection
        </h1>
        <p class="topic">What I have read, and what I have not.</p>
      </header>
      <div class="sheet" id="sheet" tabindex={0} role="region" aria-label="The collection">
        <Rebuild />
        <Holdings collection={collection} />
      </div>
    </Frame>,
  );

/** Renders the parts that change with a rebuild, as HTML. */
export const renderHoldings = (collection: Collection): string =>
  htmlOf(<Holdings collection={collection} />);

const Holdings = ({ collection }: { readonly collection: Collection }) => (
  <div id="holdings">
    <Index collection={collection} />
    <LeftOut collection={collection} />
    <PassedOver passedOver={collection.passedOver} />
    <Documents holdings={collection.holdings} />
  </div>
);

const Index = ({
  collection: { counts, generation, since },
}: {
  readonly collection: Collection;
}) => (
  <section aria-labelledby="index-title">
    <h2 id="index-title">Index</h2>
    <dl class="figures">
      <Figure name="Documents" value={counts.documents} />
      <Figure name="Passages" value={counts.passages} />
      <Figure name="Sentences" value={counts.sentences} />
    </dl>
    <p class="muted">
      Generation <code>{generation}</code>
      {since !== undefined && (
        <>
          , active since{" "}
          <time datetime={since} data-format="f">
            {since.slice(0, 16).replace("T", " ")} UTC
          </time>
        </>
      )}
      .
    </p>
  </section>
);

const Rebuild = () => (
  <div class="rebuild">
    <button type="button" class="button primary" data-rebuild>
      Rebuild
    </button>
    <label>
      <input type="checkbox" name="full" /> embed everything again
    </label>
    <label>
      <input type="checkbox" name="force" /> even if most documents would be removed
    </label>
    <div class="progress" data-progress hidden>
      <span data-progress-text></span>
      <progress max="1" value="0" aria-label="How far the rebuild is"></progress>
    </div>
    <div class="result" data-result role="status"></div>
  </div>
);

const LeftOut = ({ collection }: { readonly collection: Collection }) => (
  <>
    <Named id="waiting-title" title="New, not yet read" paths={collection.waiting}>
      <p class="muted">Rebuild to read them.</p>
    </Named>
    <Named id="drafts-title" title="Drafts, not indexed" paths={collection.drafts} />
    {collection.refused.length > 0 && (
      <section class="notice" aria-labelledby="refused-title">
        <h2 id="refused-title">Refused</h2>
        <ul>
          {collection.refused.map(({ path, reason }) => (
            <li>
              <code>{label(path)}</code>: {label(reason)}
            </li>
          ))}
        </ul>
      </section>
    )}
  </>
);

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

const PassedOver = ({ passedOver }: Pick<Collection, "passedOver">) => (
  <>
    {unreadLines({ passedOver, drafts: [] }).map((line) => (
      <p class="muted">{unescape(line)}.</p>
    ))}
  </>
);

/** Lists the documents with size, passages, and whether the file has changed since it was indexed. */
const Documents = ({ holdings }: { readonly holdings: readonly Holding[] }) => (
  <section aria-labelledby="documents-title">
    <h2 id="documents-title">Documents</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Document</th>
          <th scope="col">Published</th>
          <th scope="col" class="number">
            Passages
          </th>
          <th scope="col" class="number">
            Size
          </th>
          <th scope="col">Left out</th>
          <th scope="col">File</th>
        </tr>
      </thead>
      <tbody>
        {holdings.map((holding) => (
          <Row holding={holding} />
        ))}
      </tbody>
    </table>
  </section>
);

const Row = ({ holding: { document, passages, state } }: { readonly holding: Holding }) => (
  <tr>
    <th scope="row">
      <a href={documentAddress(document.path)}>{nameOf(document.title, document.path)}</a>
      <small>
        {[document.path, document.origin.publisher ?? document.origin.author]
          .flatMap((part) => (part ? [label(part)] : []))
          .join(" · ")}
      </small>
    </th>
    <td data-name="Published">{document.origin.published ?? "–"}</td>
    <td data-name="Passages" class="number">
      {passages}
    </td>
    <td data-name="Size" class="number">
      {sizeOf(document.bytes)}
    </td>
    <td data-name="Left out">
      {document.omissions && document.omissions.count > 0 ? omittedText(document.omissions) : "–"}
    </td>
    <td data-name="File">
      {state === "current" ? "as indexed" : <strong class="warn">{state}</strong>}
    </td>
  </tr>
);
