/** @module The script of the channel: the question box, and the buttons under messages. */

import { elementOf, need } from "./elements.ts";
import { type Line, openLine } from "./line.ts";
import { type Log, openLog } from "./log.ts";
import { getJson, linesOf, post, reporting } from "./server.ts";
import { words } from "./words.ts";

interface Channel {
  readonly log: Log;
  readonly line: Line;
  readonly fault: HTMLElement;
}

/** Attaches the question box and the buttons. */
export function openChannel(): void {
  const channel = { log: openLog(), line: openLine(), fault: need("#fault", HTMLElement) };
  listenToBox(channel);
  document.addEventListener("click", ({ target }) => onClick(target, channel));
  channel.line.focus();
}

/** Shows what is served now; a focus in it moves to the line. */
export async function refreshWelcome(): Promise<void> {
  const { html } = await getJson<{ readonly html: string }>("welcome");
  const known = need(".welcome", HTMLElement);
  const isFocused = known.contains(document.activeElement);
  known.replaceWith(elementOf(html));
  if (isFocused) need("#line", HTMLElement).focus({ preventScroll: true });
}

function listenToBox(channel: Channel): void {
  const { line, fault } = channel;
  const box = need("#box", HTMLFormElement);
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(channel);
  });
  line.element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    box.requestSubmit();
  });
  line.element.addEventListener("input", () => (fault.textContent = ""));
}

/** Sends the text of the line, once until it is answered. */
function submit(channel: Channel): void {
  const { line, fault } = channel;
  line.focus();
  if (line.element.ariaBusy === "true") return;
  const found = line.fault();
  if (found !== undefined) fault.textContent = found;
  else void ask(line.element.value.trim(), channel);
}

function onClick(target: EventTarget | null, channel: Channel): void {
  if (!(target instanceof Element)) return;
  const text = target.closest<HTMLElement>("[data-ask]")?.dataset.ask;
  if (text !== undefined) {
    void ask(text, channel);
    channel.line.focus();
  }
  const message = target.closest<HTMLElement>(".message");
  const button = target.closest<HTMLElement>("[data-custom-id]");
  if (message && button) void press(button, message, channel);
  if (message && target.closest("[data-dismiss]")) {
    message.remove();
    channel.line.focus();
  }
  if (target.closest("#jump")) channel.line.focus();
}

/** Sends a text and shows the replies. The text leaves the line only when a reply has come, and if it was not changed. */
async function ask(text: string, { log, line, fault }: Channel): Promise<void> {
  const isTyped = line.element.value.trim() === text;
  if (isTyped) line.element.ariaBusy = "true";
  fault.textContent = "";
  const stopWaiting = log.wait();
  const show = async (): Promise<void> => {
    for await (const reply of linesOf(await post("ask", { text }))) {
      stopWaiting();
      log.show(reply);
      if (isTyped && line.element.value.trim() === text) line.set("");
      line.remember(text);
    }
  };
  await reporting(show(), (problem) => {
    fault.textContent = isTyped ? `${problem} ${words.channel.kept}` : problem;
  }).finally(() => {
    stopWaiting();
    line.element.ariaBusy = null;
  });
}

/** Sends a press; until it is answered, further presses under the same message are ignored. */
async function press(button: HTMLElement, message: HTMLElement, channel: Channel): Promise<void> {
  if (message.ariaBusy === "true") return;
  message.ariaBusy = "true";
  channel.fault.textContent = "";
  const { customId, value } = button.dataset;
  const under: unknown = JSON.parse(message.dataset.kept ?? "{}");
  const values = value === undefined ? [] : [value];
  const show = async (): Promise<void> => {
    const response = await post("press", { customId, values, message: under });
    for await (const line of linesOf(response)) channel.log.show(line);
  };
  await reporting(show(), (problem) => (channel.fault.textContent = problem)).finally(() => {
    message.ariaBusy = null;
    button.closest("details")?.removeAttribute("open");
  });
}
