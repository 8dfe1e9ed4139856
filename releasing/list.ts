import * as path from "node:path";
import { stages } from "../projects/estate";
import { applicationImages } from "../projects/storage/releases/images";
import { release, RELEASES, releaseNames } from "../projects/storage/releases/release";
import { stageRelease } from "./stage-release";
import { tableText } from "./table";

/** All releases, oldest first: what they were built from, what their indexers speak, and the stages that run them. */
export function listText(root: string): string {
  const folder = path.join(root, RELEASES);
  const running = stages.map((stage) => [stage, stageRelease(root, stage).name] as const);
  const rows = releaseNames(folder).map((name) => {
    const where = running.filter(([, its]) => its === name).map(([stage]) => stage);
    return [name, ...builtFrom(name, folder), where.join(", ") || "–"];
  });
  return tableText([["release", "version", "Elasticsearch client", "run by"], ...rows]);
}

function builtFrom(name: string, folder: string): readonly string[] {
  try {
    const { applications, needs } = release(name, folder);
    return [applications[applicationImages[0]].version, String(needs.elasticsearchClient)];
  } catch {
    return ["not whole: check tells why", "–"];
  }
}
