/** @module Unanswered questions on the page, by the nearest heading. */

import type { FeedbackReport } from "../../../feedback/report.ts";
import type { QuestionGroup } from "../../../feedback/questions.ts";
import { label } from "../../../reply/citation.ts";

const MOST_GROUPS = 50;
const MOST_WORDINGS = 20;

interface QuestionsProps {
  readonly unanswered: FeedbackReport["unanswered"];
  readonly keepsQuestions: boolean;
}

export const Questions = ({ unanswered: { groups }, keepsQuestions }: QuestionsProps) => (
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
    <code>KEEP_UNANSWERED=true</code>; <code>/help</code> then tells members so.
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
