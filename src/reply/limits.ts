/** @module Discord's limits on a message, in UTF-16 units: Discord counts code points, which are never more. */

export const LIMITS = {
  content: 2_000,
  title: 256,
  description: 4_096,
  fieldName: 256,
  fieldValue: 1_024,
  footer: 2_048,
  /** Of all texts in all embeds of a message. */
  embeds: 6_000,
  choices: 25,
  choiceName: 100,
  buttonLabel: 80,
  buttonUrl: 512,
  embedUrl: 2_048,
  rowButtons: 5,
  options: 25,
  optionText: 100,
  placeholder: 150,
  threadName: 100,
} as const;

/** Returns the text if it is short enough, else its beginning, to a word's end where one is near, and an ellipsis. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const beginning = text.slice(0, limit - 1);
  const space = beginning.search(/\s\S*$/);
  const kept = space > limit / 2 ? beginning.slice(0, space) : beginning;
  return `${kept
    .trimEnd()
    .toWellFormed()
    .replace(/\uFFFD$/, "")}…`;
}
