/** @module The report of feedback as a page: documents used, passages voted down, unanswered questions. */

import { REASONS } from "../../../feedback/feedback.ts";
import type { QuestionGroup } from "../../../feedback/questions.ts";
import type { FeedbackReport } from "../../../feedback/report.ts";
import type { DislikedPassage, DocumentUse } from "../../../feedback/uses.ts";
import { label } from "../../../reply/citation.ts";
import { wordsFor } from "../../../reply/words/words.ts";
import { addressOf, documentAddress } from "../links.ts";
import { Figure, Frame, page } from "./frame.tsx";

const WORDS = wordsFor("en");
const MOST_DOCUMENTS = 20;
const MOST_GROUPS = 50;
const MOST_WORDINGS = 20;

interface ReportProps {
  readonly report: FeedbackReport;
  readonly keepsQuestions: boolean;
}

/** Renders the report as a page. */
export const renderReport = (report: FeedbackReport, keepsQuestions: boolean): string =>
  page(
    <Frame title="Report" here="report">
      <header class="top">
        <h1>
          <span aria-hidden="true">◔</span> Report
        </h1>
        <p class="topic">
          What members needed, from {report.from} to {report.until}. No names are kept.
        </p>
      </header>
      <div class="sheet" tabindex={0} role="region" aria-label="The report">
        <Votes report={report} keepsQuestions={keepsQuestions} />
        <Used documents={report.documents} />
        <Disliked passages={report.disliked} />
        <Questions unanswered={report.unanswered} keepsQuestions={keepsQuestions} />
      </div>
    </Frame>,
  );

const Votes = ({ report: { votes, unanswered, damaged }, keepsQuestions }: ReportProps) => (
  <section aria-labelledby="votes-title">
    <h2 id="votes-title">At a glance</h2>
    <dl class="figures">
      <Figure name="Helpful" value={votes.up} />
      <Figure name="Not helpful" value={votes.down} />
      {(keepsQuestions || unanswered.questions > 0) && (
        <Figure name="Found nothing" value={unanswered.questions} />
      )}
    </dl>
    {votes.up + votes.down === 0 && (
      <p class="muted">Nobody has voted yet. Members vote with the 👍 and 👎 under an answer.</p>
    )}
    {damaged > 0 && <p class="warn">{damaged} lines of the store could not be read.</p>}
  </section>
);

const Used = ({ documents }: { readonly documents: readonly DocumentUse[] }) => (
  <section aria-labelledby="used-title">
    <h2 id="used-title">Documents, by how often they were shown</h2>
    {documents.length === 0 ? (
      <p class="muted">No passage was shown yet. Ask something, and look again.</p>
    ) : (
      <table>
        <thead>
          <tr>
            <th scope="col">Document</th>
            <th scope="col" class="number">
              Shown
            </th>
            <th scope="col" class="number">
              Helpful
            </th>
            <th scope="col" class="number">
              Not helpful
            </th>
          </tr>
        </thead>
        <tbody>
          {documents.slice(0, MOST_DOCUMENTS).map((use) => (
            <Row use={use} />
          ))}
        </tbody>
      </table>
    )}
    {documents.length > MOST_DOCUMENTS && (
      <p class="muted">and {documents.length - MOST_DOCUMENTS} more</p>
    )}
  </section>
);

const Row = ({ use: { path, title, shown, up, down } }: { readonly use: DocumentUse }) => (
  <tr>
    <th scope="row">
      {title === null ? label(path) : <a href={documentAddress(path)}>{label(title)}</a>}
      <small>{title === null ? "no longer in the index" : label(path)}</small>
    </th>
    <td data-name="Shown" class="number">
      {shown}
    </td>
    <td data-name="Helpful" class="number">
      {up}
    </td>
    <td data-name="Not helpful" class="number">
      {down}
    </td>
  </tr>
);

/** Lists the disliked passages, each with a link if it is still in the index. */
const Disliked = ({ passages }: { readonly passages: readonly DislikedPassage[] }) => (
  <section aria-labelledby="disliked-title">
    <h2 id="disliked-title">Passages of replies that were voted down</h2>
    {passages.length === 0 ? (
      <p class="muted">None.</p>
    ) : (
      <ul class="entries">
        {passages.map((passage) => (
          <Entry passage={passage} />
        ))}
      </ul>
    )}
  </section>
);

const Entry = ({ passage }: { readonly passage: DislikedPassage }) => {
  const { id, up, down, reasons, status } = passage;
  const given = REASONS.filter((reason) => reasons[reason] > 0).map(
    (reason) => `${WORDS.votes.reasons[reason]} (${reasons[reason]})`,
  );
  return (
    <li>
      <strong>
        {down} 👎{up > 0 && `, ${up} 👍`}
      </strong>{" "}
      <Place passage={passage} />
      <small>
        {[id, status === "current" ? undefined : "no longer in the index", ...given]
          .filter((part) => part !== undefined)
          .join(" · ")}
      </small>
    </li>
  );
};

const Place = ({ passage }: { readonly passage: DislikedPassage }) => {
  const { id, path, title, status, headings } = passage;
  const name = [title ?? path ?? "a passage that is not known", ...headings].map(label).join(" › ");
  if (path === null || status !== "current") return <>{name}</>;
  return <a href={addressOf({ path, id })}>{name}</a>;
};

interface QuestionsProps {
  readonly unanswered: FeedbackReport["unanswered"];
  readonly keepsQuestions: boolean;
}

const Questions = ({ unanswered: { groups }, keepsQuestions }: QuestionsProps) => (
  <section aria-labelledby="questions-title">
    <h2 id="questions-title">Questions that found nothing</h2>
    {groups.length > 0 && (
      <>
        <p class="muted">By the nearest heading: an answer could be written there.</p>
        <ul class="entries">
          {groups.slice(0, MOST_GROUPS).map((group) => (
            <Group group={group} />
          ))}
        </ul>
      </>
    )}
    <More count={groups.length - MOST_GROUPS} />
    {!keepsQuestions ? <NotKept /> : groups.length === 0 && <p class="muted">None.</p>}
  </section>
);

const More = ({ count }: { readonly count: number }) =>
  count > 0 ? <p class="muted">and {count} more</p> : null;

const NotKept = () => (
  <p class="muted">
    Questions are not kept. To see which documents are missing, set{" "}
    <code>KEEP_UNANSWERED=true</code>; <code>/help</code> then informs members.
  </p>
);

const Group = ({
  group: { heading, asked, last, questions },
}: {
  readonly group: QuestionGroup;
}) => (
  <li>
    <strong>{asked} ×</strong> {heading === null ? "Near no heading" : label(heading)}
    <small>last on {last}</small>
    <ul>
      {questions.slice(0, MOST_WORDINGS).map((question) => (
        <li>{question}</li>
      ))}
    </ul>
    <More count={questions.length - MOST_WORDINGS} />
  </li>
);
