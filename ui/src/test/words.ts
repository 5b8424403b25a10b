import { english } from "../words";
import { withCaseWords } from "../words/pages/case";
import { withCreateWords } from "../words/pages/create";
import { withPaletteWords } from "../words/pages/palette";
import { withServiceWords } from "../words/pages/service";
import { withSettingWords } from "../words/pages/settings";
import { withUnfinishedWords } from "../words/pages/unfinished";

/** The catalogue the window starts with, in a clinic in Chicago. */
export const atStart = english("America/Chicago");

/** The same, with what every page brings along. */
export const words = {
  ...withCaseWords(atStart),
  ...withCreateWords(atStart),
  ...withServiceWords(atStart),
  ...withPaletteWords(atStart),
  ...withSettingWords(atStart),
  ...withUnfinishedWords(atStart),
};
