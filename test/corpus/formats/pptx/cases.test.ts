/** @module Presentations: what a viewer sees is read, in order; all else is reported or refused. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPptx } from "../../../../src/corpus/formats/pptx/pptx.ts";
import { faultOf } from "../../../support/fault.ts";
import {
  frame,
  pptxOf,
  shape,
  slideRuns,
  slideTable,
  type SlideOptions,
  title,
} from "../../../support/office.ts";
import { runs } from "../../../support/runs.ts";

const slide = (...shapes: readonly string[]): SlideOptions => ({ shapes });
const textOf = async (...slides: readonly SlideOptions[]): Promise<string> =>
  (await readPptx(pptxOf(slides))).text;

describe("the text of a slide", () => {
  it.each<[string, string[], string]>([
    [
      "a title and bullets",
      [title("Rules"), shape(["One", "Two"], { placeholder: 'idx="1"' })],
      "Rules\n\n- One\n- Two\n",
    ],
    ["a title after its text", [shape(["Text"]), title("Rules")], "Rules\n\nText\n"],
    ["paragraphs of a text box", [title("T"), shape(["One", "Two"])], "T\n\nOne\n\nTwo\n"],
    [
      "a level, and a paragraph without a bullet",
      [
        shape(
          [
            "One",
            '<a:p><a:pPr lvl="1"/><a:r><a:t>Below</a:t></a:r></a:p>',
            "<a:p><a:pPr><a:buNone/></a:pPr><a:r><a:t>Plain</a:t></a:r></a:p>",
          ],
          { placeholder: 'idx="1"' },
        ),
      ],
      "- One\n  - Below\n\nPlain\n",
    ],
    [
      "a table",
      [
        slideTable([
          ["Berth", "Fee"],
          ["A1", "9"],
          ["", ""],
        ]),
      ],
      "Berth | Fee\nA1 | 9\n",
    ],
    [
      "a merged cell once",
      [
        slideTable([
          ["Berth", '<a:tc hMerge="1"><a:txBody><a:p/></a:txBody></a:tc>', "Fee"],
          ["A1", "B1", "9"],
        ]),
      ],
      "Berth |  | Fee\nA1 | B1 | 9\n",
    ],
    [
      "shapes of groups, in their places",
      [
        shape(["One"]),
        `<p:grpSp><p:nvGrpSpPr/>${shape(["Two"])}<p:grpSp>${shape(["Three"])}</p:grpSp></p:grpSp>`,
        shape(["Four"]),
      ],
      "One\n\nTwo\n\nThree\n\nFour\n",
    ],
    ["a power", [shape([slideRuns(["10"], ["3", 'baseline="30000"'])])], "10³\n"],
    [
      "struck text",
      [shape([slideRuns(["It is "], ["not ", 'strike="sngStrike"'], ["so"])])],
      "It is […]so\n",
    ],
    [
      "a line break",
      [shape(["<a:p><a:r><a:t>One</a:t></a:r><a:br/><a:r><a:t>Two</a:t></a:r></a:p>"])],
      "One\nTwo\n",
    ],
    ["a picture alone", [shape(["Text"]), "<p:pic><p:nvPicPr/></p:pic>"], "Text\n"],
    [
      "of alternatives the first",
      [
        `<mc:AlternateContent><mc:Choice>${shape(["New"])}</mc:Choice><mc:Fallback>${shape(["Old"])}</mc:Fallback></mc:AlternateContent>`,
      ],
      "New\n",
    ],
    [
      "a formula of one line",
      [
        shape([
          "<a:p><a14:m><m:oMath><m:r><m:t>x</m:t></m:r><m:sSup><m:e><m:r><m:t>y</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></a14:m></a:p>",
        ]),
      ],
      "xy²\n",
    ],
    [
      "a control that is not known",
      [shape(["<a:p><a:r><a:t>One</a:t></a:r><a:new/></a:p>"])],
      "One[…]\n",
    ],
  ])("has %s", async (_, shapes, text) => {
    expect(await textOf(slide(...shapes))).toBe(text);
  });

  it("has a mark for a chart, whose text is reported", async () => {
    const chart = { type: "chart", id: "c1", xml: "<c:chartSpace><c:v>Sales</c:v></c:chartSpace>" };
    const shapes = [title("T"), frame('<c:chart r:id="c1"/>')];
    const { text, leftOut } = await readPptx(pptxOf([{ shapes, objects: [chart] }]));
    expect([text, leftOut]).toEqual(["T\n\n[…]\n", ["Sales"]]);
  });

  it("has the text of a diagram as it is drawn", async () => {
    const data = {
      type: "diagramData",
      id: "d",
      xml: '<dgm:dataModel><dgm:extLst><a:ext><dsp:dataModelExt relId="w"/></a:ext></dgm:extLst></dgm:dataModel>',
    };
    const body = (text: string): string =>
      `<dsp:sp><dsp:txBody>${slideRuns([text])}</dsp:txBody></dsp:sp>`;
    const drawing = {
      type: "diagramDrawing",
      id: "w",
      xml: `<dsp:drawing><dsp:spTree>${body("Sow")}${body("Reap")}</dsp:spTree></dsp:drawing>`,
    };
    const shapes = [title("T"), frame('<dgm:relIds r:dm="d"/>')];
    const { text } = await readPptx(pptxOf([{ shapes, objects: [data, drawing] }]));
    expect(text).toBe("T\n\nSow\n\nReap\n");
  });
});

describe("slides", () => {
  it("are in the order of the presentation, each a place, hidden ones counted", async () => {
    const hidden = { shapes: [title("Secret")], isHidden: true };
    const slides = [slide(title("One"), shape(["a"])), hidden, slide(title("Two"), shape(["b"]))];
    const { text, places, warnings, leftOut } = await readPptx(pptxOf(slides, { firstSlide: 5 }));
    expect(text).toBe("One\n\na\n\nTwo\n\nb\n");
    expect(places).toEqual({ unit: "slide", starts: [0, 8, 8], names: [5, 6, 7] });
    expect(warnings).toEqual(["its hidden slides are left out: 1"]);
    expect(leftOut).toEqual(["Secret"]);
  });

  it("without a title are not under the title of the slide before", async () => {
    const { text, blocks } = await readPptx(pptxOf([slide(title("One")), slide(shape(["b"]))]));
    expect(text).toBe("One\n\nb\n");
    expect(blocks.map((block) => ("title" in block ? block.title : block.kind))).toEqual([
      "One",
      "",
      "prose",
    ]);
  });

  it("show no notes, footers, numbers, dates or hidden shapes, which are reported", async () => {
    const shapes = [
      shape(["Text"]),
      shape(["Confidential"], { placeholder: 'type="ftr" idx="11"' }),
      shape(["7"], { placeholder: 'type="sldNum" idx="12"' }),
      shape(["Unseen"], { hidden: true }),
    ];
    const layout = [shape(["Acme Ltd"]), shape(["Click to edit"], { placeholder: 'type="title"' })];
    const read = await readPptx(pptxOf([{ shapes, notes: "Speak slowly" }], { layout }));
    expect(read.text).toBe("Text\n");
    expect(read.leftOut).toEqual(["Unseen", "Speak slowly", "Confidential", "Acme Ltd"]);
    expect(read.warnings).toEqual([
      "the notes of its speaker are left out: 1",
      "its footers, and texts of its slide layouts, are left out",
    ]);
  });

  it("have title and author in the properties", async () => {
    const options = { title: "The plan", author: "Jane Doe" };
    const { origin } = await readPptx(pptxOf([slide(title("The plan"), shape(["a"]))], options));
    expect(origin).toEqual(options);
  });
});

describe("a presentation is refused", () => {
  const file = pptxOf([slide(shape(["Text"]))]);
  const refused = (bytes: Uint8Array): Promise<unknown> => faultOf(() => readPptx(bytes));
  const withPart = (name: string, content: string): Buffer =>
    pptxOf([slide(shape(["Text"]))], { others: [{ name, content }] });

  it.each<[string, Uint8Array, RegExp]>([
    [
      "with a password",
      Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]),
      /password, or an old \.ppt/,
    ],
    ["if it is cut off", file.subarray(0, 900), /no \.pptx file, or a damaged one/],
    ["if it is another document", withPart("ppt/presentation.xml", "<a/>"), /no \.pptx file/],
    ["without a slide that it names", withPart("ppt/slides/slide1.xml", "<a/>"), /no \.pptx file/],
    [
      "with an entity",
      withPart(
        "ppt/slides/slide1.xml",
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      ),
      /declares a document type/,
    ],
    ["with a name outside of it", withPart("../../etc/passwd", "x"), /no \.pptx file/],
    ["with XML that is not well-formed", withPart("ppt/slides/slide1.xml", "<p:sld"), /damaged/],
    ["if it unpacks to too much", withPart("x.bin", " ".repeat(100_000_001)), /more than 100 MB/],
    [
      "with groups nested too deep",
      withPart("ppt/slides/slide1.xml", "<a>".repeat(600)),
      /500 levels/,
    ],
  ])("%s", async (_, bytes, reason) => {
    expect(await refused(bytes)).toMatch(reason);
  });

  it("but not if slides refer to each other in a circle", async () => {
    const objects = [{ type: "slide", id: "x", xml: "<a/>" }];
    const others = [
      {
        name: "ppt/slideMasters/_rels/slideMaster1.xml.rels",
        content:
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="x/slideMaster" Target="slideMaster1.xml"/></Relationships>',
      },
    ];
    const bytes = pptxOf([{ shapes: [shape(["Text"])], objects }], { others });
    expect((await readPptx(bytes)).text).toBe("Text\n");
  });
});

const words = fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9}){0,4}$/);

it("the texts of shapes come back in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(words, { minLength: 1 }), { minLength: 1, maxLength: 8 }),
      async (slides) => {
        const { text, places } = await readPptx(
          pptxOf(slides.map((texts) => slide(...texts.map((one) => shape([one]))))),
        );
        expect(text).toBe(`${slides.flat().join("\n\n")}\n`);
        for (const [at, texts] of slides.entries())
          expect(text.slice(places.starts[at])).toMatch(new RegExp(`^${texts[0]}`));
      },
    ),
    { numRuns: runs(30) },
  );
});
