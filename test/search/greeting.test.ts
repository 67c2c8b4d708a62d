/** @module Greetings, and questions that only look like one. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT } from "../../src/base/project.ts";
import { greetingLanguage, isGreeting } from "../../src/search/greeting.ts";

describe("a greeting", () => {
  it.each([
    "hi",
    "Hello!!",
    "  HEY   there 👋🏽 ",
    "ｈｅｌｌｏ",
    "what's up?",
    "What’s up",
    "Are you an AI?",
    "what can you do",
    "Thanks ❤️",
    "thanks, that helps!",
    "Alles klar, danke 👍",
    "Понял, спасибо!",
    "help",
    "Grüß dich!",
    "Danke schön :)",
    "Bist du eine KI?",
    "Was kannst du?",
    "Gruß Gott",
    "Ça va ?",
    "Qu’est-ce que tu sais faire ?",
    "t'es une IA ?",
    "Merci d'avance !",
    "¡Hola!",
    "¿Qué puedes hacer?",
    "como te llamas",
    "Olá, tudo bem?",
    "o que voce faz",
    "Muito obrigada!!",
    "Ciao a tutti!",
    "Sei un'IA?",
    "qual e il tuo nome",
    "Cześć!",
    "czesc",
    "Kim jesteś?",
    "Jak dzialasz?",
    "Привет!",
    "Что ты умеешь?",
    "о чем можно спросить",
    "footnote",
    "@Footnote",
    "hey Footnote!",
    "Footnote, help",
  ])("is %j", (typed) => {
    expect(isGreeting(typed)).toBe(true);
  });

  it.each([
    "",
    "👋",
    "?!",
    "hi, when does the harbour open?",
    "help with the harbour",
    "thanks, and when does it close?",
    "hello world",
    "thanks to whom was it built",
    "what can you do about rats",
    "comment va le port",
    "merci à qui",
    "qué puedes hacer con las ratas",
    "hola y adiós en guaraní",
    "como vai o porto",
    "ajuda de custo",
    "ciao mamma di chi è",
    "pomoc prawna",
    "помощь студентам",
    "footnotes",
    "how do I add a footnote",
    `hi${" ".repeat(200)}`,
  ])("is not %j", (typed) => {
    expect(isGreeting(typed)).toBe(false);
  });
});

it.each(["own-questions.jsonl", "article-questions.jsonl"])("no question of %s is one", (name) => {
  const lines = readFileSync(join(PROJECT, "test/data", name), "utf8")
    .trim()
    .split("\n");
  const questions = lines.map((line) => String(JSON.parse(line).question));
  expect(questions.length).toBeGreaterThan(40);
  expect(questions.filter(isGreeting)).toEqual([]);
});

describe("the language of a greeting", () => {
  it.each([
    ["Danke, das hilft!", "de"],
    ["Merci beaucoup, Footnote", "fr"],
    ["Cześć!", "pl"],
    ["Что ты умеешь?", "ru"],
    ["ciao", undefined],
    ["hi", undefined],
    ["Footnote", undefined],
    ["when does the harbour open?", undefined],
  ])("of %j is %s", (typed, language) => {
    expect(greetingLanguage(typed)).toBe(language);
  });
});
