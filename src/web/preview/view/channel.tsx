/** @module The view of the channel: messages, and the question box. */

import type { Library } from "../../../collection/library.ts";
import { many } from "../../../reply/words/counted.ts";
import { Avatar, Frame, page } from "./frame.tsx";

interface ChannelProps {
  readonly counts: ReturnType<Library["counts"]>;
  /** Questions to begin with. */
  readonly examples: readonly string[];
}

/** Returns the channel without messages: the browser's tab keeps them. */
export const renderChannel = ({ counts, examples }: ChannelProps): string =>
  page(
    <Frame title="#ask-footnote" here="channel">
      <header class="top">
        <h1>
          <span aria-hidden="true">#</span> ask-footnote
        </h1>
        <p class="topic">As members see it in Discord, except for the links on IDs.</p>
      </header>
      <div id="log" role="log" aria-label="Messages" tabindex={0}>
        <Welcome counts={counts} examples={examples.slice(0, MOST)} />
      </div>
      <QuestionBox />
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
      and quote what I find, word for word. Type a question, or paste the ID of a passage to see its
      source.
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

/** The question box is enabled by the page's script: without it, Enter would send a form that no route takes. */
const QuestionBox = () => (
  <form id="box" autocomplete="off">
    <p id="fault" role="alert"></p>
    <div class="question">
      <input
        id="line"
        type="text"
        disabled
        aria-label="A question, or the ID of a passage"
        placeholder="Ask a question, or paste a passage's ID"
      />
      <button type="submit" class="send" aria-label="Send">
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M3 11.2V4l18.5 8L3 20v-7.2l10-.8z" fill="currentColor" />
        </svg>
      </button>
    </div>
    <p class="shortcuts">
      <button type="button" class="button secondary" data-ask="/documents">
        Documents
      </button>
      <button type="button" class="button secondary" data-ask="/help">
        Help
      </button>
      <a class="button secondary" href="/collection">
        Rebuild
      </a>
    </p>
  </form>
);
