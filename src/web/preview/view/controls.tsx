/** @module Buttons and selects under a message, as Discord shows them. */

import {
  type APIButtonComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIMessageComponentEmoji,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import type { Message } from "../../../reply/message.ts";
import type { PageWords } from "../words/words.ts";
import { useWords } from "./language.tsx";
import { Link } from "./markdown.tsx";

/** Renders the rows of a message. */
export const Controls = ({ rows }: { readonly rows: Message["components"] }) => (
  <>
    {rows.map(({ components }) => (
      <div class="row">
        {components.map((component) => (
          <Control component={component} />
        ))}
      </div>
    ))}
  </>
);

const Control = ({ component }: { readonly component: APIComponentInMessageActionRow }) => {
  if (component.type === ComponentType.Button) return <Button button={component} />;
  if (component.type === ComponentType.StringSelect) return <Select select={component} />;
  return <span class="muted">{useWords().message.unknown}</span>;
};

const Button = ({ button }: { readonly button: APIButtonComponent }) => {
  if (button.style === ButtonStyle.Premium) return <></>;
  const inner = (
    <>
      <Emoji emoji={button.emoji} />
      {button.label !== undefined && <span>{button.label}</span>}
    </>
  );
  if (button.style === ButtonStyle.Link)
    return (
      <span class="button link-button">
        <Link target={button.url}>{inner}</Link>
      </span>
    );
  return (
    <button
      type="button"
      class={`button ${STYLES[button.style]}`}
      aria-label={button.label === undefined ? nameOf(button.emoji, useWords()) : undefined}
      data-custom-id={button.custom_id}
      disabled={button.disabled === true}
    >
      {inner}
    </button>
  );
};

const STYLES: Readonly<Record<APIButtonComponentWithCustomId["style"], string>> = {
  [ButtonStyle.Primary]: "primary",
  [ButtonStyle.Secondary]: "secondary",
  [ButtonStyle.Success]: "success",
  [ButtonStyle.Danger]: "danger",
};

/** Returns the accessible name of a button without a label: the meaning of its emoji, where it is one of a reply's. */
function nameOf(
  emoji: APIMessageComponentEmoji | undefined,
  { message }: PageWords,
): string | undefined {
  const known: Readonly<Record<string, string>> = message.emoji;
  const sign = emoji?.name ?? "";
  return known[sign] ?? sign;
}

const chosenIn = ({ options }: APIStringSelectComponent) =>
  options.find((option) => option.default === true);

/** An emoji beside a label adds no meaning, and one alone is named by its button, so it is hidden from screen readers. */
const Emoji = ({ emoji }: { readonly emoji: APIMessageComponentEmoji | undefined }) =>
  emoji?.name === undefined ? (
    <></>
  ) : (
    <span class="emoji" aria-hidden="true">
      {emoji.name}
    </span>
  );

/** Renders a select with its default choice; each choice is a button, so that the arrow keys do not select one. */
const Select = ({ select }: { readonly select: APIStringSelectComponent }) => (
  <details class="select">
    <summary>{chosenIn(select)?.label ?? select.placeholder ?? useWords().message.select}</summary>
    <div class="choices">
      {select.options.map(({ label, value, description, emoji, default: isChosen = false }) => (
        <button
          type="button"
          data-custom-id={select.custom_id}
          data-value={value}
          {...(isChosen ? { "aria-current": "true" } : {})}
        >
          <Emoji emoji={emoji} />
          <span>{label}</span>
          {description !== undefined && <small>{description}</small>}
        </button>
      ))}
    </div>
  </details>
);
