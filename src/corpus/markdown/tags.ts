/** @module HTML within Markdown: tags and character references. */

const INLINE = new Set(
  (
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt " +
    "u var wbr"
  ).split(" "),
);
const OTHER = new Set(
  (
    "address article aside audio blockquote body br button caption center col colgroup dd details dialog div dl dt embed " +
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe img input label legend li link " +
    "main menu meta nav noscript object ol optgroup option p param picture pre progress section select source summary table " +
    "tbody td textarea tfoot th thead tr track ul video"
  ).split(" "),
);

/** A longer tag is text. */
const TAG = /<\/?([a-z][a-z\d]*)(?:\s(?:[^<>"']|"[^"]*"|'[^']*'){0,2000}|\/)?>/iy;
const DIGIT = /\d/;

/** Returns the length of the tag at an offset, and its replacement; undefined if HTML has no such tag. */
export function tagAt(
  source: string,
  at: number,
): { readonly length: number; readonly text: string } | undefined {
  TAG.lastIndex = at;
  const [tag = "", name = ""] = TAG.exec(source) ?? [];
  const isInline = INLINE.has(name.toLowerCase());
  if (tag === "" || (!isInline && !OTHER.has(name.toLowerCase()))) return undefined;
  const isInNumber =
    DIGIT.test(source.charAt(at - 1)) && DIGIT.test(source.charAt(at + tag.length));
  return { length: tag.length, text: isInline && !isInNumber ? "" : " " };
}

/** Names of character references, each followed by its character; the last ones have none. */
const NAMED: ReadonlyMap<string, string> = new Map(
  (
    "amp&,lt<,gt>,quot\",apos',nbsp ,ensp ,emsp ,thinsp ,hellip…,ndash–,mdash—,lsquo‘,rsquo’,ldquo“,rdquo”,bull•,middot·," +
    "times×,deg°,plusmn±,euro€,pound£,copy©,reg®,trade™,rarr→,larr←,shy,zwnj,zwj"
  )
    .split(",")
    .map((pair) => {
      const [name = "", sign = ""] = pair.split(/(?!\w)/);
      return [name, sign];
    }),
);

/** Decodes `&name;` or `&#number;`; returns unknown references unchanged. */
export function decodeEntity(entity: string): string {
  const [, hexadecimal, decimal, name = ""] =
    /^&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));$/i.exec(entity) ?? [];
  if (name !== "") return NAMED.get(name) ?? entity;
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : entity;
}
