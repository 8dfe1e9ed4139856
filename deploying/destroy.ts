import * as path from "node:path";
import { DESTROY_USAGE, destroyOptions } from "./options";
import { say, start } from "./started";
import { takeDown } from "./take-down";
import { exportLines, workplace } from "./workplace";

start(destroyOptions, DESTROY_USAGE, async ({ stage, stack, configs, confirmed }) => {
  const repository = path.dirname(__dirname);
  const at = workplace({ repository, stage, configs, say }, process.env["PULUMI_BACKEND_URL"]);
  exportLines(at).forEach(say);
  return takeDown(at, stack, confirmed);
});
