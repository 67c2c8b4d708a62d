/** @module The script of the channel: the question box, and the buttons under messages. */

import { need } from "./elements.ts";
import { type Log, logIn } from "./log.ts";
import { linesOf, post, reporting } from "./server.ts";

interface Channel {
  readonly log: Log;
  readonly line: HTMLInputElement;
  readonly fault: HTMLElement;
}

/** Attaches the question box and the buttons. */
export function openChannel(): void {
  const messages = need("#log", HTMLElement);
  const line = need("#line", HTMLInputElement);
  const channel = { log: logIn(messages), line, fault: need("#fault", HTMLElement) };
  listenToBox(channel);
  document.addEventListener("click", ({ target }) => onClick(target, channel));
  messages.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeSelect(event.target);
  });
  line.disabled = false;
  line.focus();
}

function listenToBox(channel: Channel): void {
  const { line, fault } = channel;
  const box = need("#box", HTMLFormElement);
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(channel);
  });
  line.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) box.requestSubmit();
  });
  line.addEventListener("input", () => (fault.textContent = ""));
}

function submit(channel: Channel): void {
  const text = channel.line.value.trim();
  if (text === "") channel.fault.textContent = "Type a question first.";
  else void ask(text, channel);
  channel.line.focus();
}

function onClick(target: EventTarget | null, channel: Channel): void {
  if (!(target instanceof Element)) return;
  const text = target.closest<HTMLElement>("[data-ask]")?.dataset.ask;
  if (text !== undefined) void ask(text, channel);
  const message = target.closest<HTMLElement>(".message");
  const button = target.closest<HTMLElement>("[data-custom-id]");
  if (message && button) void press(button, message, channel);
  if (message && target.closest("[data-dismiss]")) {
    message.remove();
    channel.line.focus();
  }
}

/** Sends a text and shows the replies; after a failure, a text from the box is restored. */
async function ask(text: string, { log, line, fault }: Channel): Promise<void> {
  const isTyped = line.value.trim() === text;
  if (isTyped) line.value = "";
  fault.textContent = "";
  const stopWaiting = log.wait();
  const show = async (): Promise<void> => {
    for await (const reply of linesOf(await post("/ask", { text }))) {
      stopWaiting();
      log.show(reply);
    }
  };
  await reporting(show(), (problem) => {
    fault.textContent = problem;
    if (isTyped && line.value === "") line.value = text;
  }).finally(stopWaiting);
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
    const response = await post("/press", { customId, values, message: under });
    for await (const line of linesOf(response)) channel.log.show(line);
  };
  await reporting(show(), (problem) => (channel.fault.textContent = problem)).finally(() => {
    message.ariaBusy = null;
    button.closest("details")?.removeAttribute("open");
  });
}

function closeSelect(target: EventTarget | null): void {
  const select = target instanceof Element ? target.closest("details[open]") : null;
  select?.removeAttribute("open");
  select?.querySelector("summary")?.focus();
}
