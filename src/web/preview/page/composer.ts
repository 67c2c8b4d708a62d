/** @module Where one types: a question, or a command and its options. */

import type { Definition, Values } from "./commands.ts";
import { completing } from "./completing.ts";
import { need } from "./elements.ts";
import { type CommandForm, formFor } from "./form.ts";
import { asCombobox, type Suggestions, suggestions } from "./suggestions.ts";

/** Carries out a command. */
export type Send = (name: string, values: Values) => void;

/** The composer's parts, and the command that is being filled in. */
interface Composer {
  readonly commands: readonly Definition[];
  readonly send: Send;
  readonly line: HTMLInputElement;
  readonly place: HTMLElement;
  readonly fault: HTMLElement;
  readonly list: Suggestions;
  filled: CommandForm | undefined;
}

/** Makes the composer work. Gives what puts the cursor into it. */
export function openComposer(commands: readonly Definition[], send: Send): () => void {
  const form = need("#composer", HTMLFormElement);
  const composer: Composer = {
    commands,
    send,
    line: need("#line", HTMLInputElement),
    place: need("#command", HTMLElement),
    fault: need("#fault", HTMLElement),
    list: suggestions(),
    filled: undefined,
  };
  const { line, list } = composer;
  asCombobox(line);
  line.disabled = false;
  line.addEventListener("input", () => offerCommands(composer));
  line.addEventListener("blur", list.close);
  form.addEventListener("keydown", (event) => onKey(event, composer));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(composer);
  });
  return () => line.focus();
}

/** Back to the bare line. */
function reset(composer: Composer): void {
  const { line, place, fault, list } = composer;
  composer.filled = undefined;
  list.close();
  place.replaceChildren();
  [place.hidden, line.hidden, line.value, fault.textContent] = [true, false, "", ""];
  line.focus();
}

/** From the line to a command's form; what was typed behind its name goes into its first field. */
function begin(composer: Composer, definition: Definition, typed = ""): void {
  const { line, place, fault, list } = composer;
  composer.filled = formFor(definition, (field) => completing(definition, field, list));
  place.replaceChildren(composer.filled.element);
  [place.hidden, line.hidden, fault.textContent] = [false, true, ""];
  const first = place.querySelector("input");
  if (first) first.value = typed;
  composer.filled.focus();
}

function offerCommands(composer: Composer): void {
  const { line, list, commands, fault } = composer;
  fault.textContent = "";
  const [, word, rest] = /^\/(\S+) (.*)$/.exec(line.value) ?? [];
  const named = commands.find(({ name }) => name === word);
  if (named) return begin(composer, named, rest);
  const typed = /^\/(\S*)$/.exec(line.value)?.[1];
  const fitting = commands.filter(({ title }) => typed !== undefined && isBegunBy(title, typed));
  const choices = fitting.map((command) => ({
    label: command.title,
    detail: command.description,
    pick: () => begin(composer, command),
  }));
  list.offer(line, "Commands", choices);
}

const isBegunBy = (title: string, typed: string): boolean =>
  title.replace("/", "").toLowerCase().startsWith(typed.toLowerCase());

function onKey(event: KeyboardEvent, composer: Composer): void {
  if (composer.list.takes(event)) return event.preventDefault();
  if (!composer.filled || !(event.key === "Escape" || isErasingNothing(event))) return;
  event.preventDefault();
  reset(composer);
}

/** Backspace where there is nothing to erase takes the command away, as in Discord. */
const isErasingNothing = ({ key, target }: KeyboardEvent): boolean =>
  key === "Backspace" && !(target instanceof HTMLInputElement && target.value !== "");

function submit(composer: Composer): void {
  const { line, fault, send, filled } = composer;
  if (!filled) return submitLine(composer, line.value.trim());
  const missing = filled.missing();
  if (missing) {
    const { name, description } = missing.option;
    fault.textContent = `${name} is still missing: ${description}.`;
    return missing.control.focus();
  }
  send(filled.definition.name, filled.values());
  reset(composer);
}

/** A line that is no command is a question. */
function submitLine(composer: Composer, typed: string): void {
  if (typed === "") return;
  if (typed.startsWith("/")) {
    composer.fault.textContent = "There is no such command. Type / to see them all.";
    return;
  }
  composer.send("ask", { question: typed });
  reset(composer);
}
