/** @module The documents of a collection, as a table. */

import type { Holding } from "../../../collection/list.ts";
import { label, nameOf } from "../../../reply/citation.ts";
import { omittedText } from "../../../reply/rebuild.ts";
import { documentAddress } from "../address.ts";
import { sizeOf } from "./message.tsx";

/** Each with its size, its passages, and whether its file is still as it was indexed. */
export const Documents = ({ holdings }: { readonly holdings: readonly Holding[] }) => (
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
