/** @module The report of feedback as a page: documents used, passages voted down, unanswered questions, posts, broken pins. */

import { REASONS } from "../../../feedback/feedback.ts";
import type { QuestionGroup } from "../../../feedback/questions.ts";
import type { BrokenPin, FeedbackReport } from "../../../feedback/report.ts";
import type { Section } from "../../../feedback/sections.ts";
import type { DislikedPassage, DocumentUse } from "../../../feedback/uses.ts";
import { dateWords, label } from "../../../reply/citation.ts";
import { addressOf, documentAddress } from "../links.ts";
import type { Surroundings } from "../place.ts";
import type { PageWords } from "../words/words.ts";
import { Figure, Frame } from "./frame.tsx";
import { page, useReplyWords, useWords } from "./language.tsx";

const MOST_DOCUMENTS = 20;
const MOST_GROUPS = 50;
const MOST_WORDINGS = 20;

interface ReportProps {
  readonly report: FeedbackReport;
  readonly keepsQuestions: boolean;
}

/** Renders the report as a page. */
export const renderReport = (
  { report, keepsQuestions }: ReportProps,
  words: PageWords,
  around: Surroundings,
): string =>
  page(
    <Frame title={words.frame.report} here="report" around={around}>
      <header class="top">
        <h1>
          <span aria-hidden="true">◔</span> {words.frame.report}
        </h1>
        <Topic {...report} />
      </header>
      <div class="sheet" tabindex={0} role="region" aria-label={words.report.region}>
        <Votes report={report} keepsQuestions={keepsQuestions} />
        <Used documents={report.documents} />
        <Disliked passages={report.disliked} />
        <Questions unanswered={report.unanswered} keepsQuestions={keepsQuestions} />
        <Posts posts={report.posts} />
        <BrokenPins pins={report.brokenPins} />
      </div>
    </Frame>,
    words,
  );

const Topic = ({ from, until }: Pick<FeedbackReport, "from" | "until">) => {
  const { report } = useWords();
  const date = useDates();
  return <p class="topic">{report.topic(date(from), date(until))}</p>;
};

/** Returns the function that formats a date within a sentence. */
const useDates = () => {
  const words = useReplyWords();
  return (date: string): string => dateWords(date, words, "long");
};

const Votes = ({ report: { votes, unanswered, people, damaged }, keepsQuestions }: ReportProps) => {
  const { report } = useWords();
  return (
    <section aria-labelledby="votes-title">
      <h2 id="votes-title">{report.glance}</h2>
      <dl class="figures">
        <Figure name={report.helpful} value={votes.up} />
        <Figure name={report.unhelpful} value={votes.down} />
        {(keepsQuestions || unanswered.questions > 0) && (
          <Figure name={report.nothing} value={unanswered.questions} />
        )}
        {people.asked + people.answered > 0 && (
          <>
            <Figure name={report.personAsked} value={people.asked} />
            <Figure name={report.personAnswered} value={people.answered} />
          </>
        )}
      </dl>
      {votes.up + votes.down === 0 && <p class="muted">{report.noVotes}</p>}
      {damaged > 0 && <p class="warn">{report.damaged(damaged)}</p>}
    </section>
  );
};

const Used = ({ documents }: { readonly documents: readonly DocumentUse[] }) => {
  const { report } = useWords();
  return (
    <section aria-labelledby="used-title">
      <h2 id="used-title">{report.used}</h2>
      {documents.length === 0 ? (
        <p class="muted">{report.noneShown}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{report.document}</th>
              {[report.shown, report.helpful, report.unhelpful].map((name) => (
                <th scope="col" class="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {documents.slice(0, MOST_DOCUMENTS).map((use) => (
              <Row use={use} />
            ))}
          </tbody>
        </table>
      )}
      <More count={documents.length - MOST_DOCUMENTS} />
    </section>
  );
};

const Row = ({ use: { path, title, shown, up, down } }: { readonly use: DocumentUse }) => {
  const { report, number } = useWords();
  const figures = [
    [report.shown, shown],
    [report.helpful, up],
    [report.unhelpful, down],
  ] as const;
  return (
    <tr>
      <th scope="row">
        {title === null ? label(path) : <a href={documentAddress(path)}>{label(title)}</a>}
        <small>{title === null ? report.notIndexed : label(path)}</small>
      </th>
      {figures.map(([name, value]) => (
        <td data-name={name} class="number">
          {number(value)}
        </td>
      ))}
    </tr>
  );
};

/** Lists the disliked passages, each with a link if it is still in the index. */
const Disliked = ({ passages }: { readonly passages: readonly DislikedPassage[] }) => {
  const { report } = useWords();
  return (
    <section aria-labelledby="disliked-title">
      <h2 id="disliked-title">{report.disliked}</h2>
      {passages.length === 0 ? (
        <p class="muted">{report.none}</p>
      ) : (
        <ul class="entries">
          {passages.map((passage) => (
            <Entry passage={passage} />
          ))}
        </ul>
      )}
    </section>
  );
};

