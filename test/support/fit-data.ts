/** @module Data to fit on, of the form that `npm run fit` reads. */

import { writeFiles } from "./temporary.ts";

export const NAMES = ["maple", "otter", "violin", "harbour"];
export const THINGS = ["colour", "weight", "origin"];

const paragraph = (name: string, thing: string): string =>
  `The ${thing} of every ${name} was recorded near ${thing}town by the ${name} society.`;

/** The folder of documents and the file of questions of each set of people's. */
const PEOPLES = [
  ["rust-book", "rust-questions.jsonl"],
  ["discordjs-guide", "discordjs-guide-questions.jsonl"],
  ["cairn", "cairn-questions.jsonl"],
  ["clef-handbook", "clef-handbook-questions.jsonl"],
] as const;

/** Writes a folder of the form that is fitted on: five collections, and questions for each. */
export async function writeData(folder: string): Promise<void> {
  const data = NAMES.map((title) => ({
    title,
    paragraphs: THINGS.map((thing) => ({
      context: paragraph(title, thing),
      qas: [
        { question: `What was the ${thing} of the ${title}?`, is_impossible: false },
        { question: `Who painted the ${title} in ${thing}?`, is_impossible: true },
      ],
    })),
  }));
  const lines: object[] = [
    { question: "which wrench opens the boiler", answerable: false, kind: "near" },
    { question: "how long do penguins sleep", answerable: false, kind: "far" },
  ];
  const files: Record<string, string> = { "squad-dev.json": JSON.stringify({ data }) };
  for (const [at, name] of NAMES.entries()) {
    const path = `${name}.md`;
    const text = `The ${name} engine is oiled through valve ${at}.`;
    const file = `# Engine ${name}\n\n${text}\n`;
    const start = file.indexOf(text);
    for (const [documents] of PEOPLES) files[`${documents}/${path}`] = file;
    const answer =
      at % 2 === 0
        ? { gold: [`valve ${at}`] }
        : { spans: [{ path, start, end: start + text.length }] };
    lines.push({ question: `where do i oil the ${name} engine`, path, ...answer });
  }
  for (const [, questions] of PEOPLES)
    files[questions] = lines.map((line) => JSON.stringify(line)).join("\n");
  await writeFiles(folder, files);
}
