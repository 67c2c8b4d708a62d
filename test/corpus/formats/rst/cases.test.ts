/** @module reStructuredText as a reader of the rendered page sees it. */

import { describe, expect, it } from "vitest";
import { isHeading } from "../../../../src/corpus/block.ts";
import { markupOf } from "../../../../src/corpus/document.ts";
import { markupStripper } from "../../../../src/corpus/markup-stripper.ts";
import { parseText } from "../../../../src/corpus/parse.ts";
import { showParts } from "../../../../src/corpus/shown.ts";
import { sha256 } from "../../../../src/base/hash.ts";
import { cutText, isWord } from "../../../support/cutting.ts";
import { drawn } from "../../../support/drawn.ts";

const shown = (text: string): string => {
  const { document, passages } = cutText(text, "a.rst");
  return passages.map((passage) => drawn(showParts(document, passage))).join("\n--\n");
};

const parse = (text: string) =>
  parseText({ path: "a.rst", text, sha256: sha256(text), bytes: text.length }, isWord);

const headingsOf = (text: string): (readonly [number, string])[] =>
  parse(`${text}\n`)
    .blocks.filter(isHeading)
    .map(({ depth, title }) => [depth, title] as const);

describe("inline markup", () => {
  it.each([
    [
      "emphasis and literals",
      "A *slanted* **bold** ``lit*eral*`` word.",
      "A slanted bold lit*eral* word.",
    ],
    [
      "links",
      "See `the rules <https://a.b/c>`_ and `it`__.",
      "See the rules<https://a.b/c> and it.",
    ],
    ["an address as its own text", "See `<https://a.b>`_.", "See https://a.b."],
    [
      "references that are defined",
      "See name_, other_.\n\n.. _name: https://a.b",
      "See name, other_.",
    ],
    ["references to sections", "See Fees_.\n\nFees\n====\n\nTwo.", "See Fees.\n--\nTwo."],
    [
      "roles",
      "Call :func:`open`, :py:meth:`~os.path.join`, :kbd:`Ctrl-C`.",
      "Call open, join, Ctrl-C.",
    ],
    ["a role after the text", "Press `Enter`:kbd: now.", "Press Enter now."],
    ["roles with a text of their own", "See :ref:`the fees <fees>`.", "See the fees."],
    [
      "roles whose text is elsewhere",
      "See :ref:`fees` and :doc:`/a/b`.",
      "See :ref:`fees` and :doc:`/a/b`.",
    ],
    ["unknown roles", "See :zzz:`fees`.", "See :zzz:`fees`."],
    ["numbered references", "See :pep:`8` and :rfc:`2822#s`.", "See PEP 8 and RFC 2822."],
    ["raised and lowered text", "10\\ :sup:`6` H\\ :sub:`2`\\ O", "10⁶ H₂O"],
    ["escapes", "\\*not\\* a\\ b c\\\\d", "*not* ab c\\d"],
    ["notes", "As said [1]_ by [CIT]_ and [#]_.", "As said [1] by [CIT] and [#]_."],
    [
      "substitutions",
      "It is |what| or |other|.\n\n.. |what| replace:: *so* simple",
      "It is so simple or |other|.",
    ],
    ["targets", "The _`inline target` is.", "The inline target is."],
    [
      "signs that are none",
      "2 * 3 * 4, a*b*c, __init__, x_y, 5 ** 2, `open",
      "2 * 3 * 4, a*b*c, __init__, x_y, 5 ** 2, `open",
    ],
    ["signs in quotation marks", "A \"*\" and (*) and '``'.", "A \"*\" and (*) and '``'."],
    ["lines", "One\ntwo *three\nfour*.\n\n  Five\n  six.", "One two three four.\n\nFive six."],
  ])("%s", (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

describe("blocks", () => {
  it.each([
    ["a literal block", "Run::\n\n    a *b*\n      c\n\nDone.", "Run:\n\n{a *b*\n  c}\n\nDone."],
    ["a literal block without a colon", "Run ::\n\n  a\n\n::\n\n  b", "Run\n\n{a}\n\n{b}"],
    [
      "a quoted literal block",
      "Mail::\n\n> a *b*\n> c\n\nDone.",
      "Mail:\n\n{> a *b*\n> c}\n\nDone.",
    ],
    [
      "code",
      "Run:\n\n.. code-block:: python\n   :linenos:\n\n   a\n     b\n\nDone.",
      "Run:\n\n{a\n  b}\n\nDone.",
    ],
    ["a session", ">>> 1 + 1\n2\n\nDone.", "{>>> 1 + 1\n2}\n\nDone."],
    [
      "lists",
      "- one\n  two\n- three\n\n  * four\n\n1. five\n#. six",
      "• one two\n• three\n\n• four\n\n1. five\n2. six",
    ],
    ["a line that begins like a list", "A. Lovelace\nwrote it.", "A. Lovelace wrote it."],
    ["definitions", "term\n   It *is*.\nother : kind\n   So.", "term\nIt is.\nother : kind\nSo."],
    [
      "fields",
      ":param a: the *file*\n:returns: no\n    thing",
      "param a: the file\nreturns: no thing",
    ],
    [
      "options",
      "-a, --all  take *all*\n-b FILE    take one",
      "-a, --all  take all\n-b FILE    take one",
    ],
    ["lines of verse", "| One\n| *two*\n|\n| three", "One\ntwo\n\nthree"],
    [
      "admonitions",
      ".. note:: Mind *it*\n   well.\n\n.. warning::\n\n   Hot.",
      "Note: Mind it well.\n\nWarning:\n\nHot.",
    ],
    ["titles of topics", ".. topic:: A *title*\n   :class: x\n\n   Text.", "A title\n\nText."],
    [
      "versions",
      ".. versionadded:: 3.5\n   It *is*.\n\n.. deprecated:: 4",
      "Added in version 3.5: It is.\n\nDeprecated since version 4",
    ],
    [
      "signatures",
      ".. py:function:: f(*args)\n              f()\n   :noindex:\n\n   Does *it*.",
      "f(*args)\nf()\n\nDoes it.",
    ],
    ["unknown directives", ".. zzz:: *so*\n   :a: b\n\n   It *is*.", ".. zzz:: *so*\n\nIt is."],
    ["captions", ".. figure:: a.png\n   :alt: no\n\n   A *caption*.", "A caption."],
    ["a footnote", ".. [1] It *is*\n   so.", "[1] It is so."],
    [
      "grid tables as they are",
      "+---+---+\n| A | B |\n+---+---+\n| 1 | 2 |\n+---+---+",
      "{+---+---+\n| A | B |\n+---+---+\n| 1 | 2 |\n+---+---+}",
    ],
    [
      "simple tables as they are",
      "== ==\nA  B\n== ==\n1  2\n\n3  4\n== ==\n\nDone.",
      "{== ==\nA  B\n== ==\n1  2\n\n3  4\n== ==}\n\nDone.",
    ],
  ])("%s", (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ["a comment", ".. It is secret.\n   And this."],
    ["a comment below its mark", "..\n   It is secret."],
    ["a label", ".. _label:"],
    ["an index entry", ".. index::\n   single: secret"],
    ["a picture", ".. image:: secret.png\n   :alt: secret"],
    ["a table of contents", ".. toctree::\n\n   secret"],
    ["HTML", ".. raw:: html\n\n   <b>secret</b>"],
    ["an anonymous target", "__ https://secret.example"],
  ])("%s is not quoted, and divides passages", (_, text) => {
    expect(shown(`One is.\n\n${text}\n\nTwo is.`)).toBe("One is.\n--\nTwo is.");
  });

  it("an empty comment hides nothing below", () => {
    expect(shown("One is.\n\n..\n\n  Two is.")).toBe("One is.\n--\nTwo is.");
  });

  it("text of other files is warned of", () => {
    expect(parse("One.\n\n.. include:: other.rst\n").warnings).toEqual([
      'it includes other text by "include", which is not read',
    ]);
  });

  it("is embedded without markup", () => {
    const { document, passages } = cutText(
      "- *One* is\n  ``so``.\n\n.. note:: Mind it.\n",
      "a.rst",
    );
    const [passage] = passages;
    if (!passage) throw new Error("no passage");
    expect(markupStripper(document, passage)(passage).text).toMatch(
      /^One is so\.\s+Note: Mind it\.$/,
    );
  });
});

describe("titles", () => {
  it("have levels in the order of their styles", () => {
    expect(
      headingsOf("One\n===\n\nText.\n\nTwo\n---\n\nThree\n~~~~~\n\n====\nFour\n====\n\nFive\n----"),
    ).toEqual([
      [2, "Two"],
      [3, "Three"],
      [4, "Four"],
      [2, "Five"],
    ]);
  });

  it.each([
    ["with a line above", "=======\n Title\n=======\n\nText.", "Title"],
    ["with markup", "The ``open`` *call*\n===================\n\nText.", "The open call"],
    ["of wide letters", "東京\n====\n\nText.", "東京"],
    ["below a comment", ".. comment\n\nTitle\n=====\n\nText.", "Title"],
  ])("are read %s", (_, text, expected) => {
    expect(parse(text).document.title).toBe(expected);
  });

  it.each(["Text\n--\n\nMore.", "One.\n\n----\n\nTwo.", "Title of it\n==\n\nText."])(
    "are no lines such as %j",
    (text) => {
      expect(headingsOf(text)).toEqual([]);
    },
  );

  it("are followed by fields of the document", () => {
    const { document } = parse(
      "Title\n=====\n\n:Author: Ada\n:Date: 2020-01-02\n:Organization: The club\n:License: CC0\n\nText.",
    );
    expect(document.origin).toEqual({
      author: "Ada",
      published: "2020-01-02",
      publisher: "The club",
      licence: "CC0",
    });
  });
});

it("shows a text as it is written where it is too long to be parsed for a reply", () => {
  const [short, long] = [1, 20_000].map((times) => "Rooms are *always* open.\n\n".repeat(times));
  const markupIn = (text = "") => markupOf({ path: "a.rst", of: "file", text });
  expect(markupIn(short)).toBeDefined();
  expect(markupIn(long)).toBeUndefined();
});
