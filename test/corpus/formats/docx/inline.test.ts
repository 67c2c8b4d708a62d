/** @module What stands within the lines of a Word file: read as a person sees it, or marked. */

import { describe, expect, test } from "vitest";
import { readDocx } from "../../../../src/corpus/formats/docx/docx.ts";
import { type DocxPart, docxOf, wordPart } from "../../../support/docx.ts";

const run = (content: string, properties = ""): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}${content}</w:r>`;
const t = (text: string, properties?: string): string =>
  run(`<w:t xml:space="preserve">${text}</w:t>`, properties);
const p = (...content: readonly string[]): string => `<w:p>${content.join("")}</w:p>`;

const read = (body: string, ...parts: readonly DocxPart[]) => readDocx(docxOf([body], { parts }));
const textOf = async (body: string, ...parts: readonly DocxPart[]): Promise<string> =>
  (await read(body, ...parts)).text.trimEnd();

const mark = (type: string): string => run(`<w:fldChar w:fldCharType="${type}"/>`);
const instruction = (text: string): string => run(`<w:instrText>${text}</w:instrText>`);
const field = (code: string, ...result: readonly string[]): string =>
  [mark("begin"), instruction(code), mark("separate"), ...result, mark("end")].join("");
const bareField = (code: string): string =>
  [mark("begin"), instruction(code), mark("end")].join("");

describe("fields show their results, never their instructions", () => {
  test.each([
    ["simple", '<w:fldSimple w:instr=" DATE "><w:r><w:t>1 May</w:t></w:r></w:fldSimple>', "1 May"],
    ["complex", field(" REF a ", t("rule 4")), "rule 4"],
    ["nested in a result", field(" REF a ", t("rule "), field(" SEQ b ", t("4"))), "rule 4"],
    [
      "nested in an instruction",
      [
        mark("begin"),
        instruction("IF "),
        field("REF a", t("lost")),
        mark("separate"),
        t("rule 4"),
        mark("end"),
      ].join(""),
      "rule 4",
    ],
    ["of a symbol", field(' SYMBOL 252 \\f "Wingdings" '), "✓"],
    ["to press", bareField(" MACROBUTTON Go press here"), "press here"],
    ["for an index", bareField(' XE "rule" '), ""],
    ["drawn by Word", bareField(" EQ \\f(1,2) "), "[…]"],
    ["without a result", bareField(" DATE "), "[…]"],
    ["with an empty result", field(" REF a "), ""],
  ])("%s", async (_, content, shown) => {
    expect(await textOf(p(t("See "), content, t(" there.")))).toBe(
      `See ${shown} there.`.replace("  ", " "),
    );
  });

  test("a result may span paragraphs", async () => {
    const body = [
      p(mark("begin"), instruction("TOC"), mark("separate"), t("One")),
      p(t("Two"), mark("end"), t(" and more")),
    ];
    expect(await textOf(body.join(""))).toBe("One\n\nTwo and more");
  });

  test("one that does not end is a reason to refuse", async () => {
    const body = p(t("Seen"), mark("begin"), instruction("REF"), t("hidden?"));
    await expect(read(body)).rejects.toThrow(/a field in it does not end/);
  });
});

describe("a value chosen without text is read", () => {
  const form = (data: string): string =>
    run(`<w:fldChar w:fldCharType="begin"><w:ffData>${data}</w:ffData></w:fldChar>`) +
    instruction("FORM") +
    mark("end");
  const control = (properties: string, content = ""): string =>
    `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
  const list = (result: string): string =>
    form(`<w:ddList>${result}<w:listEntry w:val="ten"/><w:listEntry w:val="twenty"/></w:ddList>`);
  const dropDown =
    '<w:dropDownList w:lastValue="b"><w:listItem w:displayText="ten" w:value="a"/><w:listItem w:displayText="twenty" w:value="b"/></w:dropDownList>';
  test.each([
    ["of a list", list('<w:result w:val="1"/>'), "twenty"],
    ["of a list by default", list(""), "ten"],
    ["of no list", form("<w:ddList/>"), "[…]"],
    ["of a box that is checked", form("<w:checkBox><w:checked/></w:checkBox>"), "☒"],
    ["of a box", form('<w:checkBox><w:default w:val="0"/></w:checkBox>'), "☐"],
    ["of a control with a list", control(dropDown), "twenty"],
    ["of a control with text", control(dropDown, t("thirty")), "thirty"],
    ["of a control with a date", control('<w:date w:fullDate="2026-05-01T00:00:00Z"/>'), "[…]"],
    [
      "of a control to check",
      control('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'),
      "☒",
    ],
  ])("%s", async (_, content, shown) => {
    expect(await textOf(p(t("It is "), content, t(".")))).toBe(`It is ${shown}.`);
  });

  test("in a block too", async () => {
    expect(await textOf(p(t("It is")) + control(dropDown))).toBe("It is\n\ntwenty");
  });
});

