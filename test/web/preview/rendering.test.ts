import { ComponentType } from "discord-api-types/v10";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escape } from "../../../src/reply/escape.ts";
import { message } from "../../../src/reply/message.ts";
import { button, rows } from "../../../src/reply/controls.ts";
import { renderMessage, sizeOf } from "../../../src/web/preview/view/message.tsx";
import { pageWordsFor } from "../../../src/web/preview/words/words.ts";
import { plain, shownBy } from "../../support/discord-markdown.ts";
import { attributeOf, byClass, elementsOf, textOf } from "../../support/html.ts";

const AT = "2026-11-21T12:00:00.000Z";
const show = (shown: ReturnType<typeof message>, places = new Map<string, string>()): string =>
  renderMessage({ id: "1", at: AT, isPrivate: false, message: shown }, places, pageWordsFor("en"));
const contentOf = (html: string): string => byClass(html, "content").map(textOf).join("");
const tagsIn = (html: string): string[] =>
  byClass(html, "content").flatMap((content) =>
    elementsOf(html)
      .filter((element) => element.parentNode === content)
      .map(({ tagName }) => tagName),
  );

const hostile = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        "<script>",
        "</p>",
        "&amp;",
        "'",
        '"',
        "**",
        "__",
        "`",
        "\n",
        "> ",
        "- ",
        "1. ",
        "http://a.b/",
        "[a](b)",
        "<t:1:R>",
        "word ",
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => parts.join("")),
);

