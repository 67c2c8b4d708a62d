/** @module Discord's Markdown as Discord shows it, with links on the IDs of passages. */

import { parse } from "discord-markdown-parser";
import type { Child } from "hono/jsx";
import { z } from "zod";
import { MAYBE_ID, type Places } from "../places.ts";

interface MarkdownProps {
  readonly source: string;
  readonly places: Places;
}

/** Turns everything into text or one of a few known elements; nothing of it is taken for HTML. */
export const Markdown = ({ source, places }: MarkdownProps) => {
  const showAll = shower(places);
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

/** The text, with a link on each ID that stands for a passage. */
export const Cited = ({ text, places }: { readonly text: string; readonly places: Places }) => (
  <>
    {text.split(MAYBE_ID).map((part, at) => {
      const place = at % 2 === 1 ? places.get(part) : undefined;
      return place === undefined ? part : <a href={place}>{part}</a>;
    })}
  </>
);

/** A run of lines: the items of a list, which the parser of Discord's Markdown ignores, or text with its line ends. */
type Run =
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "text"; readonly text: string };

const ITEM = /^ *[-*] +(?=\S)/;

/** Cuts a text into runs. If there is code in it, all is text: what looks like an item may be code. */
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

/** A node as the parser gives it; which fields it has depends on its type. */
const Node = z.looseObject({ type: z.string() });
type Node = z.infer<typeof Node>;

/** Shows a node's content: text, or nodes. */
type ShowAll = (content: unknown) => Child;

function shower(places: Places): ShowAll {
  const showAll: ShowAll = (content) => {
    if (typeof content === "string") return <Cited text={content} places={places} />;
    return Array.isArray(content) ? content.map(showNode) : [];
  };
  const showNode = (value: unknown): Child => {
    const node = Node.parse(value);
    return (SHOWS[node.type] ?? inside)(node, showAll);
  };
  return showAll;
}

type Show = (node: Node, showAll: ShowAll) => Child;

const inside: Show = ({ content }, showAll) => showAll(content);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const mention =
  (sign: string, field: string): Show =>
  (node) => <span class="mention">{sign + textOf(node[field])}</span>;
const link: Show = (node, showAll) => (
  <Link target={textOf(node.target)}>{inside(node, showAll)}</Link>
);

/** What our replies use, and what else an escaper's gap would let through: shown, so that it would be seen. */
const SHOWS: Readonly<Record<string, Show>> = {
  br: () => <br />,
  newline: () => <br />,
  strong: (node, showAll) => <strong>{inside(node, showAll)}</strong>,
  em: (node, showAll) => <em>{inside(node, showAll)}</em>,
  underline: (node, showAll) => <u>{inside(node, showAll)}</u>,
  strikethrough: (node, showAll) => <s>{inside(node, showAll)}</s>,
  inlineCode: (node) => <code>{textOf(node.content)}</code>,
  codeBlock: (node) => <pre>{textOf(node.content)}</pre>,
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

/** Only http and https lead anywhere. */
export const Link = (props: { readonly target: string; readonly children?: Child }) => {
  const isWeb =
    URL.canParse(props.target) && ["http:", "https:"].includes(new URL(props.target).protocol);
  if (!isWeb) return <>{props.children}</>;
  return (
    <a href={props.target} target="_blank" rel="noopener noreferrer">
      {props.children}
    </a>
  );
};

const MOST_SECONDS = 8.64e12;

/** The page tells the moment in the reader's words and zone; until then it is the date. */
const Moment = ({ seconds, format }: { readonly seconds: number; readonly format: string }) => {
  if (!(Math.abs(seconds) < MOST_SECONDS)) return <>{`<t:${seconds}>`}</>;
  const iso = new Date(seconds * 1000).toISOString();
  return (
    <time datetime={iso} data-format={format || "f"}>
      {iso.slice(0, 16).replace("T", " ")} UTC
    </time>
  );
};
