/** @module Which addresses become links, and that the others are shown as text. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderAnswer } from "../../src/reply/answer.ts";
import { label } from "../../src/reply/citation.ts";
import { sourceAddress } from "../../src/reply/citation.ts";
import { linkFor } from "../../src/reply/link.ts";
import { type Message, withoutExtras } from "../../src/reply/message.ts";
import { renderSource } from "../../src/reply/source.ts";
import { plain, shownBy } from "../support/discord-markdown.ts";
import { address, answer, faultsOf, foundSource, quotations, source } from "../support/replies.ts";
import { runs } from "../support/runs.ts";

describe("an address", () => {
  it.each([
    ["https://example.org", "https://example.org/"],
    ["HTTP://Example.org:8080/a?b=c#d", "http://example.org:8080/a?b=c#d"],
    [" https://example.org/My Rules.pdf ", "https://example.org/My%20Rules.pdf"],
    ["https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"],
    ["https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai/"],
    ["http://192.168.0.7:3000/wiki", "http://192.168.0.7:3000/wiki"],
    [
      "https://example.org/[a]|{b}?c=`^`#d#e",
      "https://example.org/%5Ba%5D%7C%7Bb%7D?c=%60%5E%60#d%23e",
    ],
    ["https://example.org/100%?a=%41%4", "https://example.org/100%25?a=%41%254"],
  ])("%s is the link %s", (typed, link) => {
    expect(linkFor(typed, "embed")).toBe(link);
    expect(linkFor(typed, "button")).toBe(link);
  });

  it("is a link after very many others, too", () => {
    for (let at = 0; at < 200_000; at += 1) linkFor(`https://example.org/${at}`, "embed");
    expect(linkFor("https://münchen.example/", "embed")).toBe("https://xn--mnchen-3ya.example/");
  });

  it.each([
    undefined,
    "",
    "example.org/rules",
    "the archive, box 12",
    "javascript:alert(1)",
    "ftp://example.org/",
    "http://wiki/rules",
    "http://localhost:3117/",
    "http://[2001:db8::1]/",
    "https://example.org./",
    "https://rules_of.example.org/",
    "https://-a.example.org/",
    "https://me:secret@example.org/",
    "https://example.org/a\u0000b",
    "https://exam\nple.org/",
    "https://exa mple.org/",
    `https://${"a".repeat(64)}.org/`,
  ])("%j is none", (typed) => {
    expect(linkFor(typed, "embed")).toBeUndefined();
    expect(linkFor(typed, "button")).toBeUndefined();
  });

  it("may be as long as its place allows, once it is encoded", () => {
    const head = "https://example.org/";
    for (const [place, most] of [
      ["button", 512],
      ["embed", 2_048],
    ] as const) {
      expect(linkFor(head.padEnd(most, "a"), place)).toHaveLength(most);
      expect(linkFor(head.padEnd(most + 1, "a"), place)).toBeUndefined();
      expect(linkFor(`${head.padEnd(most - 5, "a")}ü`, place)).toBeUndefined();
    }
  });
});

/** What a reader sees of a message's fields. */
const shownFields = ({ embeds }: Message): string =>
  embeds.flatMap(({ fields = [] }) => fields.map(({ value }) => shownBy(value).text)).join("\n");

/** So much of an address is shown however long it is. */
const beginning = (typed: string): string => plain(Array.from(label(typed)).slice(0, 30).join(""));

describe("a document with any address", () => {
  it("is quoted with a link only where Discord accepts the address", () => {
    fc.assert(
      fc.property(quotations, address, (all, typed) => {
        const [first] = all;
        if (!first) return;
        const origin = { ...first.citation.origin, source: typed };
        // Its commit may have a link of its own.
        const { commit: _, permalink: __, ...citation } = first.citation;
        const quotation = { ...first, citation: { ...citation, origin } };
        const reply = renderAnswer({
          question: "Who?",
          language: "en",
          outcome: "found",
          confidence: null,
          isSure: false,
          answers: [quotation],
          nearest: [],
        });
        expect(faultsOf(reply)).toEqual([]);
        const [embed] = reply.embeds;
        const isAccepted = linkFor(typed, "embed") !== undefined;
        expect(embed?.url !== undefined).toBe(isAccepted);
        if (!isAccepted) expect(embed?.description?.split("\n-# ").at(-1)).not.toMatch(/\]\(/);
      }),
      { numRuns: runs(800) },
    );
  });

  it("has the text of the address in its technical details", () => {
    fc.assert(
      fc.property(foundSource, address, (found, typed) => {
        const origin = { ...found.citation.origin, source: typed };
        const reply = renderSource(
          { ...found, citation: { ...found.citation, origin } },
          { view: "details" },
        );
        expect(faultsOf(reply)).toEqual([]);
        expect(shownFields(reply)).toContain(beginning(typed));
      }),
      { numRuns: runs(800) },
    );
  });
});

describe("a message without extras", () => {
  it("has every word and file of it, and no link, button or select", () => {
    const replies = fc.oneof(
      answer.map((all) => renderAnswer(all)),
      source.map((found) => renderSource(found)),
    );
    fc.assert(
      fc.property(replies, (reply) => {
        const reduced = withoutExtras(reply);
        expect(reduced).toEqual({
          ...reply,
          components: [],
          embeds: reply.embeds.map(({ url: _url, ...embed }) => embed),
        });
        expect(JSON.stringify(reduced)).not.toMatch(/"(?:url|custom_id)":/);
      }),
    );
  });
});

describe("the link to a sentence", () => {
  const sentence = "The harbour opens at six, and its gate-keeper waits until the last boat is in.";

  it("names its first and last words on a web page, encoded", () => {
    const linked = sourceAddress(
      { path: "a.html", origin: { source: "https://example.org/a#hours" } },
      sentence,
    );
    expect(linked).toBe(
      "https://example.org/a#hours:~:text=The%20harbour%20opens%20at,last%20boat%20is%20in.",
    );
    const short = { path: "a.htm", origin: { source: "https://example.org/a" } };
    expect(sourceAddress(short, "Gate-keeper, wait!")).toBe(
      "https://example.org/a#:~:text=Gate%2Dkeeper%2C%20wait!",
    );
  });

  it("is the address alone for other documents, and where it would be too long", () => {
    const source = "https://example.org/a";
    expect(sourceAddress({ path: "a.md", origin: { source } }, sentence)).toBe(source);
    const long = `${source}?${"a".repeat(2_000)}`;
    expect(sourceAddress({ path: "a.html", origin: { source: long } }, "ä".repeat(90))).toBe(long);
    expect(sourceAddress({ path: "a.html", origin: { source: "http://wiki/a" } }, sentence)).toBe(
      undefined,
    );
  });
});
