/** @module Directives of docutils and Sphinx, by what of them a reader sees. */

/**
 * `code`: the content, as it is; `titled`: the argument and the content; `signature`: the argument as it is, and the content;
 * `content`: only the content; `admonition`: the name as a title, and the content; `version`: a phrase, and the content;
 * `hidden`: nothing; `missing`: text that is in another file; `unknown`: everything, with its markup.
 */
export type Kind =
  | "code"
  | "titled"
  | "signature"
  | "content"
  | "admonition"
  | "version"
  | "hidden"
  | "missing"
  | "unknown";

const NAMES: Readonly<Record<Exclude<Kind, "unknown">, string>> = {
  code:
    "code code-block sourcecode parsed-literal prompt doctest testcode testoutput productionlist math " +
    "ipython graphviz digraph graph mermaid uml plantuml csv-table grammar-snippet",
  titled:
    "admonition topic sidebar rubric centered table list-table dropdown card tab tab-item collapse describe object",
  signature:
    "function method classmethod staticmethod attribute data exception property decorator decoratormethod opcode " +
    "coroutinefunction cmdoption option envvar type macro member var struct enum enumerator union " +
    "confval directive pdbcommand abstractmethod awaitablefunction " +
    "awaitablemethod coroutinemethod",
  content:
    "only container compound epigraph highlights pull-quote hlist tab-set tabs grid grid-item figure glossary " +
    "line-block group-tab",
  admonition: "note warning tip important caution danger attention hint error seealso",
  version: "versionadded versionchanged deprecated versionremoved",
  hidden:
    "index highlight highlightlang meta contents toctree currentmodule module moduleauthor sectionauthor codeauthor tabularcolumns " +
    "default-role default-domain role image title testsetup testcleanup target-notes sectnum section-numbering header footer " +
    "date replace unicode program",
  missing:
    "include literalinclude raw automodule autoclass autofunction automethod autoattribute autodata autoexception autosummary " +
    "autoprogram argparse program-output command-output kernel-doc click jupyter-execute plot",
};

const KINDS: ReadonlyMap<string, Kind> = new Map(
  (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((kind) =>
    NAMES[kind].split(" ").map((name) => [name, kind] as const),
  ),
);

const DOMAIN = /^(?:py|c|cpp|js|rst|std):/;

/** Returns the kind of a directive. A class is a signature in Sphinx, but in docutils a style of what follows. */
export function kindOf(name: string, argument: string): Kind {
  const lower = name.toLowerCase();
  const own = lower.replace(DOMAIN, "");
  if (own === "class")
    return own === lower && /^[a-z][a-z\d-]*$/.test(argument) ? "content" : "signature";
  return KINDS.get(lower) ?? KINDS.get(own) ?? "unknown";
}

const PHRASES: Readonly<Record<string, string>> = {
  versionadded: "Added in version",
  versionchanged: "Changed in version",
  deprecated: "Deprecated since version",
  versionremoved: "Removed in version",
};

/** Returns the words before a version, as Sphinx writes them. */
export const phraseOf = (name: string): string => PHRASES[name] ?? name;

/** Returns the title of an admonition, as docutils writes it. */
export const titleOf = (name: string): string =>
  name === "seealso" ? "See also:" : `${name.charAt(0).toUpperCase()}${name.slice(1)}:`;
