/** @module What a page of Markdown holds besides its words: commands, samples of code, links. */

export interface Sample {
  readonly language: string;
  readonly code: string;
}

/** A fenced block. */
interface Block extends Sample {
  /** Whether nothing is between it and the block before. */
  readonly follows: boolean;
}

/** The fenced blocks, in their order. */
export const blocksIn = (markdown: string): Block[] =>
  Array.from(
    markdown.matchAll(/(^```\n\n)?^```(\w+)\n([^]*?)(?=^```$)/gm),
    ([, before, language = "", code = ""]) => ({ language, code, follows: before !== undefined }),
  );

/** The fenced blocks of a language. */
export const samplesIn = (markdown: string, language: string): Sample[] =>
  blocksIn(markdown).filter((sample) => sample.language === language);

/** Every command that a reader may type: the lines of shell blocks, and what stands in the text as `npm …` and the like. */
export function commandsIn(markdown: string): string[] {
  const blocks = samplesIn(markdown, "sh").flatMap(({ code }) => linesOf(code));
  const prose = markdown.replace(/^```[^]*?^```$/gm, "");
  const inline = Array.from(
    prose.matchAll(/`((?:npm|podman|docker|journalctl|sudo) [^`]+)`/g),
    ([, command = ""]) => command,
  );
  return [...blocks, ...inline].map((line) => line.trim());
}

/** Lines as a shell reads them: continued ones joined, without comments and the text that a command reads (`<<'END'`). */
const linesOf = (code: string): string[] =>
  code
    .replace(/\\\n\s*/g, "")
    .replace(/ <<'(\w+)'\n[^]*?\n\1$/gm, "")
    .split("\n")
    .map((line) => line.replace(/\s+# .*$/, ""))
    .filter((line) => line.trim() !== "");

/** Words as a shell would part them. */
export const wordsOf = (line: string): string[] =>
  Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? "");

/** Links and pictures that stay in this project. */
export const linksIn = (markdown: string): string[] =>
  Array.from(
    markdown.replace(/^```[^]*?^```$/gm, "").matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g),
    ([, link, attribute]) => link ?? attribute ?? "",
  ).filter((link) => !/^[a-z]+:/.test(link));
