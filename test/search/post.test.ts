/** @module Posts that address nobody: whether they ask something, and the question that is searched. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asksSomething, partsOfPost, questionInPost } from "../../src/search/post.ts";
import { checkQuestion, isQuestion, QUESTION_LENGTH } from "../../src/search/question.ts";
import { markup } from "../support/replies.ts";

const ID = "123456789012345678";
const FILLER = "I joined last week and like it here so far. ".repeat(10);

describe("the parts of a post", () => {
  it.each([
    [
      { title: "Hours", text: "I came today. Hi, when does it open? It was closed." },
      ["Hours", "when does it open?"],
    ],
    [{ text: "Hola, ¿cuándo abren?\nGracias." }, ["¿cuándo abren?"]],
    [{ text: "> When?\nIt is closed." }, []],
  ])("of %j are its title and its sentences that ask", (post, parts) => {
    expect(partsOfPost(post)).toEqual(parts);
  });

  it("are few", () => {
    expect(partsOfPost({ text: "Why not? ".repeat(400) })).toHaveLength(5);
  });
});

describe("the question of a post", () => {
  it.each([
    [{ text: "When does it open?" }, "When does it open?"],
    [
      { title: "Opening hours", text: "Is it open on Sunday?" },
      "Opening hours. Is it open on Sunday?",
    ],
    [{ title: "Is it open?", text: "On Sunday I mean." }, "Is it open? On Sunday I mean."],
    [{ title: "Is it open?", text: "Is it open? On Sunday." }, "Is it open? On Sunday."],
    [{ title: "Is it open?", text: "" }, "Is it open?"],
    [{ title: "Visual C++", text: "I can't start it." }, "Visual C++. I can't start it."],
    [{ title: "It said “open.”", text: "Why?" }, "It said “open.” Why?"],
    [{ text: `<@${ID}> see https://example.org/?a=1\n\nnow` }, "see now"],
    [{ text: "> When does it close?\nAt six, I think." }, "At six, I think."],
    [{ text: "It fails:\n```\na ? b : c\n```\nWhy?" }, "It fails: Why?"],
    [{ text: "```\nno end" }, "``` no end"],
    [{ text: "" }, ""],
  ])("%j is %j", (post, question) => {
    expect(questionInPost(post)).toBe(question);
  });

  it.each([
    [
      "the title and the sentences with a question mark",
      { title: "Opening hours", text: `${FILLER}Is it open on Sunday? ${FILLER}\nAnd on Monday?` },
      "Opening hours. Is it open on Sunday? And on Monday?",
    ],
    [
      "the sentences that begin as questions, where none has a question mark",
      { text: `${FILLER}\nWhen does it open on Sunday\n${FILLER}` },
      "When does it open on Sunday",
    ],
  ])("is of a long post %s", (_, post, question) => {
    expect(questionInPost(post)).toBe(question);
  });

  it("is of a long post that asks nothing its beginning", () => {
    const question = questionInPost({ title: "Opening hours", text: FILLER });
    expect(question.startsWith("Opening hours. I joined last week")).toBe(true);
    expect(question.length).toBeGreaterThan(250);
  });

  it("is a valid question or has no words, and has no more characters than a question may have", () => {
    const text = fc.oneof(markup(), fc.string({ unit: "binary", maxLength: 2_000 }));
    fc.assert(
      fc.property(fc.option(text, { nil: undefined }), text, (title, own) => {
        const question = questionInPost({ title, text: own });
        expect(Array.from(question).length).toBeLessThanOrEqual(QUESTION_LENGTH.max);
        expect(question.isWellFormed()).toBe(true);
        if (isQuestion(question)) expect(checkQuestion(question)).toBe(question);
      }),
    );
  });

  it("takes no time of a post made to take long", () => {
    for (const part of ["```", "`", "> ", "?", "? ", "a? ", "\n", "\n>", "https://", "<@1"])
      expect(questionInPost({ text: part.repeat(50_000) }).length).toBeLessThanOrEqual(300);
  });
});

describe("a text asks something", () => {
  it.each([
    "is it open?",
    "Hi all. Nice day, is it open ? thanks",
    "开门了吗？",
    "متى يفتح؟",
    "Πότε ανοίγει;",
    "Πότε ανοίγει\u037E",
    "Ե՞րբ է բացվում",
    "it opens at six, right ⁉",
    "Nobody knows this ❓",
    "when does it open",
    "Hey when does it open",
    "Hello there\nhow do I get in",
    "Is there a pool",
    "can someone tell me the code",
    "what's the code",
    "Wann macht das Bad auf",
    "hallo, weiß jemand wie lange offen ist",
    "Gibt's einen Pool",
    "est-ce que c'est ouvert",
    "Y a-t-il une piscine",
    "À quelle heure ça ouvre",
    "cuándo abre",
    "por qué está cerrado",
    "como faço para entrar",
    "quando apre",
    "come si entra",
    "hoe laat gaat het open",
    "czy basen jest otwarty",
    "Gdzie są klucze",
    "Подскажите, где ключи",
    "во сколько открывается",
    "чи відкрито",
  ])("%j", (text) => {
    expect(asksSomething(text)).toBe(true);
  });

  it.each([
    "",
    "thanks!",
    "It opens at six; bring a towel.",
    "come join us tonight",
    "do it now",
    "Kann sein.",
    "see https://example.org/search?q=hours",
    "> when does it open?\nat six",
    "```\nwhat is this?\n```",
    "I know when it opens.",
    "<a:what:123456789012345678>",
    "Ich bin da.",
  ])("not %j", (text) => {
    expect(asksSomething(text)).toBe(false);
  });

  it("takes no time of a text made to take long", () => {
    for (const part of ["a", "a. ", "\n", "```", "α ", "when"])
      expect(asksSomething(part.repeat(50_000))).toBe(part === "never");
  });
});
