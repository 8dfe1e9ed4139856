import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { cacheFolder, fillOnce } from "../../rehearsal/engine/cache";
import { run } from "../../rehearsal/engine/run";
import { IMAGES } from "./dockerfile";

const POM = path.join(IMAGES, "migrations/pom.xml");

/**
 * Folder of the jars that the migrations run with, of just the versions that the image has: from the cache, else from Maven
 * (a few seconds, 8 MB).
 * @throws when Maven is missing or they cannot be fetched
 */
export async function flywayJars(): Promise<string> {
  const pinned = createHash("sha256").update(fs.readFileSync(POM)).digest("hex").slice(0, 12);
  const folder = path.join(cacheFolder(), `datavault-migrations-${pinned}`);
  if (fs.existsSync(folder)) return folder;
  await fillOnce(folder, async (unfinished) => {
    const goal = ["dependency:copy-dependencies", `-DoutputDirectory=${unfinished}`];
    const done = await run("mvn", ["-B", "-q", "-ntp", "-f", POM, ...goal], {});
    if (done.exitCode === 127)
      throw new Error(
        "no Flyway for the tests: Maven fetches it, and is not installed. apt-get install maven",
      );
    if (done.exitCode !== 0)
      throw new Error(
        `no Flyway: Maven Central, or a mirror of it, must be reachable: ${done.stdout.trim()}`,
      );
  });
  return folder;
}
