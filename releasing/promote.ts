import * as path from "node:path";
import { release, RELEASES, type Release } from "../projects/storage/releases/release";
import { diffText } from "./diff";
import { stageRelease, writeStageRelease } from "./stage-release";

/**
 * Lets pro run the release that pre runs, and says what changes by it.
 * @param name the release that is meant; what pre runs when none is given
 * @throws in one line when pre runs another, or when it is no whole release; nothing is written then
 */
export function promote(root: string, name?: string): string {
  const pre = stageRelease(root, "pre");
  const pro = stageRelease(root, "pro");
  if (name !== undefined && name !== pre.name)
    throw new Error(
      `promote ${name}: pre runs ${pre.name}, and only what pre runs is promoted; let ${pre.file} name ${name}, deploy it and try it first`,
    );
  const folder = path.join(root, RELEASES);
  const next = release(pre.name, folder);
  if (pro.name === next.name) return `nothing to do: pro runs ${next.name} already`;
  const change = changeText(pro.name, next, folder);
  writeStageRelease(root, pro, next.name);
  return `${change}\n\n${pro.file}: ${pro.name} → ${next.name}. Review and commit it, then deploy storage/app of pro.`;
}

/** What pro runs now may be what is to be mended: it does not stop the next. */
function changeText(now: string, next: Release, folder: string): string {
  try {
    return diffText(release(now, folder), next);
  } catch (error) {
    return `what changes cannot be shown: ${error instanceof Error ? error.message : String(error)}`;
  }
}
