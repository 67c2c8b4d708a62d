/** @module Which licences are permissive: use, change and passing on are free if the notice stays. */

export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, as its author wrote it. */
  readonly licence: string;
}

const PERMISSIVE: ReadonlySet<string> = new Set(
  "MIT MIT-0 ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 BlueOak-1.0.0 CC0-1.0 Unlicense Zlib Python-2.0".split(
    " ",
  ),
);

/** What was looked at by a person, and why it may stay. */
const LOOKED_AT: readonly { readonly name: RegExp; readonly licence: string }[] = [
  // A library of its own, linked at run time and unchanged, that only pictures would need: Footnote reads none.
  { name: /^@img\/sharp-(?:libvips-)?[\w-]+$/, licence: "LGPL-3.0-or-later" },
  // Its LICENSE.txt is the Apache License 2.0.
  { name: /^flatbuffers$/, licence: "SEE LICENSE IN LICENSE.txt" },
  // Its LICENSE is the Apache License 2.0.
  { name: /^discord-markdown-parser$/, licence: "Apache License" },
];

/** Whether a dependency is under a licence that is neither permissive nor excepted. */
export function forbidden({ name, licence }: Dependency): boolean {
  const allowed = (one: string): boolean =>
    PERMISSIVE.has(one) ||
    LOOKED_AT.some((exception) => exception.licence === one && exception.name.test(name));
  return !satisfies(licence, allowed);
}

/** Of alternatives one must be allowed, of what holds together all; any other form of expression is not understood. */
function satisfies(expression: string, allowed: (licence: string) => boolean): boolean {
  const bare = expression.trim().replace(/^\((.*)\)$/, "$1");
  if (/[()]/.test(bare)) return false;
  return bare
    .split(" OR ")
    .some((alternative) => alternative.split(" AND ").every((one) => allowed(one.trim())));
}

/** A line a licence: how many packages are under it, and which. */
export function describeDependencies(dependencies: readonly Dependency[]): string {
  const under = (licence: string): Dependency[] =>
    dependencies.filter((dependency) => dependency.licence === licence);
  return [...new Set(dependencies.map(({ licence }) => licence))]
    .toSorted((a, b) => under(b).length - under(a).length)
    .map((licence) => {
      const names = [...new Set(under(licence).map(({ name, version }) => `${name} ${version}`))];
      const lines = names.toSorted().map((name) => `  ${name}\n`);
      return `${licence} (${names.length})\n${lines.join("")}`;
    })
    .join("");
}
