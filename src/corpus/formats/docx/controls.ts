/** @module Form fields and content controls: finds the value chosen in one that holds no text. */

import { childOf, childrenOf, type Element, isOn, valueIn } from "./xml.ts";

/** A text, with its font where that is known; or something that is seen but not read. */
export type Value = { readonly text: string; readonly font?: string } | "unreadable";

/** Returns the value of a form field, by its `w:ffData`. */
export function formFieldValue(data: Element | undefined): Value | undefined {
  const [box, list] = [childOf(data, "w:checkBox"), childOf(data, "w:ddList")];
  if (box) return checkBox(childOf(box, "w:checked") ?? childOf(box, "w:default"));
  if (!list) return undefined;
  const at = Number(valueIn(list, "w:result") ?? valueIn(list, "w:default") ?? 0);
  const text = childrenOf(list, "w:listEntry")[at]?.attributes["w:val"];
  return text === undefined ? "unreadable" : { text };
}

/** Returns the value of a content control, by its `w:sdtPr`. How a date is written is not in the file. */
export function controlValue(properties: Element | undefined): Value | undefined {
  const box = childOf(properties, "w14:checkbox");
  if (box) return checkBox(childOf(box, "w14:checked"), "w14:val");
  if (childOf(properties, "w:date")?.attributes["w:fullDate"]) return "unreadable";
  const list = childOf(properties, "w:dropDownList") ?? childOf(properties, "w:comboBox");
  const chosen = list?.attributes["w:lastValue"];
  if (!chosen) return undefined;
  const item = childrenOf(list, "w:listItem").find(
    ({ attributes }) => attributes["w:value"] === chosen,
  );
  return { text: item?.attributes["w:displayText"] ?? chosen };
}

const checkBox = (state: Element | undefined, attribute?: string): Value => ({
  text: state && isOn(state, attribute) ? "☒" : "☐",
});
