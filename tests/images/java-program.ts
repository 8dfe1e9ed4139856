import * as fs from "node:fs";
import * as path from "node:path";
import { run } from "../../rehearsal/engine/run";
import { IMAGES } from "./dockerfile";

/**
 * Compiles a program of ours as its image's build does.
 * @param source path of it below images/datavault
 * @param jars folder of the jars that it uses
 * @param classes folder that gets it
 * @throws when there is no JDK, or it does not compile
 */
export async function compile(source: string, jars: string, classes: string): Promise<void> {
  fs.mkdirSync(classes, { recursive: true });
  const done = await run(
    "javac",
    ["-Xlint:all,-serial,-path", "-Werror", "-cp", `${jars}/*`, "-d", classes, path.join(IMAGES, source)],
    {},
  );
  if (done.exitCode === 127)
    throw new Error("no JDK, 17 or newer. Install one (apt-get install openjdk-17-jdk-headless)");
  if (done.exitCode !== 0) throw new Error(`${source} does not compile: ${done.stdout}${done.stderr}`);
}
