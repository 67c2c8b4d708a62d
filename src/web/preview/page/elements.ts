/** @module Elements of the page: found by selectors, made from the server's HTML, and their times formatted. */

/** Finds the element of a selector. @throws Error if there is none: the page's HTML and script belong together. */
export function need<T extends Element>(
  selector: string,
  kind: new () => T,
  within: ParentNode = document,
): T {
  const found = within.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${selector}`);
}

interface Policy {
  createHTML(html: string): string;
}
declare global {
  interface Window {
    readonly trustedTypes?: {
      createPolicy(name: string, rules: Policy): Policy;
    };
  }
}

const AS_IT_IS: Policy = { createHTML: (html) => html };
const policy = window.trustedTypes?.createPolicy("footnote", AS_IT_IS) ?? AS_IT_IS;

/** Creates an element from HTML; the only function that turns text into markup. */
export function elementOf(html: string): HTMLElement {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(html);
  const element = template.content.firstElementChild;
  if (element instanceof HTMLElement) return element;
  throw new Error("the server sent no element");
}

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: "short" },
  f: { dateStyle: "long", timeStyle: "short" },
};

/** Formats the times in a part of the page in the user's language and time zone. */
export function showTimes(within: ParentNode): void {
  for (const time of within.querySelectorAll("time")) {
    const format = FORMATS[time.dataset.format ?? "f"] ?? FORMATS.f;
    time.textContent = new Intl.DateTimeFormat(undefined, format).format(new Date(time.dateTime));
  }
}
