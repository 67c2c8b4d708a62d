/** @module The channel: what was said, and where one types. */

import type { Library } from "../../../collection/library.ts";
import { many } from "../../../reply/words/counted.ts";
import { Frame, page } from "./frame.tsx";
import { Avatar } from "./icons.tsx";

interface ChannelProps {
  readonly counts: ReturnType<Library["counts"]>;
  /** Questions to begin with. */
  readonly examples: readonly string[];
}

/** The channel, empty: its history is in the page. */
export const renderChannel = ({ counts, examples }: ChannelProps): string =>
  page(
    <Frame title="#ask-footnote" here="channel">
      <header class="top">
        <h1>
          <span aria-hidden="true">#</span> ask-footnote
        </h1>
        <p class="topic">As members see it in Discord, but for the links on IDs.</p>
      </header>
      <div id="log" role="log" aria-label="Messages" tabindex={0}>
        <Welcome counts={counts} examples={examples.slice(0, MOST)} />
      </div>
      <Composer />
    </Frame>,
  );

const MOST = 6;

const Welcome = ({ counts, examples }: ChannelProps) => (
  <section class="welcome" aria-label="Welcome">
    <Avatar />
    <h2>Welcome to #ask-footnote</h2>
    <p>
      I search{" "}
      {`${many(counts.documents, "document", "documents")} (${many(counts.passages, "passage", "passages")})`}{" "}
      and quote what I find, word for word. Type a question, or <kbd>/</kbd> for the commands.
    </p>
    {examples.length > 0 && (
      <>
        <p class="muted">For example:</p>
        <ul class="examples">
          {examples.map((example) => (
            <li>
              <button type="button" class="button secondary" data-ask={example}>
                {example}
              </button>
            </li>
          ))}
        </ul>
      </>
    )}
  </section>
);

/** The line waits for the page's script: without it, Enter would send a form that nobody takes. The list of suggestions serves the line and each option; the page's script tells which. */
const Composer = () => (
  <form id="composer" autocomplete="off">
    <div id="suggestions" hidden>
      <p id="suggestions-title" class="suggestions-title"></p>
      <ul role="listbox" id="suggestions-list" aria-labelledby="suggestions-title"></ul>
    </div>
    <p id="fault" role="alert"></p>
    <div class="field">
      <div id="command" hidden></div>
      <input
        id="line"
        type="text"
        maxlength={4000}
        disabled
        aria-label="A question, or a command"
        placeholder="Ask a question, or type / for commands"
      />
      <button type="submit" class="send" aria-label="Send">
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M3 11.2V4l18.5 8L3 20v-7.2l10-.8z" fill="currentColor" />
        </svg>
      </button>
    </div>
  </form>
);
