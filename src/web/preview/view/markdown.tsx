/** @module Discord's Markdown as Discord shows it, with links on the IDs of passages. */

import { parseUrl } from "../../../base/text.ts";
import { parse } from "discord-markdown-parser";
import type { Child } from "hono/jsx";
import { z } from "zod";
import { MAYBE_ID, type Links } from "../links.ts";
import { useWords } from "./language.tsx";

interface MarkdownProps {
  readonly source: string;
  readonly links: Links;
}

/** Renders Markdown as text and a few known elements, never as HTML. */
export const Markdown = ({ source, links }: MarkdownProps) => {
  const showAll = shower(links);
  return (
    <>
      {runsOf(source).map((run) =>
        run.kind === "text" ? (
          showAll(parse(run.text, "extended"))
        ) : (
          <ul>
            {run.items.map((item) => (
              <li>{showAll(parse(item, "extended"))}</li>
            ))}
          </ul>
        ),
      )}
    </>
  );
};

/** Renders a text with a link on each ID of a passage; a link's name says where it leads. */
export const Cited = ({ text, links }: { readonly text: string; readonly links: Links }) => {
  const { message } = useWords();
  const ids = [...links.keys()];
  return (
    <>
      {text.split(MAYBE_ID).map((part, at) => {
        const link = at % 2 === 1 ? links.get(part) : undefined;
        if (link === undefined) return part;
        return (
          <a href={link} aria-label={message.passage(ids.indexOf(part) + 1, part)}>
            {part}
          </a>
        );
      })}
    </>
  );
};

/** A run of lines: the items of a list, which the parser of Discord's Markdown does not know, or text with its line ends. */
type Run =
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "text"; readonly text: string };

const ITEM = /^ *[-*] +(?=\S)/;

/** Splits a text into runs. A text with code is one run, as an apparent item may be code. */
function runsOf(source: string): Run[] {
  if (source.includes("```")) return [{ kind: "text", text: source }];
  const runs: ({ kind: "list"; items: string[] } | { kind: "text"; lines: string[] })[] = [];
  for (const line of source.split("\n")) {
    const isItem = ITEM.test(line);
    const last = runs.at(-1);
    if (last?.kind === "list" && isItem) last.items.push(line.replace(ITEM, ""));
    else if (last?.kind === "text" && !isItem) last.lines.push(line);
    else if (isItem) runs.push({ kind: "list", items: [line.replace(ITEM, "")] });
    else runs.push({ kind: "text", lines: [line] });
  }
  return runs.map((run) =>
    run.kind === "list" ? run : { kind: "text", text: run.lines.join("\n") },
  );
}

/** A node of the parser; its fields depend on its type. */
const Node = z.looseObject({ type: z.string() });
type Node = z.infer<typeof Node>;

/** Renders a node's content: text, or nodes. */
type ShowAll = (content: unknown) => Child;

function shower(links: Links): ShowAll {
  const showAll: ShowAll = (content) => {
    if (typeof content === "string") return <Cited text={content} links={links} />;
    return Array.isArray(content) ? content.filter(isSeen).map(showNode) : [];
  };
  const showNode = (value: unknown): Child => {
    const node = Node.parse(value);
    return (SHOWS[node.type] ?? inside)(node, showAll);
  };
  return showAll;
}

/** Checks that a node is no line end directly after a code block, which ends its line already. */
const isSeen = (node: unknown, at: number, all: readonly unknown[]): boolean =>
  !(typeOf(node) === "br" && typeOf(all[at - 1]) === "codeBlock");

const typeOf = (node: unknown): string | undefined => Node.safeParse(node).data?.type;

type Show = (node: Node, showAll: ShowAll) => Child;

const inside: Show = ({ content }, showAll) => showAll(content);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
/** Checks that a node's text is the name of a slash command: lines may break between a slash and Cyrillic letters. */
const isCommand = ({ content }: Node): boolean => {
  const nodes = z.array(Node).safeParse(content).data ?? [];
  return /^\/[\p{L}\p{N}_-]{1,32}$/u.test(nodes.map((node) => textOf(node.content)).join(""));
};
const mention =
  (sign: string, field: string): Show =>
  (node) => <span class="mention">{sign + textOf(node[field])}</span>;
const link: Show = (node, showAll) => (
  <Link target={textOf(node.target)}>{inside(node, showAll)}</Link>
);

/** Renderers of the nodes in replies, and of others, so that a gap of the escaper becomes visible. */
const SHOWS: Readonly<Record<string, Show>> = {
  br: () => <br />,
  newline: () => <br />,
  strong: (node, showAll) => (
    <strong class={isCommand(node) ? "command" : undefined}>{inside(node, showAll)}</strong>
  ),
  em: (node, showAll) => <em>{inside(node, showAll)}</em>,
  underline: (node, showAll) => <u>{inside(node, showAll)}</u>,
  strikethrough: (node, showAll) => <s>{inside(node, showAll)}</s>,
  inlineCode: (node) => <code>{textOf(node.content)}</code>,
  codeBlock: (node) => <CodeBlock code={textOf(node.content)} />,
  blockQuote: (node, showAll) => <blockquote>{inside(node, showAll)}</blockquote>,
  heading: (node, showAll) => (
    <strong class={`heading level-${Number(node.level)}`}>{inside(node, showAll)}</strong>
  ),
  subtext: (node, showAll) => <small class="subtext">{inside(node, showAll)}</small>,
  spoiler: (node, showAll) => <span class="spoiler">{inside(node, showAll)}</span>,
  link,
  url: link,
  autolink: link,
  timestamp: (node) => <Moment seconds={Number(node.timestamp)} format={textOf(node.format)} />,
  twemoji: (node) => textOf(node.name),
  everyone: mention("@everyone", ""),
  here: mention("@here", ""),
  user: mention("@", "id"),
  role: mention("@", "id"),
  channel: mention("#", "id"),
  slashCommand: mention("/", "fullName"),
};

/** A long line is reached by scrolling, by keyboard too. */
const CodeBlock = ({ code }: { readonly code: string }) => (
  <pre tabindex={0} role="group" aria-label={useWords().message.code}>
    {code}
  </pre>
);

/** Accepts only http and https. */
export const Link = (props: { readonly target: string; readonly children?: Child }) => {
  const isWeb = ["http:", "https:"].includes(parseUrl(props.target)?.protocol ?? "");
  if (!isWeb) return <>{props.children}</>;
  return (
    <a href={props.target} target="_blank" rel="noopener noreferrer">
      {props.children}
    </a>
  );
};

const MOST_SECONDS = 8.64e12;

/** Renders a date; the page's script replaces it by the time in the user's language and time zone. */
const Moment = ({ seconds, format }: { readonly seconds: number; readonly format: string }) => {
  if (!(Math.abs(seconds) < MOST_SECONDS)) return <>{`<t:${seconds}>`}</>;
  const iso = new Date(seconds * 1000).toISOString();
  return (
    <time datetime={iso} data-format={format || "f"}>
      {iso.slice(0, 16).replace("T", " ")} UTC
    </time>
  );
};
