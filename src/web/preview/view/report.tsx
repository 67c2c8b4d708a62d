/** @module The report of feedback as a page: documents used, passages voted down, unanswered questions. */

import type { FeedbackReport } from "../../../feedback/report.ts";
import type { DocumentUse } from "../../../feedback/uses.ts";
import { label } from "../../../reply/citation.ts";
import { documentAddress } from "../address.ts";
import { Disliked } from "./disliked.tsx";
import { Figure } from "./figure.tsx";
import { Frame, page } from "./frame.tsx";
import { Questions } from "./questions.tsx";

const MOST_DOCUMENTS = 20;

interface ReportProps {
  readonly report: FeedbackReport;
  readonly keepsQuestions: boolean;
}

/** The report as a page. */
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
