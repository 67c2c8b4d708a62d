/** @module Forms and notes of a PDF: values, ticks, choices, free text, strokes through words. */

import { describe, expect, test } from "vitest";
import type { Extracted } from "../../../../src/corpus/extraction/extracted.ts";
import { readPdf } from "../../../../src/corpus/formats/pdf/pdf.ts";
import { drawnPdf, FIRST_OBJECT, put, streamOf } from "../../../support/pdf.ts";

/** An appearance with text, in a box of 100 × 16 points. */
const drawn = (content: string): string =>
  streamOf(
    "/Type /XObject /Subtype /Form /BBox [0 0 100 16] /Resources << /Font << /F1 3 0 R /Z << /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >> >> >>",
    content,
  );
const APPEARANCE = `${FIRST_OBJECT} 0 R`;
const OTHER = `${FIRST_OBJECT + 1} 0 R`;

interface Form {
  readonly annotation: string;
  readonly appearance?: string;
  readonly other?: string;
  readonly form?: string;
}

/** A page of two pieces of a line, with an annotation between them. */
const withForm = ({
  annotation,
  appearance = "",
  other = "",
  form = "",
}: Form): Promise<Extracted> =>
  readPdf(
    drawnPdf(put("The rent is", 72, 700) + put("crowns a month.", 240, 700), {
      page: `/Annots [${FIRST_OBJECT + 2} 0 R]`,
      catalogue: `/AcroForm << /Fields [${FIRST_OBJECT + 2} 0 R] /DA (/F1 11 Tf 0 g) /DR << /Font << /F1 3 0 R >> >> ${form} >>`,
      objects: [
        drawn(appearance),
        drawn(other),
        `<< /Type /Annot /F 4 /Rect [136 696 236 712] ${annotation} >>`,
      ],
    }),
  );
const textOf = async (form: Form): Promise<string> => (await withForm(form)).text;
const AP = `/AP << /N ${APPEARANCE} >>`;
const FIELD = "/Subtype /Widget /T (rent)";
const VALUE = "BT /F1 11 Tf 2 4 Td (450) Tj ET";

describe("a value of a form is read where it stands", () => {
  const LINE = "The rent is 450 crowns a month.\n";

  test.each<[string, Form]>([
    ["as it is drawn", { annotation: `${FIELD} /FT /Tx /V (450) ${AP}`, appearance: VALUE }],
    [
      "larger than the line",
      {
        annotation: `${FIELD} /FT /Tx /V (450) ${AP}`,
        appearance: "BT /F1 14 Tf 2 3 Td (450) Tj ET",
      },
    ],
    [
      "where the file leaves the drawing to the viewer",
      { annotation: `${FIELD} /FT /Tx /V (450)`, form: "/NeedAppearances true" },
    ],
    ["where the file draws nothing", { annotation: `${FIELD} /FT /Tx /V (450)` }],
    [
      "of a chosen entry",
      { annotation: `${FIELD} /FT /Ch /Ff 131072 /V (b) /Opt [[(a) (100)] [(b) (450)]]` },
    ],
    [
      "of a list that shows all entries",
      {
        annotation: `${FIELD} /FT /Ch /V (b) /Opt [[(a) (100)] [(b) (450)]] ${AP}`,
        appearance: "BT /F1 7 Tf 2 9 Td (100) Tj 0 -7 Td (450) Tj ET",
      },
    ],
    [
      "in one box a character",
      {
        annotation: `${FIELD} /FT /Tx /Ff 16777216 /MaxLen 5 /V (450) ${AP}`,
        appearance: "BT /F1 11 Tf 2 4 Td (4) Tj 20 0 Td (5) Tj 20 0 Td (0) Tj ET",
      },
    ],
  ])("%s", async (_, form) => {
    const { text, warnings } = await withForm(form);
    expect(text).toBe(LINE);
    expect(warnings).toEqual(["values filled into a form are quoted as text on page 1"]);
  });

  test("but not what is hidden, secret or empty", async () => {
    const EMPTY = "The rent is crowns a month.\n";
    expect(await textOf({ annotation: `${FIELD} /FT /Tx` })).toBe(EMPTY);
    expect(await textOf({ annotation: `${FIELD} /FT /Tx /Ff 8192 /V (450)` })).toBe(EMPTY);
    const hidden = `${FIELD} /FT /Tx /V (450) ${AP}`.replace("/T (rent)", "/T (rent) /F 2");
    expect(await textOf({ annotation: hidden, appearance: VALUE })).toBe(EMPTY);
  });

  test("line by line behind the paragraph, where it is long", async () => {
    const appearance = "BT /F1 5 Tf 2 10 Td (Paid in spring) Tj 0 -6 Td (and in autumn) Tj ET";
    const { text } = await withForm({ annotation: `${FIELD} /FT /Tx /V (x) ${AP}`, appearance });
    expect(text).toBe("The rent is crowns a month.\n\nPaid in spring and in autumn\n");
  });
});

