/** @module The view of the channel: messages, and the question box. */

import type { Library } from "../../../collection/library.ts";
import { QUESTION_LENGTH } from "../../../search/question.ts";
import type { Surroundings } from "../place.ts";
import type { PageWords } from "../words/words.ts";
import { Avatar, Frame } from "./frame.tsx";
import { htmlOf, page, useWords } from "./language.tsx";

interface ChannelProps {
  readonly counts: ReturnType<Library["counts"]>;
  /** Questions to begin with, each proven to find something. */
  readonly examples: readonly string[];
  readonly servesSamples: boolean;
}

/** Returns the channel without messages: the browser's tab keeps them. */
export const renderChannel = (
  props: ChannelProps,
  words: PageWords,
  around: Surroundings,
): string =>
  page(
    <Frame title={`#${words.frame.channel}`} here="channel" around={around}>
      <header class="top">
        <h1>
          <span aria-hidden="true">#</span> {words.frame.channel}
        </h1>
        <p class="topic">{words.channel.topic}</p>
      </header>
      <div class="log">
        <div id="log" role="log" aria-label={words.channel.messages} tabindex={0}>
          <div id="messages">
            <Welcome {...props} />
          </div>
        </div>
        <button type="button" id="jump" hidden>
          {words.channel.jump} <span aria-hidden="true">↓</span>
        </button>
      </div>
      <QuestionBox />
    </Frame>,
    words,
  );

/** Renders the part that changes with the index, as HTML. */
export const renderWelcome = (props: ChannelProps, words: PageWords): string =>
  htmlOf(<Welcome {...props} />, words);

const MOST_EXAMPLES = 6;

const Welcome = ({ counts, examples, servesSamples }: ChannelProps) => {
  const { channel } = useWords();
  return (
    <section class="welcome" aria-label={channel.welcome}>
      <Avatar />
      <h2>{channel.welcome}</h2>
      <p>{channel.intro(counts.documents, counts.passages)}</p>
      {servesSamples && (
        <p>
          {channel.samples} <a href="collection">{channel.own}</a>
          {channel.ownInstead}
        </p>
      )}
      {examples.length > 0 && (
        <>
          <p class="muted">{channel.examples}</p>
          <ul class="examples">
            {examples.slice(0, MOST_EXAMPLES).map((example) => (
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
};

/** The question box is enabled by the page's script: without it, Enter would send a form that no route takes. */
const QuestionBox = () => {
  const { channel } = useWords();
  return (
    <form id="box" autocomplete="off">
      <p id="fault" role="alert"></p>
      <div class="question">
        <textarea
          id="line"
          rows={1}
          disabled
          data-most={QUESTION_LENGTH.max}
          aria-label={channel.line}
          aria-describedby="counter"
          placeholder={channel.placeholder}
        ></textarea>
        <button type="submit" class="send" aria-label={channel.send}>
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M3 11.2V4l18.5 8L3 20v-7.2l10-.8z" fill="currentColor" />
          </svg>
        </button>
      </div>
      <p id="counter" hidden></p>
      <p class="shortcuts">
        <button type="button" class="button secondary" data-ask="/documents">
          {channel.documents}
        </button>
        <button type="button" class="button secondary" data-ask="/help">
          {channel.help}
        </button>
        <a class="button secondary" href="collection">
          {channel.rebuild}
        </a>
      </p>
    </form>
  );
};