const Entry = ({ passage }: { readonly passage: DislikedPassage }) => {
  const { id, up, down, reasons, status } = passage;
  const { votes } = useReplyWords();
  const { report, number } = useWords();
  const given = REASONS.filter((reason) => reasons[reason] > 0).map(
    (reason) => `${votes.reasons[reason]} (${number(reasons[reason])})`,
  );
  return (
    <li>
      <strong>
        {number(down)} 👎{up > 0 && `, ${number(up)} 👍`}
      </strong>{" "}
      <Place passage={passage} />
      <small>
        {[id, ...(status === "current" ? [] : [report.notIndexed]), ...given].join(" · ")}
      </small>
    </li>
  );
};

const Place = ({ passage }: { readonly passage: Section }) => {
  const { id, path, title, status, headings } = passage;
  const name = [title ?? path ?? useWords().report.unknown, ...headings].map(label).join(" › ");
  if (path === null || status !== "current") return <>{name}</>;
  return <a href={addressOf({ path, id })}>{name}</a>;
};

interface QuestionsProps {
  readonly unanswered: FeedbackReport["unanswered"];
  readonly keepsQuestions: boolean;
}

const Questions = ({ unanswered: { groups }, keepsQuestions }: QuestionsProps) => {
  const { report } = useWords();
  return (
    <section aria-labelledby="questions-title">
      <h2 id="questions-title">{report.questions}</h2>
      {groups.length > 0 && (
        <>
          <p class="muted">{report.nearest}</p>
          <ul class="entries">
            {groups.slice(0, MOST_GROUPS).map((group) => (
              <Group group={group} />
            ))}
          </ul>
        </>
      )}
      <More count={groups.length - MOST_GROUPS} />
      {!keepsQuestions ? <NotKept /> : groups.length === 0 && <p class="muted">{report.none}</p>}
    </section>
  );
};

const More = ({ count }: { readonly count: number }) =>
  count > 0 ? <p class="muted">{useWords().report.more(count)}</p> : null;

const NotKept = () => (
  <p class="muted">
    {useWords().report.notKept} <code>KEEP_UNANSWERED=true</code>
    {useWords().report.informs(`/${useReplyWords().commands.help.name}`)}
  </p>
);

const Group = ({
  group: { heading, section, asked, posts, last, questions },
}: {
  readonly group: QuestionGroup;
}) => {
  const { report, number } = useWords();
  const date = useDates();
  return (
    <li>
      <strong>{number(asked + posts)} ×</strong>{" "}
      {section ? <Place passage={section} /> : heading === null ? report.nearNone : label(heading)}
      <small>
        {[report.last(date(last)), ...(posts > 0 ? [report.asPosts(posts)] : [])].join(" · ")}
      </small>
      <ul>
        {questions.slice(0, MOST_WORDINGS).map((question) => (
          <li>{question}</li>
        ))}
      </ul>
      <More count={questions.length - MOST_WORDINGS} />
    </li>
  );
};

/** Shows the posts where nobody asked, with the sections nearest to those without a reply; nothing where there were none. */
const Posts = ({ posts }: Pick<FeedbackReport, "posts">) => {
  const { report, number } = useWords();
  const { answered, silent, skipped, removed, sections } = posts;
  if (answered + silent + skipped + removed + sections.length === 0) return null;
  return (
    <section aria-labelledby="posts-title">
      <h2 id="posts-title">{report.posts}</h2>
      <dl class="figures">
        <Figure name={report.postsAnswered} value={answered} />
        <Figure name={report.postsSilent} value={silent} />
        <Figure name={report.postsSkipped} value={skipped} />
        <Figure name={report.postsRemoved} value={removed} />
      </dl>
      {sections.length > 0 && <p class="muted">{report.silentNear}</p>}
      <ul class="entries">
        {sections.slice(0, MOST_GROUPS).map(({ section, silent: count }) => (
          <li>
            <strong>{number(count)} ×</strong>{" "}
            {section ? <Place passage={section} /> : report.unknown}
          </li>
        ))}
      </ul>
      <More count={sections.length - MOST_GROUPS} />
    </section>
  );
};

const BrokenPins = ({ pins }: { readonly pins: readonly BrokenPin[] }) => {
  const { digest } = useReplyWords();
  if (pins.length === 0) return null;
  return (
    <section aria-labelledby="pins-title">
      <h2 id="pins-title">{digest.brokenPins}</h2>
      <ul class="entries">
        {pins.map(({ id, passage, question, why, ...location }) => (
          <li>
            {question} <Place passage={{ ...location, id: passage }} />
            <small>{[id, digest.pins[why], passage].join(" · ")}</small>
          </li>
        ))}
      </ul>
    </section>
  );
};
