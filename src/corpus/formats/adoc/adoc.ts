import type { ReadText } from "../../markdown/markdown.ts";
export function readAdoc(_text: string, _bodyStart: number): ReadText {
  return { blocks: [], hidden: [] };
}
