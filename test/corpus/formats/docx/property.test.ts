/** @module Generated Word files: every word is read once, or a mark stands for it, or it is not seen; none are glued. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { readDocx } from "../../../../src/corpus/formats/docx/docx.ts";
import { docxOf, wordPart } from "../../../support/docx.ts";
import { runs } from "../../../support/runs.ts";

/** A word that must be read, one that must be marked, or one that must not be in the text. */
type Fate = "read" | "marked" | "unseen";

/** A stretch of XML, and the fates of its words; `beside` holds those that come somewhere else than in the line. */
interface Made {
  readonly xml: string;
  readonly line: readonly { readonly word: string; readonly fate: Fate }[];
  readonly beside: readonly { readonly word: string; readonly fate: Fate }[];
}
/** Makes XML with words that no other has. */
type Make = (next: () => string) => Made;

const NONE: Made = { xml: "", line: [], beside: [] };
const only = (xml: string, word: string, fate: Fate): Made => ({
  ...NONE,
  xml,
  line: [{ word, fate }],
});
const withFate = (made: Made, fate: Fate): Made => ({
  ...made,
  line: made.line.map(({ word }) => ({ word, fate })),
  beside: made.beside.map(({ word }) => ({ word, fate })),
});
const wrap = (before: string, { xml, ...words }: Made, after: string): Made => ({
  ...words,
  xml: `${before}${xml}${after}`,
});
const join = (all: readonly Made[]): Made => ({
  xml: all.map(({ xml }) => xml).join(""),
  line: all.flatMap(({ line }) => line),
  beside: all.flatMap(({ beside }) => beside),
});
const allBeside = ({ xml, line, beside }: Made): Made => ({
  xml,
  line: [],
  beside: [...line, ...beside],
});

/** What separates two words. */
const GAPS = ["<w:t> </w:t>", "<w:tab/>", "<w:ptab/>", "<w:br/>", "<w:cr/>"];
const FORMATS: readonly (readonly [properties: string, fate: Fate])[] = [
  ["", "read"],
  ["<w:b/>", "read"],
  ['<w:vertAlign w:val="superscript"/>', "read"],
  ['<w:position w:val="-8"/>', "read"],
  ["<w:vanish/>", "unseen"],
  ["<w:strike/>", "marked"],
];

/** A word in two runs, with white space around it. */
const word: fc.Arbitrary<Make> = fc
  .tuple(fc.constantFrom(...FORMATS), fc.constantFrom(...GAPS))
  .map(([[properties, fate], gap]) => (next) => {
    const own = next();
    const run = (text: string): string =>
      `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
    const space = `<w:r>${gap}</w:r>`;
    return only(
      `${space}${run(own.slice(0, 2))}<w:proofErr/>${run(own.slice(2))}${space}`,
      own,
      fate,
    );
  });

const SPACE = '<w:r><w:t xml:space="preserve"> </w:t></w:r>';
const t = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
const mark = (type: string, inner = ""): string =>
  `<w:r><w:fldChar w:fldCharType="${type}">${inner}</w:fldChar></w:r>`;
const spaced = (xml: string): string => `${SPACE}${xml}${SPACE}`;

const chosen: fc.Arbitrary<Make> = fc.constantFrom<Make>(
  (next) => {
    const own = next();
    const data = `<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="other"/><w:listEntry w:val="${own}"/></w:ddList></w:ffData>`;
    return only(spaced(`${mark("begin", data)}${mark("end")}`), own, "read");
  },
  (next) => {
    const own = next();
    const list = `<w:comboBox w:lastValue="v"><w:listItem w:value="v" w:displayText="${own}"/></w:comboBox>`;
    return only(spaced(`<w:sdt><w:sdtPr>${list}</w:sdtPr><w:sdtContent/></w:sdt>`), own, "read");
  },
);

const formula: fc.Arbitrary<Make> = fc.boolean().map((isLine) => (next) => {
  const own = next();
  const run = `<m:r><m:t>${own}</m:t></m:r>`;
  const inner = isLine ? run : `<m:f><m:num>${run}</m:num><m:den/></m:f>`;
  return only(spaced(`<m:oMath>${inner}</m:oMath>`), own, isLine ? "read" : "marked");
});

const drawing = (content: string, kind = "inline"): string =>
  `<w:r><w:drawing><wp:${kind}>${content}</wp:${kind}></w:drawing></w:r>`;
const wordArt: fc.Arbitrary<Make> = fc.constant((next) => {
  const own = next();
  return only(
    `<w:r><w:pict><v:shape><v:textpath string="${own}"/></v:shape></w:pict></w:r>`,
    own,
    "read",
  );
});
const shape: fc.Arbitrary<Make> = fc.constant((next) => {
  const own = next();
  return only(drawing(`<a:p><a:r><a:t>${own}</a:t></a:r></a:p>`), own, "read");
});

const HOLDERS = ["w:hyperlink", "w:smartTag", "w:customXml", "w:bdo", "w:dir", "w:ins", "w:moveTo"];

const { inline, block } = fc.letrec<{ inline: Make; inlines: Make; block: Make; blocks: Make }>(
  (tie) => {
    const inlines = tie("inlines");
    const blocks = tie("blocks");
    const all = (many: fc.Arbitrary<Make>, most: number): fc.Arbitrary<Make> =>
      fc
        .array(many, { minLength: 1, maxLength: most })
        .map((makes) => (next) => join(makes.map((make) => make(next))));
    const over = (
      of: fc.Arbitrary<Make>,
      change: (made: Made, next: () => string) => Made,
    ): fc.Arbitrary<Make> => of.map((make) => (next) => change(make(next), next));
    const box = (content: string): string =>
      `<a:graphic><a:graphicData uri="x/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>`;
    return {
      inlines: all(tie("inline"), 3),
      inline: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        { weight: 6, arbitrary: word },
        chosen,
        formula,
        wordArt,
        shape,
        fc
          .constantFrom(...HOLDERS)
          .chain((name) => over(inlines, (made) => wrap(`<${name}>`, made, `</${name}>`))),
        fc
          .constantFrom("w:del", "w:moveFrom")
          .chain((name) =>
            over(inlines, (made) => withFate(wrap(`<${name}>`, made, `</${name}>`), "unseen")),
          ),
        over(inlines, (made) => wrap("<w:sdt><w:sdtContent>", made, "</w:sdtContent></w:sdt>")),
        over(inlines, (made) => wrap('<w:fldSimple w:instr="REF a">', made, "</w:fldSimple>")),
        over(inlines, (made, next) => {
          const hidden = next();
          const field = wrap(`${mark("begin")}${t(hidden)}${mark("separate")}`, made, mark("end"));
          return { ...field, line: [{ word: hidden, fate: "unseen" }, ...field.line] };
        }),
        over(blocks, (made) => {
          const fallback = `<w:r><w:pict><v:textbox><w:txbxContent>${made.xml}</w:txbxContent></v:textbox></w:pict></w:r>`;
          const choice = drawing(box(made.xml), "anchor");
          const xml = `<mc:AlternateContent><mc:Choice Requires="wps">${choice}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent>`;
          return allBeside({ ...made, xml });
        }),
      ),
      blocks: all(tie("block"), 2),
      block: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        { weight: 4, arbitrary: over(inlines, (made) => wrap("<w:p>", made, "</w:p>")) },
        over(inlines, (made) =>
          wrap('<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>', made, "</w:p>"),
        ),
        over(blocks, (made) => wrap("<w:sdt><w:sdtContent>", made, "</w:sdtContent></w:sdt>")),
        over(inlines, (made) =>
          wrap("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", made, `</w:p><w:p>${SPACE}</w:p>`),
        ),
        fc.array(fc.tuple(blocks, fc.nat(3)), { minLength: 1, maxLength: 4 }).map(
          (cells): Make =>
            (next) =>
              wrap(
                "<w:tbl><w:tr>",
                join(
                  cells.map(([make, span]) =>
                    wrap(
                      `<w:tc><w:tcPr><w:gridSpan w:val="${span}"/></w:tcPr>`,
                      make(next),
                      "</w:tc>",
                    ),
                  ),
                ),
                "</w:tr></w:tbl>",
              ),
        ),
      ),
    };
  },
);

