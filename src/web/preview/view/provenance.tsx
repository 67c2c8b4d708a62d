/** @module Where a document comes from, and how its text came out of its file. */

import type { Extraction } from "../../../corpus/document.ts";
import type { OpenDocument } from "../../../collection/list.ts";
import { label } from "../../../reply/citation.ts";
import { linkFor } from "../../../reply/link.ts";
import { sizeOf } from "./message.tsx";

export const Provenance = ({ open }: { readonly open: OpenDocument }) => {
  const { extraction, origin } = open.document;
  const link = linkFor(origin.source, "embed");
  return (
    <>
      {extraction && <Extracted extraction={extraction} />}
      <dl>
        {known(open).map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {link !== undefined && (
          <div>
            <dt>Source</dt>
            <dd>
              <a href={link} target="_blank" rel="noopener noreferrer">
                {label(origin.source ?? "")}
              </a>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
};

/** What is known of it, in the order in which one asks. */
const FILE: Readonly<Record<OpenDocument["state"], string>> = {
  current: "is as it was indexed",
  changed: "has changed since it was indexed",
  removed: "was removed since it was indexed",
};

function known({ document, state }: OpenDocument): (readonly [string, string])[] {
  const { origin, extraction } = document;
  const all: readonly (readonly [string, string | undefined])[] = [
    ["Publisher", origin.publisher],
    ["Author", origin.author],
    ["Published", origin.published],
    ["Retrieved", origin.retrieved],
    ["Licence", origin.licence],
    ["Language", origin.language],
    ["Source", linkFor(origin.source, "embed") === undefined ? origin.source : undefined],
    ["File", FILE[state]],
    ["Size", sizeOf(document.bytes)],
    ["SHA-256 of the file", document.sha256],
    ["SHA-256 of the text extracted", extraction?.textSha256],
  ];
  return all.flatMap(([name, value]) => {
    const shown = label(value ?? "");
    return shown === "" ? [] : [[name, shown] as const];
  });
}

const Extracted = ({ extraction: { reader, places } }: { readonly extraction: Extraction }) => (
  <p class="notice">
    This text was extracted from the file, by <code>{reader}</code>, and passages are quoted from
    it. The file itself may hold pictures too. {UNITS[places.unit]}
  </p>
);

const UNITS: Readonly<Record<Extraction["places"]["unit"], string>> = {
  page: "Pages are counted from the file's first.",
  paragraph: "A paragraph is what stands between two blank lines of it.",
};
