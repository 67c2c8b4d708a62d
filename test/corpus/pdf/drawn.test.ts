/** @module Pages drawn operator by operator: what a person sees of them is read, and nothing else. */

import { describe, expect, it } from "vitest";
import { readPdf } from "../../../src/corpus/pdf/pdf.ts";
import { drawnPdf } from "../../support/pdf.ts";

const BEFORE =
  "BT /F1 12 Tf 72 760 Td (The harbour office is open on every day of the week.) Tj ET\n";
const AFTER =
  "\nBT /F1 12 Tf 72 600 Td (The gate is shut at dusk by the keeper of the harbour.) Tj ET";

const read = async (content: string) => readPdf(drawnPdf(BEFORE + content + AFTER));
const show = (text: string, { x = 72, y = 700, size = 12, font = "F1" } = {}): string =>
  `BT /${font} ${size} Tf ${x} ${y} Td (${text}) Tj ET`;

describe("raised and lowered text", () => {
  const moved = (before: string, rise: number, text: string, after: string): string =>
    `BT /F1 12 Tf 72 700 Td (${before}) Tj /F1 8 Tf ${rise} Ts (${text}) Tj /F1 12 Tf 0 Ts (${after}) Tj ET`;

  it.each([
    ["a power", moved("It is 10", 5, "6", " metres."), "It is 10⁶ metres."],
    ["an index", moved("It is H", -3, "2", "O here."), "It is H₂O here."],
    ["an ordinal", moved("On the 1", 5, "st", " of May."), "On the 1st of May."],
    ["a note", moved("As the rule says", 5, "4", " it is so."), "As the rule says[4] it is so."],
    ["what has no sign", moved("It is x", 5, "0.5", " here."), "It is x^(0.5) here."],
  ])("of %s", async (_, content, expected) => {
    expect((await read(content)).text).toContain(expected);
  });
});

describe("signs of other fonts", () => {
  it("are the signs that are drawn", async () => {
    const content = `${show("Allowed: ")} ${show("4", { x: 130, font: "F3" })} ${show("Angle ", { y: 660 })} ${show("a", { x: 110, y: 660, font: "F2" })}`;
    const { text } = await read(content);
    expect(text).toContain("Allowed: ✔");
    expect(text).toContain("Angle α");
  });
});

describe("text drawn more than once", () => {
  it.each([
    ["at its own place", show("Boats must be tied up."), show("Boats must be tied up.")],
    [
      "a little to the right",
      show("Boats must be tied up."),
      show("Boats must be tied up.", { x: 72.4 }),
    ],
    [
      "as a shadow",
      `.6 g ${show("Boats must be tied up.", { x: 73, y: 699 })} 0 g`,
      show("Boats must be tied up."),
    ],
  ])("%s is read once", async (_, first, second) => {
    const { text } = await read(`${first}\n${second}`);
    expect(text.match(/Boats must be tied up\./g)).toHaveLength(1);
  });
});

describe("text that nobody sees", () => {
  it.each([
    ["white on white", `1 g ${show("Secret words.")} 0 g`],
    ["off the page", show("Secret words.", { x: 900 })],
    ["invisible", `q BT 3 Tr /F1 12 Tf 72 700 Td (Secret words.) Tj ET Q`],
    ["outside of what is clipped", `q 0 0 10 10 re W n ${show("Secret words.")} Q`],
    ["covered", `${show("Secret words.")} 1 g 60 690 300 30 re f 0 g`],
  ])("is no quotation where it is %s", async (_, content) => {
    const { text } = await read(content);
    expect(text).not.toContain("Secret");
    expect(text).toContain("The harbour office is open");
    expect(text).toContain("The gate is shut");
  });

  it("is read where it is drawn above what is filled", async () => {
    const { text } = await read(`.8 g 60 690 300 30 re f 0 g ${show("Plain words.")}`);
    expect(text).toContain("Plain words.");
  });
});