describe("a message on the page", () => {
  it("shows of an escaped text what Discord shows: the text", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(plain(text) !== "" && !/[\r\t\f\0]/.test(text));
        const html = show(message(`x${escape(text)}x`));
        expect(contentOf(html)).toBe(`x${text}x`);
        expect(tagsIn(html).filter((tag) => tag !== "br")).toEqual([]);
      }),
    );
  });

  it("makes of any text nothing but text and the few elements it knows", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = show(
          message(`x${text}`, [{ title: text, description: text, footer: { text } }]),
        );
        const known =
          "article p div span strong em u s code pre blockquote small ul li a br time svg rect circle path dl dt dd";
        for (const { tagName } of elementsOf(html)) expect(known.split(" ")).toContain(tagName);
        for (const element of elementsOf(html).filter(({ tagName }) => tagName === "a"))
          expect(attributeOf(element, "href")).toMatch(/^(?:https?:|document)/);
      }),
    );
  });

  it("shows Markdown of our own as Discord's: bold, lists, subtext, moments, links", () => {
    const html = show(
      message("**bold** and\n- one\n- two\n-# small\n<t:1700000000:R> <https://example.org/a>"),
    );
    expect(elementsOf(html).map(({ tagName }) => tagName)).toEqual(
      expect.arrayContaining(["strong", "ul", "li", "small", "time", "a"]),
    );
    expect(
      byClass(html, "content").flatMap((content) => content.childNodes).length,
    ).toBeGreaterThan(4);
    expect(shownBy("**bold**").marks).toContain("strong");
  });

  it("keeps the name of a command on one line, but no other bold text", () => {
    const html = show(message("**/документы** **/help** **/a b** **/a/b** **a**"));
    expect(byClass(html, "command").map(textOf)).toEqual(["/документы", "/help"]);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "vbscript:x"])(
    "never links to %s",
    (address) => {
      const html = show(message(`[a](${address})`, [{ title: "t", url: address }]));
      expect(elementsOf(html).filter(({ tagName }) => tagName === "a")).toEqual([]);
    },
  );

  it("links an ID that stands for a passage, and no other word of twelve letters", () => {
    const places = new Map([["abcdefghijkl", "/document?path=a.md#abcdefghijkl"]]);
    const footer = { text: "abcdefghijkl · organisation · xabcdefghijkl" };
    const links = elementsOf(show(message("", [{ footer }]), places)).filter(
      ({ tagName }) => tagName === "a",
    );
    expect(links.map((link) => attributeOf(link, "href"))).toEqual([
      "/document?path=a.md#abcdefghijkl",
    ]);
  });

  it("carries buttons with their IDs, and files with their bytes", () => {
    const bytes = new TextEncoder().encode("the exact\r\nbytes\0");
    const html = show(
      message("", [], {
        components: rows([button("1.source...abc", 'Sou<b>rce"')]),
        files: [{ name: 'a"b.txt', bytes, contentType: "text/plain" }],
      }),
    );
    const [pressed] = elementsOf(html).filter(({ tagName }) => tagName === "button");
    expect(pressed && attributeOf(pressed, "data-custom-id")).toBe("1.source...abc");
    expect(pressed && textOf(pressed)).toBe('Sou<b>rce"');
    const [file] = byClass(html, "file")
      .flatMap((element) =>
        elementsOf(show(message(""))).concat(
          element.childNodes.filter((node) => "tagName" in node),
        ),
      )
      .filter((element) => attributeOf(element, "download") !== undefined);
    const base64 = (file && attributeOf(file, "href"))?.split(",")[1] ?? "";
    expect(new Uint8Array(Buffer.from(base64, "base64"))).toEqual(bytes);
  });

  it("names buttons that show only an emoji, and keeps disabled ones from use", () => {
    const emoji = (id: string, name: string) => button(id, "", { emoji: name });
    const disabled = { ...button("1.share....", "Shown"), disabled: true };
    const html = show(
      message("", [], {
        components: rows([emoji("1.vote..up.", "👍"), emoji("1.vote..down.", "👎"), disabled]),
      }),
    );
    const buttons = elementsOf(html).filter(({ tagName }) => tagName === "button");
    const [up, down, shared] = buttons.map((one) => ({
      name: attributeOf(one, "aria-label") ?? textOf(one),
      shown: textOf(one),
      isDisabled: attributeOf(one, "disabled") !== undefined,
    }));
    expect(up).toEqual({ name: "Helpful", shown: "👍", isDisabled: false });
    expect(down).toEqual({ name: "Not helpful", shown: "👎", isDisabled: false });
    expect(shared).toEqual({ name: "Shown", shown: "Shown", isDisabled: true });
  });

  it("shows code as it is, focusable to scroll, without an empty line after it", () => {
    const code = "a | b\n**c**  <i>";
    const html = show(message("", [{ description: `x\n\`\`\`\n${code}\n\`\`\`\n-# small` }]));
    const [pre] = elementsOf(html).filter(({ tagName }) => tagName === "pre");
    expect(pre && textOf(pre)).toBe(code);
    expect(pre && attributeOf(pre, "tabindex")).toBe("0");
    expect(html).toMatch(/<\/pre><small class="subtext">small<\/small>/);
  });

  it("puts two inline fields side by side, and others below each other", () => {
    const fields = [
      { name: "a", value: "1", inline: true },
      { name: "b", value: "2", inline: true },
      { name: "c", value: "3" },
    ];
    const html = show(message("", [{ fields }]));
    expect(byClass(html, "field").map((field) => attributeOf(field, "class"))).toEqual([
      "field beside-1",
      "field beside-1",
      "field",
    ]);
  });
});

it("shows the default choice of a select, or its placeholder", () => {
  const summaryOf = (isChosen: boolean): string => {
    const option = { label: "Hours", value: "0", ...(isChosen ? { default: true } : {}) };
    const select = {
      type: ComponentType.StringSelect as const,
      custom_id: "1.pick...",
      placeholder: "Another passage",
      options: [option],
    };
    const html = show(message("", [], { components: rows([select]) }));
    return elementsOf(html)
      .filter(({ tagName }) => tagName === "summary")
      .map(textOf)
      .join("");
  };
  expect([summaryOf(true), summaryOf(false)]).toEqual(["Hours", "Another passage"]);
});

it.each([
  ["en", "812 bytes | 3.5 kB | 2.1 MB"],
  ["fr", "812 octets | 3,5 ko | 2,1 Mo"],
  ["pl", "812 bajtów | 3,5 kB | 2,1 MB"],
  ["ru", "812 байт | 3,5 кБ | 2,1 МБ"],
])("sizes in %s have the numbers and units of the language", (language, text) => {
  const shown = [812, 3_456, 2_100_000].map((bytes) => sizeOf(bytes, pageWordsFor(language)));
  expect(shown.join(" | ").replaceAll(/\s/g, " ")).toBe(text);
});
