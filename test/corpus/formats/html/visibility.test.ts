/** @module Hidden text is read where a reader can open it; else it is listed, and no heading claims what follows. */

import { describe, expect, test } from "vitest";
import { isHeading } from "../../../../src/corpus/block.ts";
import { readHtml } from "../../../../src/corpus/formats/html/html.ts";

const read = (main: string, head = "") =>
  readHtml(Buffer.from(`<head>${head}</head><main><p>First.</p>${main}<p>Last.</p></main>`));
const OPEN = "First.\n\nAnswer.\n\nLast.\n";

describe("text that a reader can open", () => {
  test.each([
    ["details", "<details><p>Answer.</p></details>"],
    [
      "details that a program animates",
      '<details><div style="display:none">Answer.</div></details>',
    ],
    ["a tab panel", '<div role="tabpanel" hidden><p>Answer.</p></div>'],
    ["text that a search in the page opens", '<div hidden="until-found">Answer.</div>'],
    ["aria-controls", '<i aria-controls="x a"></i><div id="a" hidden>Answer.</div>'],
    ["data-target", '<i data-target="#a"></i><div id="a" style="display: none">Answer.</div>'],
    ["data-bs-target", '<i data-bs-target="#a"></i><div id="a" aria-hidden="true">Answer.</div>'],
    ["a class as the target", '<i data-bs-target=".a"></i><div class="b a" hidden>Answer.</div>'],
    ["another program's target", '<i data-tab-target="#a"></i><div id="a" hidden>Answer.</div>'],
    [
      "a link within the page",
      '<a href="#a"></a><div id="a" style="visibility:hidden">Answer.</div>',
    ],
    ["such a link, saved", '<a href="https://a.example/b#a"></a><div id="a" hidden>Answer.</div>'],
    ["a link that is encoded", '<a href="#%C3%A4"></a><div id="ä" hidden>Answer.</div>'],
    ["a popover", '<i popovertarget="a"></i><div id="a" popover>Answer.</div>'],
    ["a dialog", '<i commandfor="a"></i><dialog id="a">Answer.</dialog>'],
    ["a script", '<i onclick="toggle(\'a\')"></i><div id="a" hidden>Answer.</div>'],
    ["a control behind it", '<div id="a" hidden>Answer.</div><a href="#a"></a>'],
    [
      "a control in what another opens",
      '<a href="#b"></a><div id="a" hidden>Answer.</div><div id="b" hidden><a href="#a"></a></div>',
    ],
    ["a wrapper that is named", '<a href="#a"></a><div id="a"> <div hidden>Answer.</div></div>'],
    ["wrapped text that is named", '<a href="#a"></a><div hidden><div id="a">Answer.</div></div>'],
    ["a dialog that is open", "<dialog open>Answer.</dialog>"],
    ["text that its own style shows", '<div hidden style="display:block">Answer.</div>'],
  ])("is read: %s", async (_, html) => {
    expect((await read(html)).text).toBe(OPEN);
  });

  test("is read with the label of what opens it", async () => {
    const item = (name: string): string =>
      `<h3><button aria-controls="${name}">${name}?</button></h3><div id="${name}" hidden>Yes.</div>`;
    const { text } = await read(
      `<div><button role="tab">One</button><button role="tab">Two</button></div>` +
        `<button aria-controls="here">More</button><div id="here">Text.</div>${item("May")}`,
    );
    expect(text).toBe("First.\n\nOne Two\n\nMore\n\nText.\n\nMay?\n\nYes.\n\nLast.\n");
  });
});

describe("text that nobody can open", () => {
  test.each([
    ["hidden", "<div hidden>Answer.</div>"],
    ["not displayed", '<p style="color:red; DISPLAY : none !important">Answer.</p>'],
    ["invisible", '<div style="visibility:hidden"><p>Answer.</p></div>'],
    ["collapsed", '<div style="visibility:collapse">Answer.</div>'],
    ["kept from who listens", '<div aria-hidden="true">Answer.</div>'],
    ["a closed dialog", "<dialog>Answer.</dialog>"],
    ["a popover", "<div popover>Answer.</div>"],
    ["named by nothing shown", '<div id="a" hidden>Answer. <a href="#a"></a></div>'],
    [
      "named by one another",
      '<div id="a" hidden>Answer.<a href="#b"></a></div><p id="b" hidden><a href="#a"></a></p>',
    ],
    [
      "within what a link names",
      '<a href="#a"></a><div id="a"><hr><div hidden>Answer.</div></div>',
    ],
    [
      "within what opens",
      '<a href="#a"></a><div id="a" hidden><hr><div hidden>Answer.</div></div>',
    ],
  ])("is listed: %s", async (_, html) => {
    const { text, leftOut } = await read(html);
    expect({ text, leftOut }).toEqual({ text: "First.\n\nLast.\n", leftOut: ["Answer."] });
  });

  test("is not what only scripts or a style of print would hide", async () => {
    const { text } = await read('<p class="hidden collapse d-none">Answer.</p>');
    expect(text).toBe(OPEN);
  });
});

