/** @module Escaping: what Discord renders of an escaped text equals the text. */

/** Every character that can begin, end or be part of something in Discord's Markdown, links and mentions among it. */
const ACTIVE = /[\\*_~`|<>[\]()#:@-]/g;
/** A number that would become a list's. */
const LIST_NUMBER = /^([ \t]*\d+)(?=[.)])/gm;

/** For description, fields, title and content; footers, authors, labels and choices are shown by Discord as they are. */
export const escape = (text: string): string =>
  text.replace(ACTIVE, String.raw`\$&`).replace(LIST_NUMBER, "$1\\");

/** The text again of what `escape` made, as a terminal shows it. */
export const unescape = (markdown: string): string =>
  markdown.replace(/\\([\\*_~`|<>[\]()#:@.)-])/g, "$1");
