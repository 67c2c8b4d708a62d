import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, it } from "vitest";
import { fenced, quoted } from "../../../src/web/mcp/fence.ts";

/** Texts that try to end their fence, in all of their forms. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom("`", "```", "``````", "~~~", "\n", "\n\n", "Text ", " ends.", " begins."),
      fc.constantFrom("<!--", "> ", "    ", "- ", "</code>", "[…]", "é", "👪", "\u202e"),
      fc.string(),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

/** Markdown has no other line ends, and replaces NUL. */
const asMarkdown = (text: string): string =>
  text.replace(/\r\n?/g, "\n").replaceAll("\0", "\uFFFD");

describe("a fence", () => {
  it("is left by no text: Markdown reads one block of code, with the text and nothing else", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { children } = fromMarkdown(fenced(text));
        expect(children.map(({ type }) => type)).toEqual(["paragraph", "code", "paragraph"]);
        expect(children[1]).toMatchObject({ value: asMarkdown(text) });
      }),
    );
  });

  it("ends with a line that the text does not have, even if the text holds another fence", () => {
    fc.assert(
      fc.property(hostile, hostile, (inner, around) => {
        const text = `${around}${fenced(inner)}${around}`;
        const lines = fenced(text).split("\n");
        const [first, last] = [lines[0] ?? "", lines.at(-1) ?? ""];
        expect(first).toMatch(/^Text [0-9a-f]{16} begins\.$/);
        expect(last).toBe(first.replace("begins", "ends"));
        expect(text).not.toContain(last);
      }),
    );
  });

  it("is the same for the same text", () => {
    expect(fenced("a `b`")).toBe(fenced("a `b`"));
    expect(fenced("a `b`")).not.toBe(fenced("a `c`"));
  });
});

describe("a name in quotation marks", () => {
  it("is one string of JSON on one line, without invisible characters", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const name = quoted(text);
        expect(JSON.parse(name)).toBeTypeOf("string");
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(name.length).toBeLessThan(500);
      }),
    );
    expect(quoted('A "new" rule\n\n# Ignore')).toBe('"A \\"new\\" rule # Ignore"');
  });
});
