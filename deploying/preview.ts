import * as fs from "node:fs";
import * as path from "node:path";
import { readApprovals } from "./gate/approvals";
import { PREVIEW_USAGE, previewOptions } from "./options";
import { previewStage } from "./preview-stage";
import { say, start, today } from "./started";
import { isGood, summaryMarkdown } from "./summary/markdown";
import { exportLines, workplace } from "./workplace";

start(previewOptions, PREVIEW_USAGE, async ({ stage, stacks, whole, configs, approvals: file, markdown }) => {
  const repository = path.dirname(__dirname);
  const approvals = readApprovals(repository, stage, file);
  const at = workplace({ repository, stage, configs, say }, process.env["PULUMI_BACKEND_URL"]);
  exportLines(at).forEach(say);
  const { judged, remarks } = await previewStage(at, stacks, { approvals, today: today(), whole });
  if (markdown !== undefined) fs.writeFileSync(markdown, summaryMarkdown(stage, judged, remarks));
  const all = summaryMarkdown(stage, judged, remarks, Number.POSITIVE_INFINITY);
  // A terminal cannot fold: the tags that do it go, with their empty lines.
  say(`\n${all.replaceAll(/^<.*>\n\n?/gm, "")}`);
  return judged.every(isGood) ? 0 : 1;
});
