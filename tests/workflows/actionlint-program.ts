import * as path from "node:path";
import type { Say } from "../../rehearsal/engine/engine";
import { goProgram } from "../go-program";

/** Path of actionlint, which knows what GitHub takes for a workflow (built in some seconds, 6 MB). */
export const actionlintProgram = (say: Say): Promise<string> =>
  goProgram(
    {
      title: "actionlint",
      module: path.join(__dirname, "go"),
      mainPackage: "github.com/rhysd/actionlint/cmd/actionlint",
      pinned: /rhysd\/actionlint v(\S+)/,
    },
    say,
  );
