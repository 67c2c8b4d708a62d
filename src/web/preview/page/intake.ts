/** @module Files that the reader drops or chooses: previewed, then added or not. */

import { elementOf, need } from "./elements.ts";
import { post, reporting } from "./server.ts";
import { words } from "./words.ts";

const MAX_BYTES = 10_000_000;

/** Attaches the place for files. @param onAdded is called when a file can be searched. */
export function openIntake(look: () => void, onAdded: () => Promise<void>): void {
  const input = need("#files", HTMLInputElement);
  const drop = need("#drop", HTMLElement);
  const take = (files: Iterable<File>): void => {
    for (const file of files) void offer(file, look, onAdded);
  };
  input.addEventListener("change", () => {
    take(input.files ?? []);
    input.value = "";
  });
  // Files dropped beside the place must not be opened by the browser.
  for (const kind of ["dragover", "drop"] as const)
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      const isOver =
        kind === "dragover" && event.target instanceof Node && drop.contains(event.target);
      drop.classList.toggle("over", isOver);
    });
  drop.addEventListener("drop", ({ dataTransfer }) => take(dataTransfer?.files ?? []));
}

/** Shows how a file is split, with the buttons that add it or not. */
async function offer(file: File, look: () => void, onAdded: () => Promise<void>): Promise<void> {
  const box = document.createElement("div");
  need("#offers", HTMLElement).append(box);
  const say = (text: string): void => {
    const line = document.createElement("p");
    [line.textContent, line.className] = [text, "offer-fault"];
    box.replaceChildren(line);
  };
  if (file.size > MAX_BYTES) return say(words.intake.tooLarge(file.name));
  say(words.intake.reading(file.name));
  const show = async (): Promise<void> => {
    const upload = { name: file.name, content: await base64Of(file) };
    const response = await post("documents/preview", upload);
    const { html }: { readonly html: string } = await response.json();
    const card = elementOf(html);
    box.replaceChildren(card);
    const { before } = card.dataset;
    card.querySelector("[data-cancel]")?.addEventListener("click", () => box.remove());
    card.querySelector("[data-add]")?.addEventListener("click", () => {
      const added = post("documents/add", { ...upload, before });
      say(words.intake.reading(file.name));
      look();
      void reporting(
        added.then(async () => {
          box.remove();
          await onAdded();
        }),
        say,
      );
    });
  };
  await reporting(show(), say);
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      if (typeof reader.result === "string") resolve(reader.result.replace(/^[^,]*,/, ""));
    });
    reader.addEventListener("error", () => reject(reader.error ?? new Error("unreadable")));
    reader.readAsDataURL(file);
  });
}