test("white space of every kind separates words, and what holds words joins none", async () => {
  const separators = ["<w:tab/>", "<w:ptab/>", "<w:br/>", '<w:br w:type="page"/>', "<w:cr/>"];
  const text = await textOf(p(...separators.map((one) => t("word") + run(one)), t("end")));
  expect(text.split(/\s/)).toEqual([...separators.map(() => "word"), "end"]);
  const holders = [
    "w:hyperlink",
    "w:smartTag",
    "w:customXml",
    "w:bdo",
    "w:dir",
    "w:ins",
    "w:moveTo",
  ];
  const nested = holders.reduce((inner, name) => `<${name}>${inner}</${name}>`, t("tween"));
  expect(await textOf(p(t("be"), nested, t("\u00AD"), run("<w:noBreakHyphen/>"), t("time")))).toBe(
    "between\u2011time",
  );
});

describe("symbols are Unicode's, or marked", () => {
  const font = (name: string): string => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`;
  const symbol = (name: string, code: string): string =>
    run(`<w:sym w:font="${name}" w:char="${code}"/>`);
  test.each([
    ["as a symbol", symbol("Wingdings", "F0FC"), "✓"],
    ["as a symbol without an offset", symbol("wingdings", "FB"), "✗"],
    ["of a text font", symbol("Arial", "2013"), "–"],
    ["of an unknown font", symbol("Club Signs", "F041"), "[…]"],
    ["as text", t("ab", font("Symbol")), "αβ"],
    ["as text in a private area", t("\uF0E0", font("Wingdings")), "→"],
    ["in a private area of a text font", t("\uF0E0"), "[…]"],
    ["in a font of the document's", t("ab", font("Club Signs")), "[…]"],
    ["of Unicode in a symbol font", t("→", font("Symbol")), "→"],
  ])("%s", async (_, content, shown) => {
    const fonts = wordPart(
      "fontTable",
      '<w:font w:name="Club Signs"><w:charset w:val="02"/></w:font>',
    );
    expect(await textOf(p(t("A "), content, t(" b")), fonts)).toBe(`A ${shown} b`);
  });
});

describe("raised and lowered text", () => {
  const position = (value: number): string => `<w:position w:val="${value}"/>`;
  test.each([
    [
      "by alignment, in several runs",
      [
        t("10"),
        t("−", '<w:vertAlign w:val="superscript"/>'),
        t("3", '<w:vertAlign w:val="superscript"/>'),
      ],
      "10⁻³",
    ],
    [
      "by position",
      [t("H"), t("2", position(-6)), t("O and 10"), t("3", position(6))],
      "H₂O and 10³",
    ],
    ["by the position of a style", [t("10"), t("3", '<w:rStyle w:val="Up"/>')], "10³"],
    ["without signs of Unicode", [t("x"), t("ab?", position(6))], "x^(ab?)"],
    ["an ordinal", [t("the 1"), t("st", '<w:vertAlign w:val="superscript"/>')], "the 1st"],
    ["a little, which is not seen", [t("10 "), t("30", position(2))], "10 30"],
    [
      "all of a paragraph, so that it is the line",
      [t("10 ", position(6)), t("3", position(6))],
      "10 3",
    ],
  ])("%s", async (_, content, shown) => {
    const up = `<w:style w:type="character" w:styleId="Up"><w:rPr>${position(6)}</w:rPr></w:style>`;
    expect(await textOf(p(...content), wordPart("styles", up))).toBe(shown);
  });
});

describe("hidden text is not seen, struck text is marked", () => {
  const style = (id: string, type: string, properties: string): string =>
    `<w:style w:type="${type}" w:styleId="${id}"><w:rPr>${properties}</w:rPr></w:style>`;
  const styles = wordPart(
    "styles",
    style("Secret", "character", "<w:vanish/>") +
      style("Kept", "character", '<w:vanish w:val="0"/>'),
  );
  test.each([
    ["hidden", "<w:vanish/>", "One two", "secret"],
    ["hidden by a style", '<w:rStyle w:val="Secret"/>', "One two", "secret"],
    [
      "shown against its style",
      '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>',
      "One secret two",
      "",
    ],
    ["struck", "<w:strike/>", "One […] two", "secret"],
    ["struck twice", "<w:dstrike/>", "One […] two", "secret"],
    [
      "hidden before a change",
      "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>",
      "One secret two",
      "",
    ],
  ])("%s", async (_, properties, text, omitted) => {
    const extracted = await read(
      p(t("One "), t("sec", properties), t("ret ", properties), t("two")),
      styles,
    );
    expect(extracted.text.trimEnd()).toBe(text);
    expect(extracted.leftOut.join("")).toBe(omitted);
  });
});

describe("a formula on one line is read, any other marked", () => {
  const m = (text: string): string => `<m:r><m:t>${text}</m:t></m:r>`;
  const e = (...content: readonly string[]): string => `<m:e>${content.join("")}</m:e>`;
  const power = `<m:sSup>${e(m("x"))}<m:sup>${m("2")}</m:sup></m:sSup>`;
  const fraction = `<m:f><m:num>${m("1")}</m:num><m:den>${m("2")}</m:den></m:f>`;
  test.each([
    ["a power", m("y=") + power, "y=x²"],
    ["an index", `<m:sSub>${e(m("a"))}<m:sub>${m("i,w")}</m:sub></m:sSub>`, "a_(i,w)"],
    ["brackets", `<m:d>${e(m("x"))}</m:d>`, "(x)"],
    ["a function", `<m:func><m:fName>${m("sin")}</m:fName>${e(power)}</m:func>`, "sin x²"],
    ["a fraction", fraction, "[…]"],
    ["a power of a fraction", `<m:sSup>${e(fraction)}<m:sup>${m("2")}</m:sup></m:sSup>`, "[…]"],
  ])("%s", async (_, content, shown) => {
    const { text } = await read(p(t("It is "), `<m:oMath>${content}</m:oMath>`, t(" long.")));
    expect(text).toBe(`It is ${shown} long.\n`);
  });

  test("several in a row stay apart", async () => {
    const formulas = [m("a=b"), m("c=d")].map((one) => `<m:oMath>${one}</m:oMath>`);
    expect(await textOf(p(...formulas))).toBe("a=b c=d");
  });

  test("one on a line of its own", async () => {
    const formulas = `<m:oMathPara><m:oMathParaPr/><m:oMath>${m("a=b")}</m:oMath></m:oMathPara>`;
    expect(await textOf(p(t("It is"), formulas, t("or so.")))).toBe("It is\na=b\nor so.");
    const unread = await read(
      p(`<m:oMathPara><m:oMath>${fraction}</m:oMath></m:oMathPara>`) + p(t("So.")),
    );
    expect(unread).toMatchObject({ text: "[…]\n\nSo.\n", leftOut: ["12"] });
  });
});

describe("drawings", () => {
  const inline = (content: string): string =>
    run(`<w:drawing><wp:inline>${content}</wp:inline></w:drawing>`);
  const floating = (content: string): string =>
    run(`<w:drawing><wp:anchor>${content}</wp:anchor></w:drawing>`);
  const graphic = (uri: string, content = ""): string =>
    `<a:graphic><a:graphicData uri="http://x/${uri}">${content}</a:graphicData></a:graphic>`;
  const box = (...paragraphs: readonly string[]): string =>
    `<wps:wsp><wps:txbx><w:txbxContent>${paragraphs.join("")}</w:txbxContent></wps:txbx></wps:wsp>`;
  const picture = inline(graphic("picture", "<pic:pic/>"));

  test("a picture leaves a mark beside words, and none by itself", async () => {
    expect(await textOf(p(t("Press "), picture, t(" twice.")) + p(picture))).toBe(
      "Press […] twice.",
    );
  });

  test("a chart leaves a mark by itself too, and its text is reported", async () => {
    const chart = {
      type: "chart",
      id: "c1",
      name: "chart.xml",
      content:
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:v>Fees</c:v></c:chartSpace>',
    };
    const body = p(inline(graphic("chart", '<c:chart r:id="c1"/>'))) + p(t("So."));
    expect(await read(body, chart)).toMatchObject({ text: "[…]\n\nSo.\n", leftOut: ["Fees"] });
  });

  test("objects of other programs leave marks, empty shapes none", async () => {
    const object = run("<w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object>");
    const shape = inline(graphic("wordprocessingShape", "<wps:wsp/>"));
    const hidden = inline('<wp:docPr hidden="1"/><a:blip/>');
    expect(await textOf(p(t("A"), object, shape, hidden, t("b")))).toBe("A[…]b");
  });

  test("a text box is read once, after the paragraph where it floats and in a line where it does not", async () => {
    const choice = floating(graphic("wordprocessingShape", box(p(t("Boxed")), p(t("text")))));
    const fallback = run(
      `<w:pict><v:shape><v:textbox><w:txbxContent>${p(t("Boxed text"))}</w:txbxContent></v:textbox></v:shape></w:pict>`,
    );
    const both = `<mc:AlternateContent><mc:Choice Requires="wps">${choice}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent>`;
    expect(await textOf(p(t("One "), both, t("two.")) + p(t("Three.")))).toBe(
      "One two.\n\nBoxed\n\ntext\n\nThree.",
    );
    expect(await textOf(p(t("One"), fallback, t("two.")))).toBe("One Boxed text two.");
  });

  test("WordArt and the text of shapes are read", async () => {
    const art = run(
      '<w:pict><v:shape style="position:absolute"><v:textpath on="t" string="Open day"/></v:shape></w:pict>',
    );
    const shape = inline(
      graphic(
        "lockedCanvas",
        "<a:p><a:r><a:t>Come</a:t></a:r><a:br/><a:r><a:t>all</a:t></a:r></a:p>",
      ),
    );
    expect(await textOf(p(art, t("Now:"), shape))).toBe("Now: Come all\n\nOpen day");
  });
});

test("a word with a guide above it is read, and the guide raised", async () => {
  const ruby = run(
    `<w:ruby><w:rubyPr/><w:rt>${t("かん")}</w:rt><w:rubyBase>${t("漢")}</w:rubyBase></w:ruby>`,
  );
  expect(await textOf(p(ruby, t("字")))).toBe("漢^(かん)字");
});

test("what is not known leaves a mark, and its text is reported", async () => {
  const unknown = `<x:new xmlns:x="urn:x">${t("new")}</x:new>`;
  const inRun = run('<w:pgNum/><constructor xmlns=""/>');
  const extracted = await read(p(t("A "), unknown, inRun, t(" b")) + unknown);
  expect(extracted).toMatchObject({ text: "A […] b\n\n[…]\n", leftOut: ["new", "new"] });
});

test("tracked changes are read as accepted, comments not at all", async () => {
  const content = [
    "<w:ins><w:r><w:t>New </w:t></w:r></w:ins>",
    "<w:del><w:r><w:delText>old </w:delText></w:r></w:del>",
    `<w:moveFrom>${t("moved ")}</w:moveFrom><w:moveTo>${t("moved ")}</w:moveTo>`,
    '<w:commentRangeStart w:id="1"/>rule',
    run('<w:commentReference w:id="1"/>'),
  ].join("");
  const comments = wordPart("comments", `<w:comment w:id="1">${p(t("why?"))}</w:comment>`);
  expect(await read(p(content, t("rules.")), comments)).toMatchObject({
    text: "New moved rules.\n",
    leftOut: [],
  });
});