/** `[…]`, as `plain` leaves it. */
const MARK = "[...]";

/** Signs above and below the line are the plain ones again. */
const plain = (text: string): string => text.normalize("NFKC").replace(/[\^_]\(|\)/g, "");

test("every word of a document has the fate that a person sees", async () => {
  const documents = fc.tuple(
    fc.array(block, { minLength: 1, maxLength: 4 }),
    fc.array(inline, { maxLength: 2 }),
  );
  await fc.assert(
    fc.asyncProperty(documents, async ([blocks, noted]) => {
      let count = 100;
      const next = (): string => `q${(count += 1)}w`;
      const body = blocks.map((make) => make(next));
      const notes = noted.map((make) => wrap("<w:p>", make(next), "</w:p>"));
      const references = notes.map(
        (_, id) => `<w:p>${t("noted")}<w:r><w:footnoteReference w:id="${id}"/></w:r></w:p>`,
      );
      const footnotes = notes
        .map(({ xml }, id) => `<w:footnote w:id="${id}">${xml}</w:footnote>`)
        .join("");
      const { text } = await readDocx(
        docxOf([...body.map(({ xml }) => xml), ...references, t("end")], {
          parts: [wordPart("footnotes", footnotes)],
        }),
      );
      const words = plain(text).split(/[\s|]+/);
      for (const made of [...body, ...notes]) {
        const all = [...made.line, ...made.beside];
        for (const { word: own, fate } of all)
          expect(
            words.filter((one) => one === own),
            `${own} is ${fate}: ${text} ${made.xml}`,
          ).toHaveLength(fate === "read" ? 1 : 0);
        expect(words.includes(MARK) || !all.some(({ fate }) => fate === "marked")).toBe(true);
        expectInOrder(made, words);
      }
    }),
    { numRuns: runs(400) },
  );
}, 120_000);

/** Words of a line stand in order, and a mark between those that surround what it stands for. */
function expectInOrder({ line }: Made, words: readonly string[]): void {
  let [last, isMarked] = [-1, false];
  for (const { word: own, fate } of line) {
    isMarked ||= fate === "marked";
    if (fate !== "read") continue;
    const at = words.indexOf(own);
    expect(at).toBeGreaterThan(last);
    if (isMarked && last >= 0) expect(words.slice(last, at)).toContain(MARK);
    [last, isMarked] = [at, false];
  }
}
