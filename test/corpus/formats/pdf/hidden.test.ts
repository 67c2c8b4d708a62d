/** @module Text of a PDF that no reader sees, and text that only seems so. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPdf } from "../../../../src/corpus/formats/pdf/pdf.ts";
import { faultOf } from "../../../support/fault.ts";
import { type DrawnOptions, drawnPdf, FIRST_OBJECT, put, streamOf } from "../../../support/pdf.ts";
import { runs } from "../../../support/runs.ts";

const SEEN = put("The fee is ten crowns.", 72, 700);
const SECRET = put("The fee is forty crowns.", 72, 680);
const textOf = async (content: string, options?: DrawnOptions): Promise<string> =>
  (await readPdf(drawnPdf(content, options))).text.trim();
const GRAPHICS = "/ExtGState << /A << /ca 0 >> /M << /BM /Multiply >> >>";

describe("is left out, and said to be", () => {
  test.each<[string, string]>([
    ["white text", `${SEEN} 1 g ${SECRET}`],
    ["all but white text", `${SEEN} 0.98 g ${SECRET}`],
    [
      "text in the colour of a box behind it",
      `${SEEN} 0.2 0.4 0.6 rg 60 670 300 24 re f ${SECRET}`,
    ],
    [
      "text in the colour of a round box",
      `${SEEN} 0 0 1 rg 60 690 m 60 700 300 700 300 690 c 300 670 l 60 670 l f ${SECRET}`,
    ],
    ["transparent text", `${SEEN} /A gs ${SECRET}`],
    ["text without a colour", `${SEEN} 3 Tr ${SECRET}`],
    ["text that only cuts out, with nothing painted", `${SEEN} q 7 Tr ${SECRET} Q`],
    ["text beside the page", SEEN + put("The fee is forty crowns.", 700, 680)],
    ["text below the page", SEEN + put("The fee is forty crowns.", 72, -20)],
    ["text in a clip without an area", `${SEEN} q 72 680 0 20 re W n ${SECRET} Q`],
    ["text outside of a clip", `${SEEN} q 72 100 200 20 re W n ${SECRET} Q`],
    ["text under a box", `${SEEN}${SECRET} 1 g 60 670 300 24 re f`],
    ["text under a black box", `${SEEN}${SECRET} 60 670 300 24 re f`],
    ["text under a thick line", `${SEEN}${SECRET} 24 w 60 682 m 300 682 l S`],
    ["text in tiny letters", SEEN + put("The fee is forty crowns.", 72, 680, 0.2)],
  ])("%s", async (_, content) => {
    const { text, warnings, leftOut } = await readPdf(drawnPdf(content, { resources: GRAPHICS }));
    expect(text).toBe("The fee is ten crowns.\n");
    expect(warnings).toEqual([
      "text that no reader sees is left out on page 1: off the page, covered, or without a colour of its own",
    ]);
    expect(leftOut).toEqual(["The fee is forty crowns."]);
  });

  test("text under a picture of one pixel", async () => {
    const picture = "q 300 0 0 24 60 670 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q";
    expect(await textOf(`${SEEN}${SECRET} ${picture}`)).toBe("The fee is ten crowns.");
  });

  test("with a mark, where it is painted over within a line", async () => {
    const line = put("The keeper, Jane Doe, has the key.", 72, 700);
    expect(await textOf(`${line} 133 696 48 14 re f`)).toBe("The keeper, […], has the key.");
  });

  test("a file in which nothing else is", async () => {
    expect(await faultOf(() => readPdf(drawnPdf(`1 g ${SEEN}`)))).toContain("no reader sees");
  });
});

describe("is read", () => {
  const BOTH = "The fee is ten crowns. The fee is forty crowns.";
  test.each<[string, string]>([
    ["white text on a dark box", `${SEEN} 0 g 60 670 300 24 re f 1 g ${SECRET}`],
    [
      "white text on a dark round box",
      `${SEEN} 0 0 0.5 rg 60 690 m 60 700 300 700 300 690 c 300 670 l 60 670 l f 1 g ${SECRET}`,
    ],
    [
      "white text on dark letters of a drawing",
      `${SEEN} 0 g 60 670 m ${"61 700 l 62 670 l ".repeat(12)} 300 700 l 300 670 l f 1 g ${SECRET}`,
    ],
    ["text on a light box", `${SEEN} 0.9 g 60 670 300 24 re f 0 g ${SECRET}`],
    ["text that is marked", `${SEEN}${SECRET} q /M gs 1 1 0 rg 60 670 300 24 re f Q`],
    [
      "text over a box that covers an older one",
      `${SEEN}${put("Old", 72, 680)} 1 g 60 670 300 24 re f 0 g ${SECRET}`,
    ],
    ["grey text", `${SEEN} 0.6 g ${SECRET}`],
    ["outlined white text", `${SEEN} 1 g 2 Tr ${SECRET}`],
    ["underlined text", `${SEEN}${SECRET} 72 678 120 1 re f`],
    ["text that cuts out what is then painted", `${SEEN} q 7 Tr ${SECRET} 0 0 595 842 re f Q`],
    ["text within a clip", `${SEEN} q 60 670 300 24 re W n ${SECRET} Q`],
    [
      "text over its own outlines",
      `${SEEN} 0 g 72 680 m ${"73 690 l 74 680 l ".repeat(12)} 200 690 l 200 680 l f q /A gs ${SECRET} Q`,
    ],
  ])("%s", async (_, content) => {
    expect(await textOf(content, { resources: GRAPHICS })).toBe(BOTH);
  });
});

test("what is seen is read, whatever is hidden among it", async () => {
  const ways: readonly ((text: string) => string)[] = [
    (text) => `q 1 g ${text} Q `,
    (text) => `q 3 Tr ${text} Q `,
    (text) => `q /A gs ${text} Q `,
    (text) => `q 0 0 20 20 re W n ${text} Q `,
    (text) => `1 0 0 1 700 0 cm ${text} 1 0 0 1 -700 0 cm `,
  ];
  const line = fc.record({
    words: fc.stringMatching(/^[a-z]{2,9}( [a-z]{2,9}){0,5}$/),
    way: fc.option(fc.constantFrom(...ways), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
      const content = lines.map(({ words, way }, at) => {
        const text = put(words, 72, 780 - 15 * at);
        return way ? way(text) : text;
      });
      const seen = lines.filter(({ way }) => !way).map(({ words }) => words);
      const { text } = await readPdf(
        drawnPdf(`${content.join("")}${put("Last line.", 72, 200)}`, { resources: GRAPHICS }),
      );
      expect(text.split(/\s+/).join(" ").trim()).toBe([...seen, "Last line."].join(" "));
    }),
    { numRuns: runs(60) },
  );
});

describe("text that was recognised in a picture", () => {
  const image = (side: number): readonly string[] => [
    streamOf(
      `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /ASCIIHexDecode`,
      "FF>",
    ),
  ];
  const page = (content: string, side: number) =>
    readPdf(
      drawnPdf(content, {
        resources: `/XObject << /I ${FIRST_OBJECT} 0 R >>`,
        objects: image(side),
      }),
    );
  const SCAN = "q 595 0 0 842 0 0 cm /I Do Q";

  test.each([
    ["under it", `3 Tr ${SEEN} ${SCAN}`],
    ["over it", `${SCAN} 3 Tr ${SEEN}`],
  ])("is read, with a warning: %s", async (_, content) => {
    const { text, warnings } = await page(content, 800);
    expect(text).toBe("The fee is ten crowns.\n");
    expect(warnings).toEqual([
      "text on page 1 was recognised in pictures (OCR) and is quoted with its errors: proofread it",
    ]);
  });

  test("is read beside text that is drawn, but not where that stands already", async () => {
    const content = `${SCAN} ${put("Downloaded today", 72, 40)} 3 Tr ${SEEN} ${put("Dovvnloaded tcday", 72, 40)}`;
    expect((await page(content, 800)).text).toBe("Downloaded today\n\nThe fee is ten crowns.\n");
  });

  test("is none where the picture is too small to show a page", async () => {
    expect((await page(`${SCAN} ${SEEN} 3 Tr ${SECRET}`, 100)).text).toBe(
      "The fee is ten crowns.\n",
    );
  });

  test("white text may be on a picture, and is read with a warning", async () => {
    const { text, warnings } = await page(`${SCAN} 1 g ${SEEN}`, 400);
    expect(text).toBe("The fee is ten crowns.\n");
    expect(warnings[0]).toContain("some text may be hidden");
  });
});

describe("layers", () => {
  const ON = `${FIRST_OBJECT} 0 R`;
  const OFF = `${FIRST_OBJECT + 1} 0 R`;
  const group = (name: string): string => `<< /Type /OCG /Name (${name}) >>`;
  const layered = (content: string, member = "<< >>") =>
    textOf(content, {
      catalogue: `/OCProperties << /OCGs [${ON} ${OFF}] /D << /ON [${ON}] /OFF [${OFF}] >> >>`,
      resources: `/Properties << /On ${ON} /Off ${OFF} /M ${FIRST_OBJECT + 2} 0 R >> /XObject << /X ${FIRST_OBJECT + 3} 0 R >>`,
      objects: [
        group("on"),
        group("off"),
        member,
        streamOf(
          `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /OC ${OFF} /Resources << /Font << /F1 3 0 R >> >>`,
          SECRET,
        ),
      ],
    });
  const marked = (layer: string, content: string): string => `/OC /${layer} BDC ${content} EMC `;
  const TEN = "The fee is ten crowns.";
  const BOTH = `${TEN} The fee is forty crowns.`;

  test("that are on are read, and those that are off are not", async () => {
    expect(await layered(SEEN + marked("On", SECRET))).toBe(BOTH);
    expect(await layered(SEEN + marked("Off", SECRET))).toBe(TEN);
  });

  test("may be within one another", async () => {
    const inner = marked("On", SECRET) + marked("On", put("Never.", 72, 660));
    expect(await layered(SEEN + marked("Off", inner))).toBe(TEN);
    expect(await layered(marked("On", `${SEEN}${marked("Off", SECRET)}`))).toBe(TEN);
    expect(await layered(`${marked("Off", SECRET)}/Span BMC ${SEEN} EMC`)).toBe(TEN);
  });

  test("may be those of a form that is drawn", async () => {
    expect(await layered(`${SEEN} /X Do`)).toBe(TEN);
  });

  test.each([
    ["/OCGs [ON OFF]", BOTH],
    ["/OCGs [ON OFF] /P /AnyOn", BOTH],
    ["/OCGs [ON OFF] /P /AllOn", TEN],
    ["/OCGs [ON OFF] /P /AnyOff", BOTH],
    ["/OCGs [ON OFF] /P /AllOff", TEN],
    ["/OCGs [OFF]", TEN],
    ["/OCGs []", BOTH],
    ["/VE [/And ON [/Not OFF]]", BOTH],
    ["/VE [/Or OFF [/Not ON]]", TEN],
  ])("may be members: %s", async (entries, expected) => {
    const member = `<< /Type /OCMD ${entries.replace(/OFF(?= |\])/g, OFF).replace(/\bON\b/g, ON)} >>`;
    expect(await layered(SEEN + marked("M", SECRET), member)).toBe(expected);
  });
});
