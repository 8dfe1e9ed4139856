import * as fs from "node:fs";
import * as path from "node:path";
import { cacheFolder, fillOnce } from "../../rehearsal/engine/cache";
import { run } from "../../rehearsal/engine/run";

const SOURCES = path.join(__dirname, "opensearch");

/** Where Maven notes what it has unpacked (pom.xml). */
const MARKERS = ".markers";

/** What Maven is asked for, and where it is kept once it is there. */
interface FromMaven {
  readonly folder: string;
  readonly goal: string;
  readonly options: (folder: string) => readonly string[];
  /** Whether something in the folder is not kept. */
  readonly isUnwanted?: (name: string) => boolean;
}

/** Our program that runs OpenSearch's nodes: Java runs it from its source. */
export const openSearchMain = path.join(SOURCES, "Main.java");

/**
 * Folder of OpenSearch's jars: from the cache, else from Maven (15 s, 52 MB).
 * @throws when Java or Maven is missing or the jars cannot be fetched; the message says what to install
 */
export async function openSearchJars(): Promise<string> {
  const jdk = await run("javac", ["-version"], {});
  if (jdk.exitCode !== 0)
    throw new Error(
      "no OpenSearch for the tests: it needs a JDK, 17 or newer. Install one (apt-get install openjdk-17-jdk-headless)",
    );
  return fromMaven({
    folder: `opensearch-${pinned("opensearch.version")}`,
    goal: "dependency:copy-dependencies",
    options: (folder) => [`-DoutputDirectory=${folder}`],
  });
}

/**
 * Folder of OpenSearch's security plugin, without what OpenSearch has itself: from the cache, else from Maven (6 s, 45 MB).
 * @throws when Maven is missing or the plugin cannot be fetched; the message says what to install
 */
export async function securityPlugin(): Promise<string> {
  const own = new Set(fs.readdirSync(await openSearchJars()).map(withoutVersion));
  const version = pinned("security.version");
  return fromMaven({
    folder: `opensearch-security-${version}`,
    goal: "dependency:unpack",
    options: (folder) => [
      `-Dartifact=org.opensearch.plugin:opensearch-security:${version}:zip`,
      `-DoutputDirectory=${folder}`,
    ],
    // A class that is there twice, be it in another version, keeps a node from starting.
    isUnwanted: (name) => name === MARKERS || (name.endsWith(".jar") && own.has(withoutVersion(name))),
  });
}

async function fromMaven({ folder, goal, options, isUnwanted = () => false }: FromMaven): Promise<string> {
  const kept = path.join(cacheFolder(), folder);
  if (fs.existsSync(kept)) return kept;
  process.stdout.write(`    no ${folder} here yet: Maven fetches it once, into ${kept}\n`);
  await fillOnce(kept, async (unfinished) => {
    const pom = path.join(SOURCES, "pom.xml");
    const done = await run("mvn", ["-B", "-q", "-f", pom, goal, ...options(unfinished)], {});
    if (done.exitCode === 127)
      throw new Error(`no ${folder}: Maven fetches it, and is not installed. apt-get install maven`);
    if (done.exitCode !== 0)
      throw new Error(
        `no ${folder}: Maven Central, or a mirror of it, must be reachable: ${done.stdout.trim()}`,
      );
    for (const name of fs.readdirSync(unfinished).filter(isUnwanted))
      fs.rmSync(path.join(unfinished, name), { recursive: true, force: true });
  });
  return kept;
}

/** `netty-common` of `netty-common-4.1.125.Final.jar`. */
const withoutVersion = (jar: string): string => jar.replace(/-\d.*$/, "");

function pinned(property: string): string {
  const pom = fs.readFileSync(path.join(SOURCES, "pom.xml"), "utf8");
  const version = new RegExp(`<${property}>(.+)</${property}>`).exec(pom)?.[1];
  if (version === undefined) throw new Error(`${SOURCES}/pom.xml pins no ${property}`);
  return version;
}
