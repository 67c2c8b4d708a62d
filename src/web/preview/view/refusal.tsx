/** @module The page that is shown instead of what was asked for. */

import { Frame, page } from "./frame.tsx";

/** A refusal, for a person. */
export const renderRefusal = ({ title, text }: { readonly title: string; readonly text: string }) =>
  page(
    <Frame title={title} here="none">
      <div class="plain">
        <h1>{title}</h1>
        <p>{text}</p>
        <p>
          <a href="/">To the channel</a>
        </p>
      </div>
    </Frame>,
  );
