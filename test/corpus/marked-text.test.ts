/** @module Texts with markup other than Markdown: no word is lost or doubled, whatever the markup is. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isHeading } from "../../src/corpus/block.ts";
import { markupOf } from "../../src/corpus/document.ts";
import { markupStripper } from "../../src/corpus/markup-stripper.ts";
import { findOmissions } from "../../src/corpus/omissions.ts";
import { parseText } from "../../src/corpus/parse.ts";
import { splitDocument } from "../../src/corpus/passage.ts";
import { readAdoc } from "../../src/corpus/formats/adoc/adoc.ts";
import { readRst } from "../../src/corpus/formats/rst/rst.ts";
import { showParts } from "../../src/corpus/shown.ts";
import { sha256 } from "../../src/base/hash.ts";
import { countTokens, isWord, LIMITS } from "../support/cutting.ts";
import { drawn } from "../support/drawn.ts";
import { runs } from "../support/runs.ts";

const BLANKS = ["\n", "\n\n", "\n\n", "\r\n", "\n  ", "\n    ", "\n\n    ", " ", "\t"];
const RST =
  ".. |.. note::|.. code-block::|.. zzz::|.. image::|.. function::|.. [1]|.. _x:|.. class::|.. math::|:a:|:a: |::|* |- |1. |" +
  "-a  |>>> |====|----|~~~~|== ==|+--+|__ |`|``|*|**|_|__|`_|`__|[1]_|:ref:`|:func:`|<a>|\\|::\n\n  |( |\"|'";
const ADOC =
  "== |=== |----|....|====|****|____|--|++++|////|// |```|[source]|[NOTE]|[quote, a]|[[x]]|[#x]|[verse]|[comment]|.|* |** |. |" +
  "- |+|:: |::|;; |NOTE: |ifdef::a[]|endif::[]|include::a[]|image::a[]|<1> |*|**|_|`|``|#|^|~|+|++|+++|<<|>>|,|[|]|(((|))|" +
  'link:a[|https://a.b[|pass:[|{empty}|\\|"`|`"|&lt;| +\n';

const textOf = (marks: string) =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constant("q0q") },
        { weight: 2, arbitrary: fc.constantFrom(...BLANKS) },
        { weight: 3, arbitrary: fc.constantFrom(...marks.split("|")) },
        { weight: 1, arbitrary: fc.constant("q0q q0q. Q0q q0q") },
      ),
      { minLength: 1, maxLength: 60 },
    )
    .map((parts) => {
      let words = 0;
      return parts.join("").replace(/q0q/gi, () => `q${(words += 1)}q`);
    });

const wordsIn = (text: string): string[] => text.match(/q\d+q/g) ?? [];

const parse = (text: string, path: string) => {
  const parsed = parseText({ path, text, sha256: sha256(text), bytes: text.length }, isWord);
  return { parsed, passages: splitDocument(parsed, countTokens, LIMITS) };
};

describe.each([
  ["a.rst", textOf(RST)],
  ["a.adoc", textOf(ADOC)],
] as const)("of any %s", (path, texts) => {
  test("each word is in a passage or a title, hidden, or listed as left out", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { parsed, passages } = parse(text, path);
        const { document, blocks } = parsed;
        const spans = [...passages, ...blocks.filter(isHeading), ...document.hidden];
        const { parts } = findOmissions(parsed, passages);
        const found = [
          ...spans.map(({ start, end }) => text.slice(start, end)),
          ...parts,
          document.title,
        ];
        expect(new Set(wordsIn(found.join("\n")))).toEqual(new Set(wordsIn(text)));
      }),
      { numRuns: runs(1_000) },
    );
  });

  test("no word is shown or embedded twice, or in another order", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { parsed, passages } = parse(text, path);
        const shown = passages.map((passage) => drawn(showParts(parsed.document, passage)));
        const plain = passages.map(
          (passage) => markupStripper(parsed.document, passage)(passage).text,
        );
        for (const words of [
          wordsIn(shown.join("\n").replace(/<[^>]*>/g, "")),
          wordsIn(plain.join("\n")),
        ])
          expect(words).toEqual(wordsIn(text).filter((word) => words.includes(word)));
      }),
      { numRuns: runs(1_000) },
    );
  });

  test("blocks, hidden parts and edits are in order and disjoint", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { parsed } = parse(text, path);
        const { blocks, document } = parsed;
        for (const spans of [blocks, document.hidden, markupOf(document)?.edits ?? []]) {
          let end = 0;
          for (const span of spans) {
            expect(span.start).toBeGreaterThanOrEqual(end);
            expect(span.end).toBeGreaterThanOrEqual(span.start);
            end = span.end;
          }
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: runs(1_000) },
    );
  });
});

/** Blocks of which each word is shown, and blocks of which none is. */
const KNOWN = {
  "a.rst": {
    shown: [
      "W W. W\nW **W** *W* ``W``.",
      "W::\n\n    W W\n      W",
      "* W\n\n  W\n\n  - W\n* W",
      "1. W\n#. W W",
      ".. note:: W\n   W\n\n   W",
      ".. topic:: W\n   :class: x\n\n   W",
      ".. function:: W(W)\n   :noindex:\n\n   W\n\n   W",
      ".. code-block:: js\n\n   W\n     W",
      ".. code-block:: js\n   W",
      ".. math::\n   W",
      ".. zzz:: W\n\n   W",
      ".. versionadded:: 3\n   W W",
      ".. [1] W\n   W",
      ":W: W\n\n    W\n\n    W",
      "W\n  W\n\n  W",
      "-a  W\n    W\n\n    W",
      "| W\n| W",
      "  W\n\n    W",
      ">>> W\nW",
      "+---+\n| W |\n+---+",
      "W\n=====",
    ],
    hidden: [
      ".. W W\n   W",
      ".. _W: W",
      ".. index:: W",
      ".. image:: W\n   :alt: W",
      ".. |W| image:: W",
    ],
  },
  "a.adoc": {
    shown: [
      "W W. W\nW *W* _W_ `W` +W+.",
      "----\nW\n  W\n----",
      "[source,js]\n----\nW\n----",
      "* W\nW\n** W\n+\nW\n* W",
      ". W\n.. W\n+\n----\nW\n----\n. W",
      "W:: W\nW::\n  W\n+\nW",
      "[NOTE]\n====\nW\n\nW\n====",
      "[quote, W, W]\n____\nW\n____",
      "****\nW\n\n* W\n****",
      ".W\n|===\n|W |W\n|===",
      " W\n   W",
      "[[x]]\n=== W",
      'https://a.b[W] link:x[W] <<x,W>> "`W`"',
      "[verse]\nW\nW",
    ],
    hidden: [
      "// W",
      "////\nW\n\nW\n////",
      ":W: W",
      "image::W[W]",
      "include::W[]",
      "[comment]\nW\nW",
    ],
  },
} as const;

