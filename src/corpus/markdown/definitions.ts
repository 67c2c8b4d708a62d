/** @module Labels that a Markdown text defines, for links and notes at its foot. */

const DEFINITION = /^[ \t>]*(?:[-*+][ \t]+)?\[([^[\]\n]{1,200})\]:/gm;

const fold = (label: string): string => label.replace(/\s+/g, " ").trim().toLowerCase();

/** By document: its passages are asked about one after the other. */
const known = new WeakMap<object, ReadonlySet<string>>();

/** Tells of a label whether a document defines it; the document is only searched once a label is asked about. */
export function definitionFinder(document: { readonly text: string }): (label: string) => boolean {
  return (label) => {
    const labels = known.get(document) ?? labelsIn(document.text);
    known.set(document, labels);
    return labels.has(fold(label));
  };
}

const labelsIn = (text: string): ReadonlySet<string> =>
  new Set(Array.from(text.matchAll(DEFINITION), ([, label = ""]) => fold(label)));
