/** @module The script for others accepts every citation of a text, and refuses every one that is altered. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileText } from "../../fuzz/hostile.ts";
import { markdownDocument, plainDocument, wildText } from "../../support/blocks.ts";
import { answerOf, type Cited, citedIn, faultIn, isTrue, resultsOf } from "../../support/cited.ts";
import { cutText, cutUnlessRefused } from "../../support/cutting.ts";
import { runs } from "../../support/runs.ts";

/** Markup of every kind that is hidden, between words. */
const marked = fc
  .array(
    fc.constantFrom(
      "word ",
      "Two words. ",
      "\n",
      "\n\n",
      "\r\n",
      "- ",
      "> ",
      "[…] ",
      "`code` ",
      "😀",
      "<!-- a b -->",
      "{#id}",
      "{.x y=1}",
      "%%c d%%",
      " ^block\n",
      "[](x)",
      "<script>x</script>",
      "<Tab label='x'>",
      "</Tab>",
      "{{< fig >}}",
      "{% raw %}",
      "import a from 'b'\n",
      "[a]: b\n",
      ".. comment\n",
      ".. image:: x\n",
      "// c\n",
      "////\nc\n////\n",
      "image:x[y] ",
      "ifdef::a[]\n",
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));
const composed = fc.oneof(markdownDocument, plainDocument).map(({ text }) => text);
const wild = fc.oneof(wildText, hostileText(2_000));
const wounded = fc
  .tuple(composed, wild, fc.nat())
  .map(
    ([text, wound, at]) =>
      text.slice(0, at % (text.length + 1)) + wound + text.slice(at % (text.length + 1)),
  );
const texts = fc
  .oneof(composed, { weight: 3, arbitrary: marked }, wounded, wild)
  .map((text) => text.toWellFormed());
const paths = fc
  .tuple(
    fc.constantFrom("a", "b/c", "Ünï 😀 “x”", "sub folder/[…]"),
    fc.constantFrom("md", "mdx", "txt", "rst", "adoc"),
  )
  .map(([name, extension]) => `${name}.${extension}`);

describe("the citations of any text", () => {
  it("hold, as an oracle says too (property)", async () => {
    const seen = { passages: 0, hidden: 0 };
    await fc.assert(
      fc.asyncProperty(texts, paths, async (text, path) => {
        const cut = cutUnlessRefused(text, path);
        const cited = cut ? citedIn(cut.document, cut.passages) : [];
        const file = Buffer.from(text);
        const results = resultsOf(answerOf(cited), file);
        expect(results.filter(({ holds }) => !holds)).toEqual([]);
        expect(results).toHaveLength(cited.length);
        for (const one of cited.slice(0, 3)) expect(await isTrue(one, file)).toBe(true);
        seen.passages += cited.length;
        seen.hidden += cited.flatMap(({ citation }) => citation.hidden ?? []).length;
      }),
      { numRuns: runs(1_600) },
    );
    expect(seen.passages).toBeGreaterThan(100);
    expect(seen.hidden).toBeGreaterThan(0);
  });

  it("don't hold once anything of them or of the file is altered (property)", async () => {
    await fc.assert(
      fc.asyncProperty(texts, paths, fc.nat(), fc.nat(), async (text, path, kind, at) => {
        const cut = cutUnlessRefused(text, path);
        const cited = cut ? citedIn(cut.document, cut.passages) : [];
        const one = cited[at % Math.max(1, cited.length)];
        fc.pre(one !== undefined);
        const [altered, bytes] = alter(one, Buffer.from(text), kind, at);
        expect(faultIn(altered, bytes)).toBeDefined();
        expect(await isTrue(altered, bytes)).toBe(false);
      }),
      { numRuns: runs(1_200) },
    );
  });
});

type Alteration = (cited: Cited, at: number) => Cited;

const inExcerpt =
  (change: (text: string, at: number) => string): Alteration =>
  (cited, at) => ({ ...cited, excerpt: change(cited.excerpt, at % cited.excerpt.length) });

const inCitation =
  <Field extends keyof Cited["citation"]>(
    field: Field,
    change: (value: Cited["citation"][Field], at: number) => Cited["citation"][Field],
  ): Alteration =>
  ({ citation, ...rest }, at) => ({
    ...rest,
    citation: { ...citation, [field]: change(citation[field], at) },
  });

/** Replaces a character by another one, of a few. */
const replaced = (signs: string) => (text: string, at: number) => {
  const here = at % text.length;
  const others = Array.from(signs).filter((sign) => sign !== text.charAt(here));
  return text.slice(0, here) + others[at % others.length] + text.slice(here + 1);
};
const byOne = (value: number, at: number): number => value + (at % 2 === 0 ? 1 : -1);

const ALTERATIONS: readonly Alteration[] = [
  inExcerpt(replaced("aA0 .\n\u00A0é\u200B…")),
  inExcerpt((text, at) => text.slice(0, at) + text.slice(at + 1)),
  inExcerpt((text, at) => `${text.slice(0, at)}x${text.slice(at)}`),
  inExcerpt((text, at) => `${text.slice(0, at)}[…]${text.slice(at + 1)}`),
  inExcerpt((text, at) => `${text.slice(0, at)}[…]${text.slice(at)}`),
  inCitation("id", replaced("abcdefghijklmnopqrstuvwxyz234567")),
  inCitation("sha256", replaced("0123456789abcdef")),
  inCitation("path", replaced("ab/. ")),
  inCitation("start", byOne),
  inCitation("end", byOne),
  inCitation("startLine", byOne),
  inCitation("endLine", byOne),
  inCitation("of", () => "extracted"),
];