describe("a style sheet in the page", () => {
  const answer = '<div class="faq"><p class="answer short">Answer.</p></div>';

  test.each([
    [".answer{display:none}"],
    ["p.short { color: red; display: none; }"],
    ["h1, .faq .answer{visibility:hidden}"],
    ["@media screen{.answer{display:none}}"],
    ["@layer a{@media all{.answer{display:none}}}"],
    [".answer{display:block;display:none !important}"],
    ['.a::before{content:"}"}/* { */.answer{display:none}'],
    ["@import 'a.css';.answer{display:none}"],
    [".answer{display:none}.answer:before{display:block}"],
    ["#other{display:block}.answer{display:none}.answer::after{display:block}"],
    [".answer{display:none}.answer{visibility:visible}"],
  ])("hides by %s", async (css) => {
    expect(await read(answer, `<style>${css}</style>`)).toMatchObject({
      text: "First.\n\nLast.\n",
      leftOut: ["Answer."],
    });
  });

  test.each([
    [".answer{display:none}.answer.open{display:block}"],
    [".answer{display:none}.faq.open > .answer{display:block}"],
    [".answer{display:none}input:checked ~ .answer{display:block}"],
    [".answer{display:none}.answer:target{display:block}"],
    [".answer{display:none}@media(min-width:9em){.answer{display:block}}"],
    ["@media print{.answer{display:none}}"],
    ["@media(max-width:9em){.answer{display:none}}"],
    ["@supports(display:grid){.answer{display:none}}"],
    ["@keyframes a{from{visibility:hidden}}"],
    [".answer:empty{display:none}.answer::before{display:none}"],
    [".other .answer{display:none}"],
    ["body{display:none}html{visibility:hidden}"],
    [".answer{display:none"],
  ])("does not by %s", async (css) => {
    expect((await read(answer, `<style>${css}</style>`)).text).toBe(OPEN);
  });

  test("does not for print alone, and not against a style of the element", async () => {
    const css = ".answer{display:none}";
    expect((await read(answer, `<style media="print">${css}</style>`)).text).toBe(OPEN);
    const shown = '<p class="answer" style="display:block">Answer.</p>';
    expect((await read(shown, `<style>${css}</style>`)).text).toBe(OPEN);
  });
});

describe("a heading whose text is left out", () => {
  const under = async (html: string): Promise<string | undefined> => {
    const { text, blocks } = await read(`<h2>Guide</h2><p>Intro.</p>${html}`);
    const at = text.indexOf("Warning.");
    return blocks
      .filter(isHeading)
      .filter(({ start }) => start < at)
      .at(-1)?.title;
  };
  const hidden = "<div hidden>Answer.</div>";

  test.each([
    ["directly", `<h3>Dog?</h3>${hidden}<p>Warning.</p>`, ""],
    ["in an element of its own", `<div><h3>Dog?</h3>${hidden}</div><p>Warning.</p>`, ""],
    ["in another", `<div><div><h3>Dog?</h3></div>${hidden}</div><p>Warning.</p>`, ""],
    ["behind a control", `<h3>Dog?</h3><button>Show</button>${hidden}<p>Warning.</p>`, ""],
    ["behind other text", `<div><h3>Dog?</h3><p>No.</p>${hidden}</div><p>Warning.</p>`, ""],
    ["before more text of it", `<h3>Dog?</h3><p>No.</p>${hidden}<p>Warning.</p>`, "Dog?"],
    ["with a heading behind it", `<h3>Dog?</h3>${hidden}<h3>Cat?</h3><p>Warning.</p>`, "Cat?"],
    ["with a wider one behind it", `<h3>Dog?</h3>${hidden}<h2>Next</h2><p>Warning.</p>`, "Next"],
    ["none, as it is empty", `<h3>Dog?</h3><div hidden> </div><p>Warning.</p>`, "Dog?"],
  ])("does not claim what follows: %s", async (_, html, title) => {
    expect(await under(html)).toBe(title);
  });

  test("keeps what follows under the headings around it", async () => {
    const { text, blocks } = await read(`<h2>Guide</h2><p>A.</p><h3>Dog?</h3>${hidden}<p>B.</p>`);
    expect(text).toContain("Dog?\n\n[…]\n\nB.");
    expect(blocks.filter(isHeading).map(({ depth, title }) => [depth, title])).toEqual([
      [2, "Guide"],
      [3, "Dog?"],
      [3, ""],
    ]);
  });

  test("does not hold for the title of the page", async () => {
    const { text } = await readHtml(Buffer.from(`<main><h1>Guide</h1>${hidden}<p>A.</p></main>`));
    expect(text).toBe("Guide\n\nA.\n");
  });
});
