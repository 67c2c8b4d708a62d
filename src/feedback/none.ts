/** @module Feedback that goes nowhere: for whoever keeps none. */

import type { Feedback } from "./feedback.ts";

export const NO_FEEDBACK: Feedback = {
  vote: async () => {},
  shown: () => {},
  unanswered: async () => {},
  keepsQuestions: false,
};