/** Alters a byte of the file, or something of the quotation. */
function alter(cited: Cited, file: Buffer, kind: number, at: number): [Cited, Buffer] {
  const alteration = ALTERATIONS[kind % (ALTERATIONS.length + 1)];
  if (alteration) return [alteration(cited, at), file];
  const bytes = Buffer.from(file);
  const here = at % bytes.length;
  bytes[here] = (bytes[here] ?? 0) ^ (1 << (at % 8));
  return [cited, bytes];
}

const RULES = [
  "\uFEFF---\r\ntitle: Rules\r\n---\r\n# Rules 😀\r\n\r\n## Of silence\r\n\r\n",
  "Nobody speaks 😀. <!-- Not true\r\nin winter. -->Those who do,\r\nleaves […] the room. {#id}\r\nSame.\r\n\r\n",
  "| Berth 👩‍👩‍👧 | Fee |\r\n|-|-|\r\n| A1 | 750 |\r\n| A2 | \u2028 800 |\r\n\r\n",
  "## Of noise\r\n\r\nSame words twice.\r\n\r\n## Of rest\r\n\r\nSame words twice.\r\n",
].join("");

describe("a text with comments, tables, emoji, CRLF and a byte order mark", () => {
  const file = Buffer.from(RULES);
  const { document, passages } = cutText(RULES, "club/rules.md");
  const all = citedIn(document, passages);

  it("has citations of every kind", () => {
    expect(resultsOf(answerOf(all), file).every(({ holds }) => holds)).toBe(true);
    expect(all.map(({ excerpt }) => excerpt).join("\n")).toContain("leaves […] the room. […]");
    expect(all.flatMap(({ citation }) => citation.hidden ?? [])).toHaveLength(2);
    expect(all.filter(({ excerpt }) => excerpt === "Same words twice.")).toHaveLength(2);
  });

  it("is refused with each character of an excerpt, an ID or a hash altered", () => {
    const singles: readonly Alteration[] = [...ALTERATIONS.slice(0, 7), ...ALTERATIONS.slice(8)];
    for (const cited of all)
      for (const [kind, alteration] of singles.entries())
        for (let at = 0; at < Math.max(64, cited.excerpt.length); at += 1)
          expect(faultIn(alteration(cited, at), file), `${kind} at ${at}`).toBeDefined();
  });

  it("is refused with each byte of the file altered", () => {
    for (let at = 0; at < file.length; at += 1) {
      const bytes = Buffer.from(file);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      expect(faultIn(all[0], bytes)).toBe("file");
    }
    expect(faultIn(all[0], file.subarray(3))).toBe("file");
    expect(faultIn(all[0], Buffer.from(RULES.replaceAll("\r", "")))).toBe("file");
  });

  const [silence] = all;
  if (!silence) throw new Error("no passage");
  const { citation } = silence;
  const [first, second] = citation.hidden ?? [];
  if (!first || !second) throw new Error("no hidden parts");
  const hiding = (hidden: unknown) => ({ ...silence, citation: { ...citation, hidden } });
  const { start, end } = first;

  it.each([
    ["one unit longer at its end", [{ start, end: end + 1 }, second]],
    ["one unit longer at its start", [{ start: start - 1, end }, second]],
    ["one unit shorter", [{ start, end: end - 1 }, second]],
    ["moved", [{ start: start + 1, end: end + 1 }, second]],
    ["left out", [second]],
    ["in another order", [second, first]],
    ["twice", [first, first, second]],
    ["empty", [{ start, end: start }, first, second]],
    ["before the passage", [{ start: citation.start - 1, end: citation.start }, first, second]],
    ["behind the passage", [first, second, { start: citation.end, end: citation.end + 1 }]],
    ["null", [null, first, second]],
    ["with offsets that are no numbers", [{ start: `${start}`, end }, second]],
  ])("is refused with a hidden part %s", (_, hidden) => {
    expect(faultIn(hiding(hidden), file)).toMatch(/^(?:hidden|excerpt)$/);
  });

  it("is refused where words are declared hidden, and shows other parts that are", () => {
    const from = RULES.indexOf("Nobody");
    const silent = { start: from, end: from + "Nobody speaks".length };
    const without = silence.excerpt.replace("Nobody speaks", "[…]");
    const words = { ...hiding([silent, first, second]), excerpt: without };
    expect(faultIn(words, file)).toBe("hidden");
    const [result] = resultsOf({ answers: [silence] }, file);
    const shown = result?.checks.flatMap(({ hidden }) => hidden ?? []);
    expect(shown).toEqual(["<!-- Not true\r\nin winter. -->", "{#id}"]);
  });

  it("has the ID of each of two equal passages, the later never as that of the earlier", () => {
    const [earlier, later] = all.filter(({ excerpt }) => excerpt === "Same words twice.");
    if (!earlier || !later) throw new Error("no equal passages");
    const swapped = { ...earlier, citation: { ...earlier.citation, id: later.citation.id } };
    expect(earlier.citation.id).not.toBe(later.citation.id);
    expect(faultIn(swapped, file)).toBe("ID");
  });
});
