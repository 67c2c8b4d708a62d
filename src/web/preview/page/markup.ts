/** @module The one door by which markup gets into the page: what this page's own server has rendered. */

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

/** The element that a piece of HTML stands for. */
export function elementOf(html: string): HTMLElement {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(html);
  const element = template.content.firstElementChild;
  if (element instanceof HTMLElement) return element;
  throw new Error("the server sent no element");
}
