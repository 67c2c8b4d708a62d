/** @module Hostile texts: whatever Discord, Markdown, YAML or Unicode would make more of than text. */

import fc from "fast-check";

const ID = "123456789012345678";

/** Everything that Discord knows to draw otherwise than as text, as it begins, as it ends and whole. */
const DISCORD = [
  ...Array.from("\\*_~`|<>[]()#:@-+.!?&=/'\"^{}$%;,0123456789 \t\n"),
  ..."** __ ~~ || *** ___ `` ``` ~~~ --- === <!-- --> ]( ![ >> <@ <# <: <t: </ \\\\".split(" "),
  "```js\n",
  "\n```\n",
  "\n# ",
  "\n## ",
  "\n### ",
  "\n-# ",
  "\n> ",
  "\n>>> ",
  "\n- ",
  "\n* ",
  "\n  - ",
  "\n1. ",
  "\n12) ",
  "\n  3.",
  "||spoiler||",
  "@everyone",
  "@here",
  "@silent",
  `<@${ID}>`,
  `<@!${ID}>`,
  `<@&${ID}>`,
  `<#${ID}>`,
  `<:smile:${ID}>`,
  `<a:smile:${ID}>`,
  ":smile:",
  "<t:1577836800>",
  "<t:1577836800:R>",
  `</ask:${ID}>`,
  `</ask sub group:${ID}>`,
  "<id:customize>",
  "<id:browse>",
  "<id:guide>",
  "https://example.org/a_b*c~d",
  "http://[::1]:80/",
  "<https://example.org>",
  "<steam://run/1>",
  "<mailto:a@example.org>",
  "mailto:a@example.org",
  "a@example.org",
  "[a](https://example.org)",
  "[a](<https://example.org> 'title')",
  "[https://example.org](https://example.com)",
  "[a]: https://example.org",
  "discord.gg/x",
  "https://discord.com/channels/1/2",
  "javascript:alert(1)",
  "data:text/html,x",
  "¯\\_(ツ)_/¯",
  "**bold _and `code` in_ it**",
  "&lt;&#42;&amp;",
] as const;

/** What Unicode has that no eye sees, that turns text about, or that is more or less than one character. */
const UNICODE = [
  ...Array.from(
    "\u200B\u200C\u200D\u2060\uFEFF\u00AD\u034F\u061C\u180E\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069",
  ),
  ...Array.from("\u0000\u0007\u001B\u007F\u0085\u00A0\u2028\u2029\u3000\u000B\u000C\r\uFFFD\uFFFE"),
  "\r\n",
  "e\u0301",
  `a${"\u0301\u0323".repeat(40)}`,
  "😀",
  "👩\u200d👩\u200d👧",
  "🇮🇶",
  "1️⃣",
  "\u{E0041}",
  "𝔘𝔫𝔦",
  "שלום",
  "مرحبا",
  "東京都。",
  "（＊＿）",
  "ภาษาไทย",
  "ﷺ",
  "İ",
  "ß",
] as const;

const LONE = ["\uD800", "\uDBFF", "\uDC00", "\uDFFF"] as const;

const WORDS = ["word", "Two words. ", "e.g. ", "U.S. ", "No", "W".repeat(300), "a ".repeat(120)];

const repeated = fc
  .tuple(fc.constantFrom(...DISCORD, ...UNICODE), fc.integer({ min: 2, max: 600 }))
  .map(([unit, times]) => unit.repeat(times));

const piece = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom<string>(...DISCORD) },
  { weight: 4, arbitrary: fc.constantFrom<string>(...UNICODE) },
  { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
  { weight: 1, arbitrary: repeated },
);

const joined = (parts: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> =>
  fc.array(parts, { maxLength: 40 }).map((all) => all.join("").slice(0, maxLength));

/** At most so many UTF-16 units of it; never half a pair. */
export const hostileText = (maxLength: number): fc.Arbitrary<string> =>
  joined(piece, maxLength).map((text) => text.toWellFormed());

/** The same with half pairs in it: front matter may write one as `\ud800`. */
export const brokenText = (maxLength: number): fc.Arbitrary<string> =>
  joined(
    fc.oneof({ weight: 5, arbitrary: piece }, { weight: 1, arbitrary: fc.constantFrom(...LONE) }),
    maxLength,
  );

/** Addresses of which only some may become links. */
export const hostileAddress: fc.Arbitrary<string> = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .tuple(
      fc.constantFrom(
        "javascript:",
        "JaVaScRiPt:",
        "data:",
        "file://",
        "vbscript:",
        "blob:",
        "discord://",
        "steam://",
        "ftp://",
        "ws://",
        "//",
        "http:",
        "https:",
        "http://",
        " https://",
        "https://\u202E",
      ),
      fc.constantFrom(
        "alert(1)",
        "example.org",
        "a@example.org",
        "/etc/passwd",
        "example.org/)[x](y",
        "[::1]",
        "x".repeat(3_000),
      ),
      fc.constantFrom("", "\n", "#", "?a=<@1>", " ", "\u0000"),
    )
    .map((parts) => parts.join("")),
  brokenText(300),
);
