/** @module Answers by section: one passage of each, as many sections as are likely enough. */

import { expect, test } from "vitest";
import { sectionOf } from "../../src/search/outcome.ts";
import { fakeEmbedder } from "../support/fake-embedder.ts";
import { buildAt, openAt, placeWith } from "../support/library.ts";

const QUESTION = "Which lantern did the keeper light in the storm?";

const waves = (night: number): string =>
  Array.from({ length: 40 }, (_, at) => `Wave ${night * 100 + at} rose high.`).join(" ");

/** A section of three passages that answer, and sections of other documents that answer less. */
const SECTION = ["first", "second", "third"]
  .map((name, at) => `The ${name} keeper lit the lantern in the storm. ${waves(at + 1)}`)
  .join("\n\n");
const FILES = {
  "log.md": `# Log\n\n## Nights\n\n${SECTION}\n`,
  "a.md": "# Storms\n\n## Rules\n\nIn a storm nobody may sleep.\n",
  "b.md": "# Ships\n\n## Lights\n\nEvery ship has a lantern at its bow and one at its stern.\n",
};

async function open(further: number) {
  const place = { ...(await placeWith(FILES)), embedder: fakeEmbedder("fake", { further }) };
  await buildAt(place);
  return openAt(place);
}

test("shows one passage of a section, and lists its others after those shown", async () => {
  const library = await open(0);
  const { answers, marks } = await library.ask(QUESTION, { top: 3, marks: 9 });
  expect(answers.map(({ citation }) => sectionOf(citation))).toEqual([
    ...new Set(answers.map(({ citation }) => sectionOf(citation))),
  ]);
  expect(answers).toHaveLength(3);
  const ids = (marks?.passages ?? []).map(({ id }) => id);
  expect(ids.slice(0, 3)).toEqual(answers.map(({ citation }) => citation.id));
  expect(new Set(ids).size).toBe(ids.length);
  const further = await Promise.all(ids.slice(3).map((id) => library.source(id)));
  expect(further.map((source) => "citation" in source && source.citation.path)).toContain("log.md");
});

test("lists no more passages than were asked for", async () => {
  const library = await open(0);
  const { answers, marks } = await library.ask(QUESTION, { top: 3, marks: 2 });
  expect(answers).toHaveLength(3);
  expect(marks?.passages.map(({ id }) => id)).toEqual(
    answers.slice(0, 2).map(({ citation }) => citation.id),
  );
});

test("shows no further section that is not likely enough", async () => {
  const library = await open(0.99);
  const { outcome, answers } = await library.ask(QUESTION, { top: 3 });
  expect(outcome).not.toBe("nothing");
  expect(answers).toHaveLength(1);
});

test("takes the number of passages as an upper bound, and as exact where they are asked for always", async () => {
  const library = await open(0);
  const { passages } = library.counts();
  for (const top of [1, 2, 4, 100]) {
    expect((await library.ask(QUESTION, { top })).answers.length).toBeLessThanOrEqual(top);
    const always = await library.ask(QUESTION, { top, always: true });
    expect(always.answers).toHaveLength(Math.min(top, passages));
  }
});

test("decides the same whether passages are asked for always or not", async () => {
  const library = await open(0);
  const { outcome, confidence } = await library.ask(QUESTION, { top: 3 });
  expect(await library.ask(QUESTION, { top: 10, always: true })).toMatchObject({
    outcome,
    confidence,
  });
});