describe("a box to tick", () => {
  const box = (state: string, extra = ""): string =>
    `${FIELD} /FT /Btn ${extra} /V /${state} /AS /${state} /AP << /N << /Yes ${APPEARANCE} /Off ${OTHER} >> >>`;
  const SQUARE = "0 0 10 10 re S";
  const TICK = `${SQUARE} BT /Z 10 Tf 1 1 Td (4) Tj ET`;
  const CROSS = `${SQUARE} 0 0 m 10 10 l S 0 10 m 10 0 l S`;

  test.each<[string, string, string, string]>([
    ["ticked by a sign", box("Yes"), TICK, "✔"],
    ["ticked by a drawing", box("Yes"), CROSS, "☑"],
    ["not ticked", box("Off"), TICK, "☐"],
    ["a chosen one of several", box("Yes", "/Ff 32768"), CROSS, "◉"],
    ["another of several", box("Off", "/Ff 32768"), CROSS, "○"],
  ])("%s", async (_, annotation, appearance, sign) => {
    expect(await textOf({ annotation, appearance, other: SQUARE })).toBe(
      `The rent is ${sign} crowns a month.\n`,
    );
  });

  test("that is drawn by the page alone is no text", async () => {
    expect(await textOf({ annotation: box("Off"), appearance: TICK })).toBe(
      "The rent is crowns a month.\n",
    );
  });
});

describe("notes", () => {
  const NOTE = `/Subtype /FreeText /Contents (450) /DA (/F1 11 Tf)`;

  test("that fill a gap are read in it", async () => {
    const { text, warnings } = await withForm({ annotation: `${NOTE} ${AP}`, appearance: VALUE });
    expect(text).toBe("The rent is 450 crowns a month.\n");
    expect(warnings).toEqual(["notes written onto the page are quoted as text on page 1"]);
    expect(await textOf({ annotation: NOTE })).toBe("The rent is 450 crowns a month.\n");
  });

  test("beside the text come behind the paragraph that they stand by", async () => {
    const page = [700, 686, 672].map((y) =>
      put("Ships wait for the pilot, who comes when the flag is up", 72, y),
    );
    const { text } = await readPdf(
      drawnPdf(page.join("") + put("Another.", 72, 600), {
        page: `/Annots [<< /Type /Annot /Subtype /FreeText /F 4 /Rect [400 680 500 696] /Contents (CORRECTED) ${AP} >>]`,
        objects: [drawn("BT /F1 11 Tf 2 4 Td (CORRECTED) Tj ET")],
      }),
    );
    const line = "Ships wait for the pilot, who comes when the flag is up";
    expect(text).toBe(`${line} ${line} ${line}\n\nCORRECTED\n\nAnother.\n`);
  });

  test("that have a window of their own are left out, and said to be", async () => {
    const { text, warnings } = await withForm({
      annotation: "/Subtype /Text /Contents (Too dear!)",
    });
    expect(text).toBe("The rent is crowns a month.\n");
    expect(warnings).toEqual(["comments are left out on page 1"]);
  });
});

describe("words that are struck out", () => {
  const LINE = put("The rent is 450 500 crowns.", 72, 700);
  const struck = async (drawing: string): Promise<string> =>
    (await readPdf(drawnPdf(LINE + drawing))).text;

  test("by a line that is drawn, stroked or filled", async () => {
    expect(await struck("126 703.5 m 145 703.5 l S")).toBe("The rent is […] 500 crowns.\n");
    expect(await struck("126 703 19 1 re f")).toBe("The rent is […] 500 crowns.\n");
  });

  test("but not by one above or below them, nor by one of a grid", async () => {
    const whole = "The rent is 450 500 crowns.\n";
    expect(await struck("126 698 m 145 698 l S")).toBe(whole);
    expect(await struck("126 709 m 145 709 l S")).toBe(whole);
    expect(await struck("10 703 m 500 703 l S")).toBe(whole);
    expect(await struck("1 G 126 703 m 145 703 l S")).toBe(whole);
  });

  test("by an annotation, drawn or not", async () => {
    const { text, warnings } = await readPdf(
      drawnPdf(LINE, {
        page: "/Annots [<< /Type /Annot /Subtype /StrikeOut /F 4 /Rect [126 697 145 711] /QuadPoints [126 711 145 711 126 697 145 697] >>]",
      }),
    );
    expect(text).toBe("The rent is […] 500 crowns.\n");
    expect(warnings).toEqual(["words on page 1 are struck out and quoted as […]"]);
  });
});