describe.each(["a.rst", "a.adoc"] as const)("of known blocks in %s", (path) => {
  const block = fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .constantFrom<string>(...KNOWN[path].shown)
        .map((text) => text.replaceAll("W", "q0q")),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom<string>(...KNOWN[path].hidden)
        .map((text) => text.replaceAll("W", "h0h")),
    },
  );
  const separated = fc.array(block, { minLength: 1, maxLength: 8 }).map((blocks) => {
    let words = 0;
    // A paragraph at the margin ends lists and directives.
    return [...blocks, ""].join("\n\nq0q\n\n").replace(/q0q/g, () => `q${(words += 1)}q`);
  });

  test("each word of the shown ones is shown, none of the hidden ones", () => {
    fc.assert(
      fc.property(separated, (text) => {
        const { parsed, passages } = parse(text, path);
        const { document, blocks } = parsed;
        const titles = [document.title, ...blocks.filter(isHeading).map(({ title }) => title)];
        const shown = passages.map((passage) => drawn(showParts(document, passage)));
        const all = [...titles, ...shown].join("\n");
        expect(wordsIn(all).toSorted()).toEqual(wordsIn(text).toSorted());
        expect(all).not.toContain("h0h");
      }),
      { numRuns: runs(400) },
    );
  });
});

const LENGTH = 60_000;
const UNITS = (
  "x|*a |**a |``a |`a |_`a |a_ |[a]_ |:a:`b |\\ |* |- a\n|- a\n\n  |.. note::\n\n  |..\n|::\n\n |a\n=\n|====\na\n====\n|+--+\n|== ==\n|:a: b\n|" +
  '-a  b\n|1. a\n|`a <|<<a,|[[|link:a[|https://|image:|kbd:[|pass:[|(((|{a}|^a|"`a |+a |+++|[.a]#|----\n|====\n|[a]\n|.a\n|* a\n+\n|** a\n|a::\n|' +
  "ifdef::a[]\n|////\n|:a: b \\\n|a\n b\n|a +\n|\\[|  |\n|*a*b"
).split("|");

test.each([
  ["rst", readRst],
  ["adoc", readAdoc],
] as const)("%s is read in linear time", (_, read) => {
  for (const unit of UNITS) {
    const text = unit.repeat(Math.ceil(LENGTH / unit.length));
    expect(read(text, 0).blocks.length).toBeGreaterThanOrEqual(0);
  }
});

test.each([
  ["rst", readRst, (depth: number) => `${" ".repeat(depth)}- a\n\n`],
  ["adoc", readAdoc, (depth: number) => `${"=".repeat(depth + 4)}\na\n`],
] as const)("%s that is nested deeply is read", (_, read, line) => {
  const text = Array.from({ length: 1_000 }, (_unused, depth) => line(depth)).join("");
  expect(read(text, 0).blocks.length).toBeGreaterThan(0);
});
