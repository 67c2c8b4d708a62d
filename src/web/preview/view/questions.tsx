/** @module Questions that found nothing, those that ask much the same together. */

import type { FeedbackReport } from "../../../feedback/report.ts";
import type { QuestionGroup } from "../../../feedback/questions.ts";

const MOST_GROUPS = 50;
const MOST_WORDINGS = 20;

interface QuestionsProps {
  readonly unanswered: FeedbackReport["unanswered"];
  readonly keepsQuestions: boolean;
}

export const Questions = ({ unanswered, keepsQuestions }: QuestionsProps) => {
  const { groups, leftOut } = unanswered;
  const more = Math.max(groups.length - MOST_GROUPS, 0) + leftOut;
  return (
    <section aria-labelledby="questions-title">
      <h2 id="questions-title">Questions that found nothing</h2>
      {groups.length > 0 && (
        <ul class="entries">
          {groups.slice(0, MOST_GROUPS).map((group) => (
            <Group group={group} />
          ))}
        </ul>
      )}
      {more > 0 && <p class="muted">and {more} more</p>}
      {!keepsQuestions ? <NotKept /> : groups.length === 0 && <p class="muted">None.</p>}
    </section>
  );
};

const NotKept = () => (
  <p class="muted">
    Questions are not kept. To see which documents are missing, set{" "}
    <code>KEEP_UNANSWERED=true</code>; <code>/help</code> then tells members so.
  </p>
);

const Group = ({
  group: { question, asked, last, questions },
}: {
  readonly group: QuestionGroup;
}) => {
  const others = questions.filter((other) => other !== question);
  return (
    <li>
      <strong>{asked} ×</strong> {question}
      <small>last on {last}</small>
      {others.length > 0 && (
        <details>
          <summary>Asked also as</summary>
          <ul>
            {others.slice(0, MOST_WORDINGS).map((other) => (
              <li>{other}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
};
