import { describe, expect, it } from "vitest";
import { differInOnePlace } from "../../src/collection/one-place.ts";

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

describe("questions that differ in one place", () => {
  it.each([
    ["How much is a ticket for adults?", "How much is a ticket for children?"],
    ["How do I cancel my membership?", "How do I renew my membership?"],
    ["Can I bring my dog?", "Can I bring my children?"],
    ["When does the pool open?", "When does the pool open on holidays?"],
    ["Is it open at 10?", "Is it open at 11?"],
    ["What happened in 2024?", "What happened in 2025?"],
    ["Darf ich meinen Hund mitbringen?", "Darf ich meine Kinder mitbringen?"],
    ["Wann öffnet das Schwimmbad?", "Wann öffnet die Turnhalle?"],
    ["¿Cuándo abre la piscina?", "¿Cuándo abre el gimnasio?"],
  ])("are about different things: %s %s", (a, b) => {
    expect(differInOnePlace(wordsOf(a), wordsOf(b))).toBe(true);
    expect(differInOnePlace(wordsOf(b), wordsOf(a))).toBe(true);
  });

  it.each([
    ["When do you open?", "What are your opening hours?"],
    ["How do I get a refund?", "How can I get my money back?"],
    ["How much is a ticket?", "How much are tickets?"],
    ["When will you open?", "When do you open?"],
    ["Where is the harbour?", "Where is the harbours?"],
    ["Kann ich mein Geld zurückbekommen?", "Wie bekomme ich eine Erstattung?"],
    ["Is there parking?", "Is there parking?"],
  ])("are not: %s %s", (a, b) => {
    expect(differInOnePlace(wordsOf(a), wordsOf(b))).toBe(false);
    expect(differInOnePlace(wordsOf(b), wordsOf(a))).toBe(false);
  });
});
