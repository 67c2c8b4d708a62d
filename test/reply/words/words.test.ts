/** @module The catalogues: each complete, in its own language, and within the limits of what it is for. */

import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../src/reply/limits.ts";
import { CATALOGUES, slashName, type Words, wordsFor } from "../../../src/reply/words/words.ts";
import { sameTexts, textsOf } from "../../support/catalogues.ts";

const textsIn = (words: Words): ReadonlyMap<string, string> =>
  new Map(textsOf({ ...words, discordLocales: undefined }));

const EN = wordsFor("en");
const english = textsIn(EN);
const others = Object.entries(CATALOGUES).filter(([language]) => language !== "en");

/** Texts that may be as in English, as a word is the same or the text is made of what is put in. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: [
    ".commands.add.options.link.name",
    ".commands.settings.options.threads.name",
    ".commands.source.options.id.name",
    ".commands.sync.options.repository.name",
    ".source.commit",
  ],
  it: [
    ".answer.page",
    ".commands.add.options.file.name",
    ".commands.add.options.link.name",
    ".commands.source.options.id.name",
    ".commands.sync.options.repository.name",
    ".digest.posts",
    ".source.commit",
    ".source.state",
  ],
  pl: [
    ".answer.page",
    ".commands.add.options.link.name",
    ".commands.source.options.id.name",
    ".source.commit",
  ],
  ru: [".commands.source.options.id.name"],
  es: [".collections.roles", ".commands.source.options.id.name", ".source.commit"],
  fr: [
    ".collections.title",
    ".commands.collection.name",
    ".commands.collections.name",
    ".commands.ask.options.question.name",
    ".commands.pin.options.question.name",
    ".commands.pin.options.passage.name",
    ".commands.documents.name",
    ".commands.remove.options.document.name",
    ".commands.source.name",
    ".commands.source.options.id.name",
    ".digest.questions",
    ".source.commit",
    ".documents.counts",
    ".documents.entry",
    ".documents.title",
    ".place.page",
    ".source.licence",
    ".source.link",
    ".source.under",
  ],
  pt: [
    ".answer.page",
    ".answer.quoted",
    ".commands.add.options.link.name",
    ".commands.source.options.id.name",
    ".place.slide",
    ".source.commit",
  ],
};

/** Lists the marks of a text: bold, code, commands and signs, with names as in English. */
function marksOf(text: string, { commands }: Words): string[] {
  const base = new Map(
    textsOf(commands).flatMap(([path, name]) =>
      path.endsWith(".name") ? [[name, english.get(`.commands${path}`) ?? ""] as const] : [],
    ),
  );
  return Array.from(
    text.matchAll(/\*\*|`(?<code>[^`]+)`|(?<![\p{L}\d])\/(?<name>[\p{L}_-]+)|[🔍❔➖⚖👍👎📌›]/gu),
    ([mark, code, name]) => {
      const named = code ?? name;
      return named === undefined ? mark : mark.replace(named, base.get(named) ?? named);
    },
  ).toSorted();
}

const signOf = (text: string): string | undefined => /^[🔍❔➖⚖📌]/u.exec(text)?.[0];

describe.each(Object.entries(CATALOGUES))("the catalogue %s", (language, words) => {
  const texts = textsIn(words);

  it("is found by its language", () => {
    expect(words.locale).toBe(language);
    for (const locale of [language, `${language}-XX`, ...words.discordLocales])
      expect(wordsFor(locale)).toBe(words);
  });

  it("has every text, none of them empty", () => {
    expect([...texts.keys()]).toEqual([...english.keys()]);
    expect(english.size).toBeGreaterThan(200);
    for (const [path, text] of texts) expect([path, text.trim()]).not.toEqual([path, ""]);
  });

  it("marks the same as English in bold, as code and with signs", () => {
    for (const [path, text] of english) {
      const own = texts.get(path) ?? "";
      expect([path, marksOf(own, words)]).toEqual([path, marksOf(text, EN)]);
      expect([path, signOf(own)]).toEqual([path, signOf(text)]);
    }
  });

  it("has labels that Discord takes, and that fit on a phone", () => {
    const labels = [...Object.values(words.buttons), words.posts.search, words.posts.remove];
    for (const label of labels) expect(label.length).toBeLessThanOrEqual(34);
    for (const reason of Object.values(words.votes.reasons))
      expect(reason.length).toBeLessThanOrEqual(LIMITS.optionText);
    const { votes, passages, documents: listed, pins } = words;
    for (const label of [pins.remove, pins.all]) expect(label.length).toBeLessThanOrEqual(34);
    for (const placeholder of [votes, passages, pins].map(({ choose }) => choose))
      expect(placeholder.length).toBeLessThanOrEqual(LIMITS.placeholder);
    for (const placeholder of [listed.open, pins.removeOne])
      expect(placeholder.length).toBeLessThanOrEqual(LIMITS.placeholder);
  });

  it("explains each mark of a reply", () => {
    const { answer, pins, help } = words;
    for (const [mark] of [answer.found, answer.unsure(1), answer.nothing, pins.chosen])
      expect(help.explanation).toContain(mark);
  });

  it("has sentences and names of fields within their limits", () => {
    const { help, answer, conflicts, source, documents } = words;
    const commands = [help.operators, help.syncs, help.pins].join("\n");
    const pages = [
      `${help.commands}\n${help.mentions}\n\n${commands}`,
      `${help.commands}\n${help.mentions}\n\n${help.managers}`,
      help.explanation + help.keeps,
    ];
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(LIMITS.content);
    for (const text of [answer.alsoFound, conflicts.title, documents.title])
      expect(text.length).toBeLessThanOrEqual(40);
    for (const [path, text] of textsOf(source))
      expect([path, text.length <= LIMITS.fieldName]).toEqual([path, true]);
  });
});

describe.each(others)("the catalogue %s", (language, words) => {
  it("leaves nothing in English", () => {
    expect(sameTexts(english, textsIn(words))).toEqual(new Set(SAME[language]));
  });
});

it("has the base names of the commands in English", () => {
  for (const [name, command] of Object.entries(EN.commands)) {
    if (name !== "find") expect(command.name).toBe(name);
    const options = "options" in command ? Object.entries(command.options) : [];
    for (const [option, { name: own }] of options) expect(own).toBe(option);
  }
});

it.each([
  ["de", "de"],
  ["DE", "de"],
  ["en-US", "en"],
  ["en-GB", "en"],
  ["pt-BR", "pt"],
  ["pt-PT", "pt"],
  ["es-419", "es"],
  ["es-ES", "es"],
  ["nl", "en"],
  ["", "en"],
  ["__proto__", "en"],
  ["constructor", "en"],
])("the words for %j are those of %s", (locale, language) => {
  expect(wordsFor(locale).locale).toBe(language);
});

it("names a slash command in the language of a locale, and any other as it is", () => {
  expect(slashName("help", "en-GB")).toBe("/help");
  expect(slashName("help", "de")).toBe("/hilfe");
  expect(slashName("constructor", "de")).toBe("/constructor");
});

it.each([
  ["it", 1, "1 documento, 2 brani"],
  ["pl", 1, "1 dokument, 2 fragmenty"],
  ["pl", 4, "4 dokumenty, 5 fragmentów"],
  ["pl", 21, "21 dokumentów, 22 fragmenty"],
  ["ru", 1, "1 документ, 2 фрагмента"],
  ["ru", 4, "4 документа, 5 фрагментов"],
  ["ru", 21, "21 документ, 22 фрагмента"],
])("the counts in %s agree with %d and the number after it", (language, count, text) => {
  expect(wordsFor(language).documents.counts(count, count + 1)).toBe(text);
});
