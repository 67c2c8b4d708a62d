/** @module Buttons and choices of a reply, as they are listed and pressed at a prompt. */

import {
  type APIButtonComponentWithURL,
  type APIComponentInMessageActionRow,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import { describe, expect, it } from "vitest";
import { controlsOf, renderControls } from "../../src/cli/controls.ts";
import { draw } from "../../src/cli/draw.ts";
import { button, rows } from "../../src/reply/controls.ts";

const select: APIStringSelectComponent = {
  type: ComponentType.StringSelect,
  custom_id: "pick",
  options: [
    { label: "Harbour", value: "0", default: true },
    { label: "Orchard", value: "1" },
  ],
};
const link: APIButtonComponentWithURL = {
  type: ComponentType.Button,
  style: ButtonStyle.Link,
  label: "Original",
  url: "https://example.org/a_b",
};
const disabled = { ...button("gone", "Shown"), disabled: true };
const drawn = (...components: readonly (readonly APIComponentInMessageActionRow[])[]): string =>
  draw(renderControls({ components: rows(...components) }), { colour: false, columns: 40 })
    .text.replaceAll("\u00A0", " ")
    .trimEnd();

describe("the controls of a reply", () => {
  it("are its buttons and choices in their order, without links and what is disabled", () => {
    const components = rows([select], [disabled, button("up", "Helpful", { emoji: "👍" }), link]);
    expect(controlsOf({ components })).toEqual([
      { label: "Harbour", customId: "pick", values: ["0"] },
      { label: "Orchard", customId: "pick", values: ["1"] },
      { label: "👍 Helpful", customId: "up", values: [] },
    ]);
  });

  it("are listed in one line where they are few", () => {
    expect(drawn([button("a", "Back"), button("b", "Next")])).toBe(
      "Type a number:  [1] Back  [2] Next",
    );
  });

  it("are listed one below another where they are choices or long", () => {
    const long = button("c", "The ferry to the island in winter and summer");
    expect(drawn([select], [button("a", "Back"), button("b", "Next")], [long]).split("\n")).toEqual(
      [
        "Type a number:",
        "[1] Harbour",
        "[2] Orchard",
        "[3] Back  [4] Next",
        "[5] The ferry to the island in winter",
        "    and summer",
      ],
    );
  });

  it("have links with their addresses after them", () => {
    expect(drawn([link])).toBe("Original: https://example.org/a_b");
    expect(drawn()).toBe("");
  });
});
