import * as path from "node:path";
import { bringUp } from "./bring-up";
import { readApprovals } from "./gate/approvals";
import { UP_USAGE, upOptions } from "./options";
import { say, start, today } from "./started";
import { exportLines, workplace } from "./workplace";

start(upOptions, UP_USAGE, async ({ stage, stacks, whole, configs, approvals: file }) => {
  const repository = path.dirname(__dirname);
  const approvals = readApprovals(repository, stage, file);
  const at = workplace({ repository, stage, configs, say }, process.env["PULUMI_BACKEND_URL"]);
  exportLines(at).forEach(say);
  return bringUp(at, stacks, { approvals, today: today(), whole });
});
