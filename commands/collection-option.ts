/** @module The option of operators' commands that names one of several collections. */

import {
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
} from "discord-api-types/v10";
import { localized } from "../src/reply/words/localized.ts";

/** Registered only where there are several collections. */
export const collectionOption: APIApplicationCommandStringOption = {
  type: ApplicationCommandOptionType.String,
  ...localized((commands) => commands.collection),
  min_length: 1,
  max_length: 64,
  autocomplete: true,
};
